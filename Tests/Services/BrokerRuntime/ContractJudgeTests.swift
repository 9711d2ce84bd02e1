import AgreementEngine
import BrokerRuntime
import CanonicalModel
import Foundation
import Formats
import TestSupport
import Testing

/// What passes the conformance suite passes the core's door, and the other way round.
@Suite("The judge of samples")
struct ContractJudgeTests {
    private let directory: PartnershipDirectory
    private let death: [UInt8]
    private let now = Timestamp(microseconds: 1_795_176_600_000_000)

    init() throws {
        let root = RepositoryRoot.path + "/Contracts/"
        directory = try PartnershipDirectory(
            yaml: String(contentsOfFile: root + "directory/leeds.yaml", encoding: .utf8))
        let message = CanonicalMessage(
            id: "sample", source: "/prison/anything", time: Timestamp(microseconds: 1_795_176_600_000_000),
            recordedTime: Timestamp(microseconds: 1_795_176_600_000_000),
            fact: .died(Death(person: Person(identifiers: []))))
        death = message.encoded()
    }

    @Test("A message of the right user passes")
    func rightUser() throws {
        #expect(try ContractJudge(directory: directory, user: "prison-adapter", now: now).judge(death).id == "sample")
    }

    @Test("The same message from another's user is not theirs", arguments: ["courts-adapter", "hub"])
    func wrongUser(_ user: String) {
        #expect(rule(ContractJudge(directory: directory, user: user, now: now), death) == "door.not-yours")
    }

    @Test("A user that the directory does not know may say nothing")
    func unknownUser() {
        #expect(rule(ContractJudge(directory: directory, user: "nobody", now: now), death) == "door.user-id")
    }

    @Test("Without a user it is asked whether anybody may")
    func anybody() throws {
        #expect(try ContractJudge(directory: directory, user: nil, now: now).judge(death).id == "sample")
    }

    @Test("Without a user a source that nobody may use is refused")
    func foreignSource() {
        let foreign = Array(String(decoding: death, as: UTF8.self).replacing("/prison/", with: "/fire/").utf8)
        #expect(rule(ContractJudge(directory: directory, user: nil, now: now), foreign) == "door.not-yours")
    }

    @Test("What breaks the contract is refused for that, whoever sends it")
    func broken() {
        let broken = Array(String(decoding: death, as: UTF8.self).replacing("\"identifiers\"", with: "\"numbers\"").utf8)
        #expect(rule(ContractJudge(directory: directory, user: nil, now: now), broken) == "contract.unknown-member")
        #expect(rule(ContractJudge(directory: directory, user: nil, now: now), []) == "json.empty")
    }

    private func rule(_ judge: ContractJudge, _ body: [UInt8]) -> String? {
        do throws(FormatError) {
            _ = try judge.judge(body)
            return nil
        } catch {
            return error.rule
        }
    }
}

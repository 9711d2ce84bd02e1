import CanonicalModel
import Formats
import TestSupport
import Testing

@Suite("Canonical messages")
struct CanonicalMessageTests {
    let noon = Timestamp("2026-11-20T12:00:00Z") ?? Timestamp(microseconds: 0)
    var selection: CanonicalMessage {
        NominalFixture.message(
            .selection(SelectionDecision(person: NominalFixture(7).person, cohort: "iom", rag: .amber, decidedBy: "Panel")), at: noon)
    }

    @Test("A message reads back as it was written")
    func roundTrip() throws {
        #expect(try CanonicalMessage(try StrictJSON.parse(selection.encoded())) == selection)
    }

    @Test("An unknown type or version is refused by name", arguments: ["custody.released.v2", "custody.teleported.v1", ""])
    func unknownType(type: String) {
        expectRefusal(rule: "contract.unknown-type", path: "/type") { $0["type"] = .string(type) }
    }

    @Test("A member no contract names is refused")
    func unknownMember() { expectRefusal(rule: "contract.unknown-member", path: "") { $0["comment"] = "x" } }

    @Test("A null is refused: absent and null must not mix")
    func null() { expectRefusal(rule: "contract.kind", path: "/correlationid") { $0["correlationid"] = .null } }

    @Test("A sender cannot make an invalid identifier match by calling it verified")
    func falselyVerified() {
        expectRefusal(rule: "identifier.check", path: "/data/person/identifiers/0/verified") { message in
            var data = message["data"]?.object ?? JSONObject()
            var person = data["person"]?.object ?? JSONObject()
            person["identifiers"] = [["kind": "pnc", "value": "20030011985Z", "verified": true]]
            data["person"] = .object(person)
            message["data"] = .object(data)
        }
    }

    @Test("The id follows from the sender's item, the digest from what it says; neither from when we carried it")
    func identity() {
        var later = selection
        later.recordedTime = noon.adding(seconds: 60)
        later.sourceItem = .init(id: "x", name: "again.xml")
        #expect(later.contentDigest == selection.contentDigest)
        var other = selection
        other.time = noon.adding(seconds: 1)
        #expect(other.contentDigest != selection.contentDigest)
    }

    private func expectRefusal(rule: String, path: String, change: (inout JSONObject) -> Void) {
        var json = selection.json
        change(&json)
        do throws(FormatError) {
            _ = try CanonicalMessage(.object(json))
            Issue.record("the message was accepted")
        } catch {
            #expect(error.rule == rule)
            #expect(error.path == path)
            #expect(!error.remedy.isEmpty)
        }
    }
}

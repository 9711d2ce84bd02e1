import AgreementEngine
import CanonicalModel
import Foundation
import Routing
import TestSupport
import Testing

/// Records of police and partners keep their feed and their age, whatever order their reports come in.
@Suite("Records with an age") struct AgedRecordTests {
    private static let start = Timestamp(microseconds: 1_795_000_000_000_000)

    private static func arrest(
        _ source: String, asOf hours: Int64, suite: String? = nil, withdrawn: Bool = false, reference: String = "R-1"
    ) -> AcceptedMessage {
        let record = PoliceRecord(
            person: NominalFixture(7).withoutAddress, kind: .arrest, reference: reference,
            asOf: start.adding(seconds: hours * 3_600), isWithdrawn: withdrawn, custodySuite: suite)
        return accepted(.police(record), from: source, sequence: hours)
    }

    private static func accepted(_ fact: Fact, from source: String, sequence: Int64) -> AcceptedMessage {
        let id = CanonicalMessage.deterministicID(
            source: source, correlationID: nil, ordinal: 0, time: start, fact: fact)
        let message = CanonicalMessage(
            id: id, source: source, time: start, recordedTime: start.adding(seconds: 9 * 86_400), fact: fact)
        return AcceptedMessage(message, sequence: sequence, digest: id)
    }

    private func history(_ messages: [AcceptedMessage]) -> NominalHistory {
        var history = NominalHistory()
        for message in messages { _ = history.fold(message) }
        return history
    }

    @Test("neither order nor repetition of reports matters")
    func order() {
        let messages = [
            Self.arrest("/police/idiom", asOf: 1), Self.arrest("/police/idiom", asOf: 25, suite: "13EL"),
            Self.arrest("/police/custody", asOf: 0), Self.arrest("/police/idiom", asOf: 2, reference: "R-2"),
            Self.arrest("/police/idiom", asOf: 3, withdrawn: true, reference: "R-2"),
        ]
        let expected = history(messages)
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            #expect(history((messages + messages).shuffled(using: &random)).records == expected.records, "seed \(seed)")
        }
        #expect(expected.records.count == 3)
    }

    @Test("the latest word of each feed stands, and each says how old it is (ISH-04)")
    func latest() {
        let history = history([
            Self.arrest("/police/idiom", asOf: 25, suite: "13EL"), Self.arrest("/police/idiom", asOf: 1),
            Self.arrest("/police/custody", asOf: 0),
        ])
        let records = history.records(.arrestRecorded)
        #expect(records.map(\.source) == ["/police/custody", "/police/idiom"])
        #expect(records.last?.asOf == Self.start.adding(seconds: 25 * 3_600))
        #expect(
            history.records(.arrestRecorded, knownSince: Self.start.adding(seconds: 3_600)).map(\.source) == [
                "/police/idiom"
            ])
        #expect(history.records(.chargeRecorded).isEmpty)
    }

    @Test(
        "a court's outcome and a disposal of one number are two records, in any order; a release may change its authority"
    )
    func authorities() {
        func record(_ kind: PoliceRecord.Kind, _ authority: PoliceRecord.Authority, asOf hours: Int64)
            -> AcceptedMessage
        {
            let record = PoliceRecord(
                person: NominalFixture(7).withoutAddress, kind: kind, reference: "R-1",
                asOf: Self.start.adding(seconds: hours * 3_600), authority: authority)
            return Self.accepted(.police(record), from: "/police/idiom", sequence: hours)
        }
        let messages = [
            record(.disposal, .police, asOf: 1), record(.disposal, .court, asOf: 2), record(.disposal, .court, asOf: 3),
            record(.release, .police, asOf: 4), record(.release, .court, asOf: 5),
        ]
        for order in [messages, messages.reversed(), messages + messages] {
            #expect(
                history(order).records(.disposalRecorded).map(\.asOf)
                    == [1, 3].map { Self.start.adding(seconds: $0 * 3_600) })
            #expect(history(order).records(.releaseRecorded).count == 1)
        }
    }

    @Test("a record taken back is told by nobody, and an older report does not bring it back")
    func withdrawn() {
        let history = history([
            Self.arrest("/police/idiom", asOf: 3, withdrawn: true), Self.arrest("/police/idiom", asOf: 1),
        ])
        #expect(history.records(.arrestRecorded).isEmpty)
        #expect(history.records.count == 1)
    }

    @Test("what IDIOM alone says bears the name that the agreement's guardrail asks for (ISH-06)")
    func onlyIDIOM() throws {
        let person = NominalFixture(7)
        var history = history([Self.arrest("/police/idiom", asOf: 1)])
        #expect(try sources(of: history) == ["idiom"])
        let selection = NominalFixture.message(
            .selection(SelectionDecision(person: person.person, cohort: "iom", decidedBy: "K. Idris")), at: Self.start)
        _ = history.fold(AcceptedMessage(selection, sequence: 9, digest: "d"))
        #expect(try sources(of: history) == ["idiom", "simulation"])
    }

    private func sources(of history: NominalHistory) throws -> [String]? {
        var selected = NominalHistory()
        let selection = NominalFixture.message(
            .selection(SelectionDecision(person: NominalFixture(7).person, cohort: "iom", decidedBy: "K. Idris")),
            at: Self.start)
        _ = selected.fold(AcceptedMessage(selection, sequence: 1, digest: "d"))
        let spell = try #require(selected.spells.first)
        let field = try #require(NoticeContent(.selection, .standing, history, spell).fields.first)
        guard case .known(let sources) = field.sources else { return nil }
        return sources
    }
}

import CanonicalModel
@testable import Routing
import SchemeEngine
import TestSupport
import Testing

/// What a look takes over from the one before it, and what it reads anew.
@Suite("The last reading of a history")
struct LastReadingTests {
    private let fixture = NominalFixture(43, postcode: "LS6 3AA")
    private let start = Timestamp("2026-06-01T09:00:00Z") ?? Timestamp(microseconds: 0)
    private let burglary = try? OffenceClasses(yaml: Array(Self.table.utf8))

    private static let table = """
        format: "iom-offence-classes/1"
        classes:
          - class: "burglary-dwelling"
            source: ["a test"]
            codes: ["TH68023"]
        """

    @Test("After every message it says what a reading without a memory says")
    func neverStale() {
        var history = NominalHistory()
        var readings = [String: LastReading]()
        for (place, message) in said.enumerated() {
            _ = history.fold(message.accepted(Int64(place + 1)))
            for team in ["npt-headingley", nil] {
                let kept = readings[team ?? "none", default: LastReading()].read(
                    history, owningTeam: team, offences: OffenceClasses())
                expectSame(kept, HistoryInClasses(history, owningTeam: team, offences: OffenceClasses()))
            }
        }
    }

    @Test("Another table of offences, or another team that has the address, is another reading")
    func offences() throws {
        let (history, table) = (folded(), try #require(burglary))
        var reading = LastReading()
        let before = reading.read(history, owningTeam: nil, offences: OffenceClasses())
        let moved = reading.read(history, owningTeam: "npt-headingley", offences: OffenceClasses())
        #expect(before.events != moved.events, "who went beyond every team has left")
        let after = reading.read(history, owningTeam: nil, offences: table)
        expectSame(after, HistoryInClasses(history, owningTeam: nil, offences: table))
        #expect(before.events != after.events)
    }

    @Test("Nothing said, nothing read: the events are the very same, whatever a look found in between")
    func takenOver() {
        var (history, reading) = (folded(), LastReading())
        let first = reading.read(history, owningTeam: nil, offences: OffenceClasses())
        history.reading.held = ["somebody's decision"]
        let second = reading.read(history, owningTeam: nil, offences: OffenceClasses())
        let isShared = first.events.withUnsafeBufferPointer { one in
            second.events.withUnsafeBufferPointer { one.baseAddress == $0.baseAddress }
        }
        #expect(isShared && !first.events.isEmpty)
    }

    private var said: [CanonicalMessage] {
        let person = fixture.withoutAddress
        var arrest = PoliceRecord(person: person, kind: .arrest, reference: "A1", asOf: start.adding(seconds: 86_400))
        arrest.offences = [PoliceRecord.Offence(code: "TH68023")]
        let selected = SelectionDecision(person: fixture.person, cohort: "ppo", rag: .amber, decidedBy: "Sgt Cole")
        let facts: [Fact] = [
            .selection(selected), .police(arrest), .custody(CustodyMovement(person: person, kind: .received, establishment: "LEI")),
            .addressChanged(AddressChange(person: fixture.living(at: "BD5 7AA"))), .died(Death(person: person)),
        ]
        return facts.enumerated().map { place, fact in
            NominalFixture.message(fact, at: start.adding(seconds: Int64(place) * 86_400))
        }
    }

    private func folded() -> NominalHistory {
        said.enumerated().reduce(into: NominalHistory()) { _ = $0.fold($1.element.accepted(Int64($1.offset + 1))) }
    }

    private func expectSame(_ kept: HistoryInClasses, _ fresh: HistoryInClasses) {
        #expect(kept.events == fresh.events)
        #expect(kept.decisions == fresh.decisions)
        #expect(kept.custody == fresh.custody)
    }
}

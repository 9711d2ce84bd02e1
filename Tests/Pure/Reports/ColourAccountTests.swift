import CanonicalModel
import Testing

@testable import SchemeEngine

/// The generator's own account of colours, by hand-made lives: it is what the broker is held against.
@Suite("The account of colours")
struct ColourAccountTests {
    @Test("A trigger proposes ten minutes after it is heard of, and a meeting confirms")
    func proposal() {
        let life = life(.amber, triggers: [("05T10:00", "06T05:00", .red)], rates: [("06T14:00", .red)])
        #expect(told(life) == ["06T05:10 red proposed", "06T14:00 red confirmed"])
    }

    @Test("A refusal takes a proposal back")
    func refusal() {
        let life = life(.amber, triggers: [("05T10:00", "06T05:00", .red)], rates: [("06T14:00", .amber)])
        #expect(told(life) == ["06T05:10 red proposed", "06T14:00 amber confirmed"])
    }

    @Test("Triggers of ten minutes make one change, and one that raises nothing makes none")
    func gathering() {
        let life = life(
            .green,
            triggers: [
                ("05T10:00", "06T05:00", .amber), ("05T11:00", "06T05:00", .red), ("07T10:00", "08T05:00", .amber),
            ])
        #expect(told(life) == ["06T05:10 red proposed"])
    }

    @Test("A decision to come down waits until four weeks have passed since the last trigger")
    func dwell() {
        let life = life(.red, triggers: [("02T10:00", "02T11:00", .amber)], rates: [("20T14:00", .amber)])
        #expect(told(life) == ["30T10:00 amber confirmed"])
        let patient = self.life(.red, triggers: [], rates: [("29T23:15", .amber)])
        #expect(told(patient) == ["29T23:15 amber confirmed"])
    }

    @Test("After three changes in a fortnight nothing is proposed")
    func flapping() {
        let life = life(
            .amber,
            triggers: [
                ("02T10:00", "02T11:00", .red), ("05T10:00", "05T11:00", .red), ("08T10:00", "08T11:00", .red),
            ], rates: [("03T09:00", .amber), ("06T09:00", .amber)])
        #expect(
            told(life) == [
                "02T11:10 red proposed", "03T09:00 amber confirmed", "05T11:10 red proposed",
                "06T09:00 amber confirmed",
            ])
    }

    @Test("Out of prison nobody is less than amber until somebody has looked")
    func release() {
        var life = life(.green, triggers: [], rates: [("25T14:00", .green)])
        life.prison = [
            TrueLife.Prison(
                from: may("10T15:00"), begins: may("10T23:30"), until: may("20T09:00"), ends: may("20T23:30"))
        ]
        #expect(told(life) == ["20T23:30 amber proposed", "25T14:00 green confirmed"])
    }

    @Test("Prison stops a team's visits, and the release is another selection")
    func prisonNotices() throws {
        var life = life(.amber, triggers: [])
        life.prison = [
            TrueLife.Prison(
                from: may("10T15:00"), begins: may("10T23:30"), until: may("20T09:00"), ends: may("20T23:30"))
        ]
        let area = try #require(AreaTable.pioneers.areas.first { $0.id == "west-yorkshire" })
        let tellings = TellingAccount(life, area).tellings.map {
            "\($0.at.description.dropFirst(8).prefix(8)) \($0.kind)"
        }
        #expect(tellings == ["01T09:00 selection", "10T23:30 stop-visits", "20T23:30 selection"])
    }

    @Test("In Lancashire the beat is told of amber people, and of others only what becomes of those it was told of")
    func amberOnly() throws {
        let area = try #require(AreaTable.pioneers.areas.first { $0.id == "lancashire" })
        #expect(TellingAccount(life(.red, triggers: []), area).tellings.isEmpty)
        let amber = life(.amber, triggers: [("05T10:00", "06T05:00", .red)], rates: [("06T14:00", .red)])
        #expect(
            TellingAccount(amber, area).tellings.map(\.kind) == ["selection", "rag-escalation", "rag-escalation"])
    }

    // MARK: Lives

    private func life(
        _ colour: RAGRating, triggers: [(String, String, RAGRating)], rates: [(String, RAGRating)] = []
    ) -> TrueLife {
        var inventor = PeopleInventor(seed: 1, series: 1)
        var life = TrueLife(
            identity: inventor.person(born: day("1990-01-01"), known: 2_004), postcode: "", team: "npt-1")
        let all = [("01T09:00", colour)] + rates
        life.moves = [(Timestamp(microseconds: 0), "npt-1")]
        life.stays = [
            TrueLife.Stay(
                start: may("01T09:00"), end: nil, ground: nil, isStatutory: true, cohorts: [(may("01T09:00"), "ppo")],
                isImported: false, colours: all.map { (may($0.0), $0.1) })
        ]
        life.rates = all.map { TrueLife.Rate(at: may($0.0), known: may($0.0), colour: $0.1) }
        life.words = Dictionary(uniqueKeysWithValues: all.map { (may($0.0), "m") })
        life.triggers = triggers.map { TrueLife.Trigger(at: may($0.0), known: may($0.1), raises: $0.2) }
        return life
    }

    private func told(_ life: TrueLife) -> [String] {
        ColourAccount(life, life.stays[0]).changes.map { change in
            "\(change.at.description.dropFirst(8).prefix(8)) \(change.colour.rawValue) "
                + (change.isConfirmed ? "confirmed" : "proposed")
        }
    }

    /// An instant of May 2026.
    private func may(_ text: String) -> Timestamp { at("2026-05-\(text):00Z") }
}

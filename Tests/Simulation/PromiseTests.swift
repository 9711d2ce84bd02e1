import AgreementEngine
import CanonicalModel
import Foundation
import Routing
import TestSupport
import Testing

/// The promise, over random lives in random orders: everything the router decides, with no I/O and no clock.
@Suite("The promise holds for any order and any repetition of messages")
struct PromiseTests {
    /// How long the random search goes on in a test run (issue "First light": ten seconds from the first day).
    static let searchSeconds = 10.0

    /// Recipients the Leeds agreement tells nothing about these lives: DISC needs a consent, which nobody here gives; the
    /// youth offending service is told of children, and these people are adults.
    static let neverPermitted: Set<String> = ["disc-leeds", "yos-leeds"]

    let router: ContentBasedRouter
    let now = Timestamp("2026-11-21T12:00:00Z") ?? Timestamp(microseconds: 0)

    init() throws {
        func text(_ file: String) throws -> String {
            try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
        }
        router = ContentBasedRouter(
            directory: try PartnershipDirectory(yaml: text("directory/leeds.yaml")),
            decisionPoint: PolicyDecisionPoint(try Agreement(yaml: text("agreements/leeds.yaml"))))
    }

    @Test("Random lives, shuffled and doubled, for ten seconds (DES-08, DES-09)")
    func search() throws {
        let first = ProcessInfo.processInfo.environment["THROUGHGATE_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...1 << 40)
        let end = SearchTime.end(after: Self.searchSeconds)
        var seed = first
        while Date() < end {
            try check(seed)
            seed += 1
        }
        print("PromiseTests: \(seed - first) lives from seed \(first)")
    }

    private func check(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &* 31 &+ 7)
        var generator = LifeGenerator(seed: seed)
        let life = generator.messages(Int.random(in: 1...24, using: &random))
        var arrivals = life + life.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
        arrivals.shuffle(using: &random)
        let run = SimulatedRun(router, arrivals, now: now)
        let oracle = PromiseOracle(life)

        #expect(run.repeatedNotices.isEmpty, "a notice was sent twice; THROUGHGATE_SEED=\(seed)")
        let untold = run.nominal.differences(responsible: run.responsible).filter { !Self.neverPermitted.contains($0.recipient) }
        #expect(untold.isEmpty, "ledger is not the entitlement; THROUGHGATE_SEED=\(seed)")
        #expect(Self.neverPermitted.isDisjoint(with: run.notices.map(\.recipient)), "THROUGHGATE_SEED=\(seed)")
        checkStays(run, oracle, seed)
        checkColour(run, oracle, arrivals, seed)
        checkReplay(run, arrivals, seed)
    }

    /// For every spell that ended, told to stop = told of the selection; for an open one, the right team believes it.
    private func checkStays(_ run: SimulatedRun, _ oracle: PromiseOracle, _ seed: UInt64) {
        let spells = run.nominal.history.spells
        #expect(spells.map(\.start) == oracle.stays.map(\.start), "stays differ; THROUGHGATE_SEED=\(seed)")
        #expect(spells.map(\.end) == oracle.stays.map(\.end), "ends differ; THROUGHGATE_SEED=\(seed)")
        for spell in spells {
            let toldOfSelection = run.recipients(told: .selection, of: spell.id)
            if !spell.isOpen {
                #expect(run.believing(.ended, in: spell.id) == toldOfSelection, "THROUGHGATE_SEED=\(seed)")
                #expect(run.recipients(told: .deselection, of: spell.id) == toldOfSelection, "THROUGHGATE_SEED=\(seed)")
            } else {
                let should = oracle.isDead ? [] : run.covering(oracle.postcode).subtracting(Self.neverPermitted)
                #expect(run.believing(.active, in: spell.id) == should, "THROUGHGATE_SEED=\(seed)")
                #expect(run.believing(.ended, in: spell.id).isEmpty, "THROUGHGATE_SEED=\(seed)")
            }
        }
    }

    /// No rise is told while the person is held, and whoever has somebody at liberty on the list knows the colour that stands.
    private func checkColour(
        _ run: SimulatedRun, _ oracle: PromiseOracle, _ arrivals: [CanonicalMessage], _ seed: UInt64
    ) {
        for index in run.escalations {
            #expect(!PromiseOracle(Array(arrivals[...index])).isHeld, "a rise was told of somebody held; THROUGHGATE_SEED=\(seed)")
        }
        guard !oracle.isHeld, !oracle.isDead, let colour = oracle.colour else { return }
        for spell in run.nominal.history.spells where spell.isOpen {
            for recipient in run.believing(.active, in: spell.id) {
                let told = run.nominal.ledger[ToldLedger.Key(spell: spell.id, recipient: recipient, topic: .rag)]
                #expect(told?.value == colour.rawValue, "\(recipient) believes another colour; THROUGHGATE_SEED=\(seed)")
            }
        }
    }

    /// Folding everything again tells nobody anything.
    private func checkReplay(_ run: SimulatedRun, _ arrivals: [CanonicalMessage], _ seed: UInt64) {
        let again = SimulatedRun(router, arrivals, from: run.nominal, now: now)
        #expect(again.notices.isEmpty, "a re-fold told somebody again; THROUGHGATE_SEED=\(seed)")
    }
}

/// The router run over messages as they arrive, with every notice remembered.
struct SimulatedRun {
    private(set) var nominal: Nominal
    private(set) var notices: [Notice] = []
    /// The places of the messages upon which a rise in colour was told.
    private(set) var escalations: [Int] = []
    private let router: ContentBasedRouter

    init(_ router: ContentBasedRouter, _ arrivals: [CanonicalMessage], from start: Nominal = Nominal(), now: Timestamp) {
        self.router = router
        nominal = start
        for (index, message) in arrivals.enumerated() {
            let outcome = router.route(message.accepted(Int64(index + 1)), into: nominal, now: now)
            nominal = outcome.nominal
            notices += outcome.notices
            if outcome.notices.contains(where: { $0.kind == .ragEscalation }) { escalations.append(index) }
        }
    }

    var responsible: Set<String> { router.responsible(for: nominal.history) }

    var repeatedNotices: Set<String> {
        Set(Dictionary(grouping: notices, by: \.id).filter { $0.value.count > 1 }.keys)
    }

    func recipients(told kind: NoticeKind, of spell: String) -> Set<String> {
        Set(notices.filter { $0.kind == kind && $0.spell == spell }.map(\.recipient))
    }

    func believing(_ standing: Standing, in spell: String) -> Set<String> {
        Set(nominal.ledger.recipients(toldOf: spell).filter { nominal.ledger.standing(of: $0, in: spell) == standing })
    }

    /// The recipients of a postcode whom the agreement lets learn of a membership: those that were told of it in any spell.
    func covering(_ postcode: String?) -> Set<String> {
        var history = NominalHistory()
        guard let postcode else { return [] }
        let message = NominalFixture.message(
            .addressChanged(AddressChange(person: NominalFixture(1, postcode: postcode).person)), at: Timestamp(microseconds: 0))
        _ = history.fold(message.accepted(1))
        return router.responsible(for: history)
    }
}

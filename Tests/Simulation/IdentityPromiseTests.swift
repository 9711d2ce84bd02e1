import AgreementEngine
import CanonicalModel
import Foundation
import Routing
import TestSupport
import Testing

/// The promise when people turn out to be one, or two, or one again: any order and any repetition of lives and decisions.
@Suite("The promise holds through merges, splits and undo")
struct IdentityPromiseTests {
    static let searchSeconds = 5.0
    /// Runs among which some withdraw a notice.
    static let leastRuns: UInt64 = 400
    static let records: [Int64] = [1, 2, 3]

    let router: ContentBasedRouter
    let now = Timestamp("2026-11-21T12:00:00Z") ?? Timestamp(microseconds: 0)

    init() throws { router = try PromiseTests().router }

    @Test("Random lives and decisions, shuffled and doubled, for five seconds")
    func search() throws {
        let first = ProcessInfo.processInfo.environment["THROUGHGATE_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...1 << 40)
        let end = SearchTime.end(after: Self.searchSeconds)
        var (seed, withdrawn) = (first, 0)
        // A slow machine does fewer runs in the time; it goes on until something was tried, or gives up in the end.
        while Date() < end || (withdrawn == 0 && seed - first < Self.leastRuns) {
            withdrawn += try check(seed)
            seed += 1
        }
        print("IdentityPromiseTests: \(seed - first) runs from seed \(first), \(withdrawn) notices withdrawn")
        #expect(withdrawn > 0, "nothing was ever withdrawn: the runs try nothing")
    }

    /// Checks one seed; the number of notices withdrawn says whether anything was tried.
    private func check(_ seed: UInt64) throws -> Int {
        var random = SeededGenerator(seed: seed &* 17 &+ 3)
        var arrivals = [IdentityRun.Arrival]()
        for record in Self.records {
            var life = LifeGenerator(seed: seed &* 3 &+ UInt64(record))
            arrivals += life.messages(Int.random(in: 1...8, using: &random)).map { .fact($0, record) }
        }
        arrivals += decisions(Int.random(in: 1...6, using: &random), &random).map { .decision($0) }
        var doubled = arrivals + arrivals.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
        doubled.shuffle(using: &random)
        let run = IdentityRun(router, doubled, now: now)
        checkParts(run, arrivals, seed)
        checkLedgers(run, seed)
        checkNotices(run, seed)
        let other = IdentityRun(router, doubled.shuffled(using: &random), now: now)
        #expect(Set(run.parts.map(\.records)) == Set(other.parts.map(\.records)), "THROUGHGATE_SEED=\(seed)")
        for part in run.parts {
            let same = try #require(other.parts.first { $0.records == part.records })
            #expect(said(part.nominal) == said(same.nominal), "another order, another history; THROUGHGATE_SEED=\(seed)")
        }
        return run.notices.count { $0.kind == .recalled }
    }

    /// Each part is the fold of its own records' facts, whatever happened in between.
    private func checkParts(_ run: IdentityRun, _ arrivals: [IdentityRun.Arrival], _ seed: UInt64) {
        for part in run.parts {
            let facts = arrivals.compactMap { arrival -> CanonicalMessage? in
                guard case .fact(let message, let record) = arrival, part.records.contains(record) else { return nil }
                return message
            }
            let oracle = PromiseOracle(facts)
            #expect(part.nominal.history.spells.map(\.start) == oracle.stays.map(\.start), "THROUGHGATE_SEED=\(seed)")
            #expect(part.nominal.history.spells.map(\.end) == oracle.stays.map(\.end), "THROUGHGATE_SEED=\(seed)")
        }
    }

    /// Nobody is left untold, and nobody believes what no rule lets them.
    private func checkLedgers(_ run: IdentityRun, _ seed: UInt64) {
        for part in run.parts {
            let responsible = router.responsible(for: part.nominal.history)
            let untold = part.nominal.differences(responsible: responsible).filter { !PromiseTests.neverPermitted.contains($0.recipient) }
            #expect(untold.isEmpty, "ledger is not the entitlement; THROUGHGATE_SEED=\(seed)")
            for spell in part.nominal.spells {
                for recipient in part.nominal.ledger.recipients(toldOf: spell.id) {
                    let standing = part.nominal.ledger.standing(of: recipient, in: spell.id)
                    #expect(standing != .confused, "THROUGHGATE_SEED=\(seed)")
                    if !spell.isOpen { #expect(standing == nil || standing == .ended, "THROUGHGATE_SEED=\(seed)") }
                    if standing == .active { #expect(responsible.contains(recipient), "THROUGHGATE_SEED=\(seed)") }
                }
            }
        }
    }

    /// No notice goes out twice; whoever was told of a stay was told of its end, or the telling was withdrawn.
    private func checkNotices(_ run: IdentityRun, _ seed: UInt64) {
        let ids = run.notices.map(\.id)
        #expect(Set(ids).count == ids.count, "a notice was sent twice; THROUGHGATE_SEED=\(seed)")
        let withdrawn = Set(run.notices.filter { $0.kind == .recalled }.compactMap(\.supersedes))
        for notice in run.notices where notice.kind == .selection && !withdrawn.contains(notice.id) {
            let part = run.parts.first { $0.nominal.history.selections[notice.spell] != nil }
            guard let spell = part?.nominal.spells.first(where: { $0.members.contains(notice.spell) }), !spell.isOpen else { continue }
            let standing = part?.nominal.ledger.standing(of: notice.recipient, in: spell.id)
            #expect(standing == .ended, "told of the selection and not of the end; THROUGHGATE_SEED=\(seed)")
        }
    }

    /// What a history says, without the acceptance numbers, which another order gives otherwise.
    private func said(_ nominal: Nominal) -> [String] {
        let history = nominal.history
        return [
            "\(history.identifiers.map(\.value).sorted())", "\(history.spells.map { "\($0.cohort) \($0.start) \(String(describing: $0.end))" })",
            "\(history.custody.status)", "\(String(describing: history.name?.value))", "\(String(describing: history.address?.value))",
            "\(history.hearings.keys.sorted().map(\.text))", "\(String(describing: history.death))",
        ]
    }

    private func decisions(_ count: Int, _ random: inout SeededGenerator) -> [IdentityGraph.Decision] {
        var made = [IdentityGraph.Decision]()
        for ordinal in 0..<count {
            let time = now.adding(seconds: -Int64.random(in: 0...20_000_000, using: &random))
            let stamp = Stamp(occurred: time, recorded: time, message: "/hub/test decision-\(ordinal)")
            let one = Self.records.randomElement(using: &random) ?? 1
            let other = Self.records.filter { $0 != one }.randomElement(using: &random) ?? 2
            let verdict: IdentityGraph.Verdict =
                switch Int.random(in: 0..<10, using: &random) {
                case 0..<6: .same(one, other)
                case 6..<8: .other(one, other)
                default: made.randomElement(using: &random).map { .undone($0.id) } ?? .same(one, other)
                }
            made.append(IdentityGraph.Decision(
                stamp: stamp, authority: Int.random(in: 0..<4, using: &random) == 0 ? .register : .person, verdict: verdict))
        }
        return made
    }
}

/// The router run over lives and decisions as they arrive, keeping what the core keeps in its store.
struct IdentityRun {
    /// What arrives.
    enum Arrival {
        /// A fact under a record.
        case fact(CanonicalMessage, Int64)
        /// A decision about identity.
        case decision(IdentityGraph.Decision)
    }

    /// One person as the records stand.
    struct Part {
        var records: Set<Int64>
        var nominal: Nominal
    }

    private(set) var parts: [Part] = IdentityPromiseTests.records.map { Part(records: [$0], nominal: Nominal()) }
    private(set) var notices: [Notice] = []
    private var facts: [AcceptedMessage] = []
    private var graph = IdentityGraph()
    private var solos: [Int64: ToldLedger] = [:]
    private var sent: [(notice: Notice, scope: Set<Int64>, cause: Int64)] = []
    private var sequence: Int64 = 0
    private let router: ContentBasedRouter
    private let now: Timestamp

    init(_ router: ContentBasedRouter, _ arrivals: [Arrival], now: Timestamp) {
        self.router = router
        self.now = now
        for arrival in arrivals {
            sequence += 1
            switch arrival {
            case .fact(let message, let record): take(message, under: record)
            case .decision(let decision): decide(decision)
            }
        }
    }

    private mutating func take(_ message: CanonicalMessage, under record: Int64) {
        guard let index = parts.firstIndex(where: { $0.records.contains(record) }) else { return }
        let plain = message.accepted(sequence)
        let accepted = AcceptedMessage(message, sequence: sequence, digest: plain.digest, origin: record)
        if !facts.contains(where: { $0.message.key == message.key }) { facts.append(accepted) }
        let outcome = router.route(accepted, into: parts[index].nominal, now: now)
        keep(outcome, of: parts[index].records, at: index)
    }

    private mutating func keep(_ outcome: RoutingOutcome, of records: Set<Int64>, at index: Int) {
        parts[index].nominal = outcome.nominal
        notices += outcome.notices
        sent += outcome.notices.map { ($0, records, sequence) }
    }

    private mutating func decide(_ decision: IdentityGraph.Decision) {
        let before = graph.edges
        guard graph.insert(decision) else { return }
        let after = graph.edges
        guard Set(before.keys) != Set(after.keys) else { return }
        for part in parts { divide(part) }
        for edge in Set(after.keys).subtracting(before.keys).sorted(by: { ($0.low, $0.high) < ($1.low, $1.high) }) { unite(edge) }
    }

    /// The decision as the message that the core would have taken; it is about nobody, so that it changes no history.
    private var cause: AcceptedMessage {
        let undo = Fact.identityUndone(IdentityUndo(decision: "x", reason: .documents, decidedBy: "J. C."))
        return NominalFixture.message(undo, at: now, ordinal: Int(sequence)).accepted(sequence)
    }

    private func history(_ records: Set<Int64>) -> NominalHistory {
        var history = NominalHistory()
        for fact in facts where records.contains(fact.origin) { _ = history.fold(fact) }
        return history.united(records.min().flatMap { graph.union(of: $0) })
    }

    private mutating func unite(_ edge: IdentityGraph.Edge) {
        guard let one = parts.firstIndex(where: { $0.records.contains(edge.low) }),
            let other = parts.firstIndex(where: { $0.records.contains(edge.high) }), one != other
        else { return }
        for part in [parts[one], parts[other]] where part.records.count == 1 {
            if let record = part.records.first { solos[record] = part.nominal.ledger }
        }
        let records = parts[one].records.union(parts[other].records)
        let outcome = router.unite(
            cause, history: history(records), survivor: parts[one].nominal, other: parts[other].nominal, now: now)
        parts[one].records = records
        keep(outcome, of: records, at: one)
        parts.remove(at: other)
    }

    private mutating func divide(_ part: Part) {
        let pieces = Set(part.records.map { graph.part(of: $0).intersection(part.records) })
        guard pieces.count > 1, let place = parts.firstIndex(where: { $0.records == part.records }) else { return }
        let whole = history(part.records)
        let tellings = sent.compactMap { sent in
            TracedTelling(
                notice: sent.notice.id, kind: sent.notice.kind, recipient: sent.notice.recipient,
                revision: sent.notice.revision, fields: sent.notice.fields, in: whole, scope: sent.scope, cause: sent.cause)
        }
        parts.remove(at: place)
        for piece in pieces.sorted(by: { ($0.min() ?? 0) < ($1.min() ?? 0) }) {
            var ledger = ToldLedger()
            for record in piece.sorted() { ledger.unite(with: solos[record] ?? ToldLedger()) }
            let (outcome, division) = router.divide(
                cause, part: Nominal(history: history(piece), ledger: ledger), from: part.nominal.ledger, tellings,
                records: piece, now: now)
            parts.append(Part(records: piece, nominal: outcome.nominal))
            keep(outcome, of: piece, at: parts.count - 1)
            for (key, entry) in division.fallen {
                for record in piece where history([record]).selections[key.spell] != nil { solos[record]?[key] = entry }
            }
        }
    }
}

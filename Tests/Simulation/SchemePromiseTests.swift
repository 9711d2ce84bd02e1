import AgreementEngine
import CanonicalModel
import Foundation
import Routing
@testable import SchemeEngine
import TestSupport
import Testing

/// The promise under every scheme, over random lives in random orders: what a pack holds, proposes and stops must break none
/// of it (issue "Schemes", property 3).
@Suite("The promise holds under every scheme")
struct SchemePromiseTests {
    static let searchSeconds = 10.0
    /// Lives under every pack, however slow the machine: fewer may all be of people who were never told of.
    static let leastLives: UInt64 = 4

    let directory: PartnershipDirectory
    let agreement: PolicyDecisionPoint
    let offences: OffenceClasses

    init() throws {
        directory = try PartnershipDirectory(yaml: Self.text("directory/leeds.yaml"))
        agreement = PolicyDecisionPoint(try Agreement(yaml: Self.text("agreements/leeds.yaml")))
        offences = try OffenceClasses(yaml: Array(Self.text("schemes/offences/classes.yaml").utf8))
    }

    static func text(_ file: String) throws -> String {
        try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
    }

    static func packs() throws -> [SchemePack] {
        let folder = RepositoryRoot.path + "/Contracts/schemes"
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted().map
        {
            try SchemePack(yaml: Array(text("schemes/" + $0).utf8))
        }
    }

    @Test("Random lives under every pack, with timers that ring in between, for ten seconds")
    func search() throws {
        let first =
            ProcessInfo.processInfo.environment["THROUGHGATE_SEED"].flatMap { UInt64($0) }
            ?? UInt64.random(in: 0...1 << 40)
        let routers = try Self.packs().map { pack in
            (
                pack,
                ContentBasedRouter(
                    directory: directory, decisionPoint: agreement, scheme: Scheme(pack, offences: offences))
            )
        }
        let end = SearchTime.end(after: Self.searchSeconds)
        var (seed, alerts, stops) = (first, 0, 0)
        repeat {
            for (pack, router) in routers {
                let run = SchemeLifeRun(router, life(seed, pack), seed)
                check(run, pack.id, seed)
                alerts += run.alerts.count
                stops += run.notices.count { $0.kind == .deselection }
            }
            seed += 1
        } while Date() < end || seed < first + Self.leastLives
        print("SchemePromiseTests: \(seed - first) lives from seed \(first), \(alerts) alerts, \(stops) ends")
        #expect(alerts > 0, "nobody was ever alerted: the search proves nothing; THROUGHGATE_SEED=\(first)")
        #expect(stops > 0, "nobody was ever told of an end: the search proves nothing; THROUGHGATE_SEED=\(first)")
    }

    @Test("Random lives that a broker hears of late, doubled and out of order, for ten seconds")
    func late() throws {
        let first =
            ProcessInfo.processInfo.environment["THROUGHGATE_SEED"].flatMap { UInt64($0) }
            ?? UInt64.random(in: 0...1 << 40)
        let routers = try Self.packs().map { pack in
            (
                pack,
                ContentBasedRouter(
                    directory: directory, decisionPoint: agreement, scheme: Scheme(pack, offences: offences))
            )
        }
        let end = Date().addingTimeInterval(Self.searchSeconds)
        var (seed, alerts, folded, late) = (first, 0, 0, 0)
        repeat {
            for (pack, router) in routers {
                let life = life(seed, pack)
                let last = (life.map(\.recordedTime).max() ?? life[0].time).adding(seconds: 91 * 86_400)
                var random = SeededGenerator(seed: seed)
                let straight = LateLifeRun(router, life, until: last, ringing: true)
                let shuffled = LateLifeRun(router, Self.delayed(life, &random), until: last, ringing: false)
                for run in [straight, shuffled] { check(run, "\(pack.id); THROUGHGATE_SEED=\(seed)") }
                #expect(
                    straight.shown == shuffled.shown, "another colour in another order; \(pack.id); THROUGHGATE_SEED=\(seed)")
                alerts += shuffled.alerts.count
                folded += shuffled.listed.count { $0.fate.into != nil }
                late += shuffled.listed.count { $0.fate == .late }
            }
            seed += 1
        } while Date() < end || seed < first + Self.leastLives
        print("SchemePromiseTests: \(seed - first) late lives from seed \(first), \(alerts) alerts, \(folded) folded, \(late) late")
        #expect(alerts > 0, "nobody was ever alerted: the search proves nothing; THROUGHGATE_SEED=\(first)")
    }

    private func check(_ run: LateLifeRun, _ hint: String) {
        #expect(Set(run.notices.map(\.id)).count == run.notices.count, "a notice was sent twice; \(hint)")
        #expect(run.unlisted.isEmpty, "an alert without a stored change: \(run.unlisted); \(hint)")
        #expect(Set(run.alerts).count == run.alerts.count, "a change alerted somebody twice; \(hint)")
        #expect(run.passedOver.isEmpty, "a change passed somebody over: \(run.passedOver); \(hint)")
        #expect(run.again.isEmpty, "what was told is told again; \(hint)")
        let keys = run.listed.map(\.transition.key)
        #expect(Set(keys).count == keys.count, "a change has two fates; \(hint)")
    }

    /// The first message stays first; of the others some come late and some twice.
    private static func delayed(_ life: [CanonicalMessage], _ random: inout SeededGenerator) -> [CanonicalMessage] {
        var arrivals = Array(life.prefix(1))
        for message in life.dropFirst() {
            let place = Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 1...arrivals.count, using: &random) : arrivals.count
            arrivals.insert(message, at: place)
            if Int.random(in: 0..<8, using: &random) == 0 { arrivals.append(message) }
        }
        return arrivals
    }

    private func check(_ run: SchemeLifeRun, _ pack: String, _ seed: UInt64) {
        let hint = "\(pack); THROUGHGATE_SEED=\(seed)"
        #expect(run.repeatedNotices.isEmpty, "a notice was sent twice; \(hint)")
        for spell in run.nominal.spells where !spell.isOpen {
            let selected = run.recipients(told: .selection, of: spell.id)
            #expect(run.recipients(told: .deselection, of: spell.id) == selected, "told to stop ≠ told of it; \(hint)")
            #expect(run.believing(.ended, in: spell.id) == selected, "somebody still believes it; \(hint)")
        }
        for alert in run.alerts {
            #expect(alert.isListed, "an alert without a stored transition; \(hint)")
        }
        let told = run.alerts.map { "\($0.recipient) \($0.spell) \($0.transition)" }
        #expect(Set(told).count == told.count, "a transition alerted somebody twice; \(hint)")
        #expect(run.unalerted.isEmpty, "a transition that an entitled recipient was not alerted of; \(hint)")
        #expect(run.again.isEmpty, "what was told is told again; \(hint)")
        #expect(run.stuck == nil, "a timer asks for the instant at which it rang: \(run.stuck ?? ""); \(hint)")
    }

    /// A life in which selections and ends are mostly whole, and what raises colours happens.
    private func life(_ seed: UInt64, _ pack: SchemePack) -> [CanonicalMessage] {
        var generator = SchemeLifeGenerator(
            seed: seed, pack: pack.id, grounds: pack.deselection.grounds.map(\.code))
        return generator.messages(Int(seed % 20) + 4)
    }
}

import AgreementEngine
import CanonicalModel
import Routing
import SchemeEngine
import TestSupport

/// The router run under a scheme over a life as it happens: every message at its time, every timer at its own.
struct SchemeLifeRun {
    /// One colour told to one recipient.
    struct Alert {
        var recipient: String
        var spell: String
        var transition: String
        /// Whether the scheme listed the transition when it was told.
        var isListed: Bool
    }

    private(set) var nominal = Nominal()
    private(set) var notices: [Notice] = []
    private(set) var alerts: [Alert] = []
    /// Recipients on whose list the person is, and who were not alerted of the transition that stood.
    private(set) var unalerted: [String] = []
    /// Notices of a second look at the end, when nothing has changed.
    private(set) var again: [Notice] = []
    /// The instant at which a timer asked for itself again.
    private(set) var stuck: String?
    private let router: ContentBasedRouter
    /// Timers that ring between two messages; more prove no more, and each looks at the whole record.
    private static let ringLimit = 3

    init(_ router: ContentBasedRouter, _ life: [CanonicalMessage], _ seed: UInt64) {
        self.router = router
        var due: Timestamp?
        var now = life.first?.time ?? Timestamp(microseconds: 0)
        for (index, message) in life.enumerated() {
            due = ring(due, until: message.time)
            now = message.time
            let outcome = router.route(message.accepted(Int64(index + 1)), into: nominal, now: now)
            due = outcome.next
            take(outcome, at: now)
        }
        _ = ring(due, until: now.adding(seconds: 90 * 86_400))
        now = now.adding(seconds: 91 * 86_400)
        let last = router.wake(nominal, cause: "last", now: now)
        take(last, at: now)
        again = router.wake(nominal, cause: "again", now: now).notices
    }

    /// Lets every timer ring that comes before an instant.
    private mutating func ring(_ due: Timestamp?, until end: Timestamp) -> Timestamp? {
        var (due, count) = (due, 0)
        while let instant = due, instant <= end, count < Self.ringLimit {
            let outcome = router.wake(nominal, cause: "timer \(instant)", now: instant)
            if let next = outcome.next, next <= instant { stuck = "\(instant)" }
            due = outcome.next.map { max($0, instant.adding(seconds: 1)) }
            take(outcome, at: instant)
            count += 1
        }
        return due
    }

    private mutating func take(_ outcome: RoutingOutcome, at now: Timestamp) {
        nominal = outcome.nominal
        notices += outcome.notices
        guard let colour = router.assessment(of: nominal, now: now)?.colour else { return }
        let listed = Set(colour.transitions.map(\.key))
        for notice in outcome.notices where notice.kind == .ragEscalation || notice.kind == .ragReduction {
            // By its own telling: one look may tell several changes in their turns, and the ledger keeps the last.
            let value = outcome.tellings.last { $0.entry.notice == notice.id }?.entry.value
            let transition = value.flatMap { $0.split(separator: " by ", maxSplits: 1).last.map(String.init) } ?? ""
            alerts.append(
                Alert(
                    recipient: notice.recipient, spell: notice.spell, transition: transition,
                    isListed: listed.contains(transition)))
        }
        findUnalerted(colour, outcome)
    }

    /// Whoever has the person on its list and may be told of colours knows the transition that stands now.
    private mutating func findUnalerted(_ colour: ColourState, _ outcome: RoutingOutcome) {
        guard let alert = nominal.history.reading.alert else { return }
        let refused = Set(outcome.disclosures.filter { $0.notice == nil }.map(\.difference.recipient))
        for spell in nominal.spells where spell.isOpen && alert.at >= spell.start {
            for recipient in nominal.ledger.recipients(toldOf: spell.id)
            where nominal.ledger.standing(of: recipient, in: spell.id) == .active && !refused.contains(recipient) {
                let key = ToldLedger.Key(spell: spell.id, recipient: recipient, topic: .rag)
                guard let told = nominal.ledger[key]?.value else { continue }
                let isPlain = !alert.isUnconfirmed && !alert.isAlarm && told == alert.rating.rawValue
                if !told.hasSuffix(alert.transition) && !isPlain { unalerted.append("\(recipient) \(told)") }
            }
        }
    }

    var repeatedNotices: Set<String> {
        Set(Dictionary(grouping: notices, by: \.id).filter { $0.value.count > 1 }.keys)
    }

    func recipients(told kind: NoticeKind, of spell: String) -> Set<String> {
        Set(notices.filter { $0.kind == kind && $0.spell == spell }.map(\.recipient))
    }

    func believing(_ standing: Standing, in spell: String) -> Set<String> {
        Set(nominal.ledger.recipients(toldOf: spell).filter { nominal.ledger.standing(of: $0, in: spell) == standing })
    }
}

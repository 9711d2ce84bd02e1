import AgreementEngine
import CanonicalModel
import Routing
import SchemeEngine
import TestSupport

/// A life as a broker hears of it that was out for a week, or behind one feed: messages come late, doubled and out of order, and
/// no timer rings in time.
struct LateLifeRun {
    /// A change of colour told to somebody as news.
    struct Alert: Hashable {
        var recipient: String
        var spell: String
        var transition: String
    }

    private(set) var nominal = Nominal()
    private(set) var notices: [Notice] = []
    private(set) var alerts: [Alert] = []
    private(set) var listed: [ListedTransition] = []
    /// Alerts of a change that nothing had listed.
    private(set) var unlisted: [String] = []
    /// Whom the turn of a change passed over, who had the person on its list before and after.
    private(set) var passedOver: [String] = []
    /// Notices of a second look at the end.
    private(set) var again: [Notice] = []
    private(set) var shown: ColourState.Shown?
    private(set) var end: Timestamp
    private let router: ContentBasedRouter

    init(_ router: ContentBasedRouter, _ arrivals: [CanonicalMessage], until end: Timestamp, ringing: Bool) {
        (self.router, self.end) = (router, end)
        var (now, due) = (arrivals.first?.recordedTime ?? end, Timestamp?.none)
        for (index, message) in arrivals.enumerated() {
            now = max(now, message.recordedTime)
            if ringing { due = ring(due, until: now) }
            let outcome = router.route(message.accepted(Int64(index + 1)), into: nominal, now: now)
            due = outcome.next
            take(outcome)
        }
        take(router.wake(nominal, cause: "last", now: end))
        again = router.wake(nominal, cause: "again", now: end).notices
        shown = router.assessment(of: nominal, now: end)?.colour?.shown
    }

    private mutating func ring(_ due: Timestamp?, until now: Timestamp) -> Timestamp? {
        guard let due, due < now else { return due }
        let outcome = router.wake(nominal, cause: "timer", now: due)
        take(outcome)
        return outcome.next
    }

    private mutating func take(_ outcome: RoutingOutcome) {
        let before = nominal
        nominal = outcome.nominal
        notices += outcome.notices
        listed += outcome.transitions
        let keys = Set(listed.map(\.transition.key))
        for disclosure in outcome.disclosures {
            guard let notice = disclosure.notice, let transition = disclosure.transition else { continue }
            if !keys.contains(transition) { unlisted.append(transition) }
            guard !disclosure.difference.isCorrection else { continue }
            alerts.append(Alert(recipient: notice.recipient, spell: notice.spell, transition: transition))
        }
        findPassedOver(outcome, before)
    }

    /// A change that had its turn is told to, or refused for, everybody who has the person on its list all the while.
    private mutating func findPassedOver(_ outcome: RoutingOutcome, _ before: Nominal) {
        let told = outcome.disclosures.filter { $0.transition != nil }
        for (place, listed) in outcome.transitions.enumerated() where listed.fate == .alerted && !isKept(listed) {
            let earlier = Set(outcome.transitions[..<place].map(\.transition.key))
            for spell in nominal.spells where spell.isOpen && listed.transition.at >= spell.start {
                for recipient in before.ledger.recipients(toldOf: spell.id)
                where isActive(recipient, spell, before) && isActive(recipient, spell, nominal) {
                    let isTold = told.contains {
                        $0.difference.recipient == recipient && $0.transition == listed.transition.key
                    }
                    // They believed it before, though a later change of the same look has taken its place by now.
                    let isNoNews =
                        listed.transition.isConfirmed && listed.transition.kind != .alarm
                        && !told.contains {
                            $0.difference.recipient == recipient && earlier.contains($0.transition ?? "")
                        }
                        && believed(recipient, spell, before) == listed.transition.to.rawValue
                    if !isTold && !isNoNews && !isSettled(recipient, spell, listed) {
                        passedOver.append("\(recipient) \(listed.transition.key)")
                    }
                }
            }
        }
    }

    /// A correction of what nobody had heard of, or a colour that the selection told, is news to nobody; and who was refused
    /// once is asked about the last change alone.
    private func isSettled(_ recipient: String, _ spell: Spell, _ listed: ListedTransition) -> Bool {
        guard let value = believed(recipient, spell, nominal) else { return true }
        return listed.transition.kind == .correction
            || (listed.transition.isConfirmed && value == listed.transition.to.rawValue)
    }

    private func believed(_ recipient: String, _ spell: Spell, _ nominal: Nominal) -> String? {
        nominal.ledger[ToldLedger.Key(spell: spell.id, recipient: recipient, topic: .rag)]?.value
    }

    private func isKept(_ listed: ListedTransition) -> Bool {
        listed.transition.to == .blue || nominal.history.custody.status.isHeld
    }

    private func isActive(_ recipient: String, _ spell: Spell, _ nominal: Nominal) -> Bool {
        nominal.ledger.standing(of: recipient, in: spell.id) == .active
    }
}

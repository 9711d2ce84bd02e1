import CanonicalModel
import Formats
import RecordStore
import Routing

/// Personal data breaches: opened with their 72 hours, and closed with what came of them (Data Protection Act 2018 s.67).
extension ItemWork {
    /// A notice went astray: it is withdrawn, its recipient is told of the person no more, and somebody has 72 hours.
    func misdirected(_ report: MisdirectionReport) throws -> [OutboxEntry] {
        guard let notice = try store.notice(report.notice), notice.recipient == report.recipient else {
            return try hold(.heldForHub, .identityDecisionOpen, reason: "no-such-notice")
        }
        if let queued = try store.queued(report.notice), withhold(queued.outbox) {
            return try stop(report, queued, about: notice.nominal)
        }
        let task = HubTask(.assessBreach, about: message.key, cause: message.id, raisedAt: now)
        try store.openBreach(
            message.key, notices: [report.notice], reason: report.reason.rawValue, at: now, due: task.dueBy)
        try store.audit(
            AuditRecord.breach(report, message: message.id, due: task.dueBy, now: now), item: sequence, at: now)
        let told = try tell(of: notice.nominal)
        return try told + [raise(task, nominal: nil)]
    }

    /// It had not left: nobody has anything, and the ledger says again what it said before.
    private func stop(
        _ report: MisdirectionReport, _ queued: (outbox: Int64, notice: Int64), about number: Int64
    ) throws -> [OutboxEntry] {
        try remember(.recorded, reason: "stopped-before-it-left", nominal: number)
        try store.stop(queued, at: now)
        for (key, entry) in try store.nominal(number).ledger.entries where entry.notice == report.notice {
            var before = entry
            before.stop()
            try store.replace(key, with: before, of: number)
        }
        try store.audit(
            AuditRecord.stopped(report.notice, to: report.recipient, cause: message.id, now: now), item: sequence,
            at: now)
        return []
    }

    /// Somebody assessed a breach.
    func assessed(_ assessment: BreachAssessment) throws -> [OutboxEntry] {
        let breaches = try store.breaches(named: assessment.breach)
        guard let breach = breaches.first, breaches.count == 1 else {
            return try hold(.heldForHub, .identityDecisionOpen, reason: "no-such-breach")
        }
        try store.assess(breach.message, outcome: assessment.outcome.rawValue, told: assessment.toldAt, at: now)
        try store.closeTask(
            HubTask(.assessBreach, about: breach.message, cause: message.id, raisedAt: now).key, at: now)
        try store.audit(
            AuditRecord.assessed(assessment, breach.message, message: message.id, now: now), item: sequence, at: now)
        guard let notice = try breach.notices.first.flatMap({ try store.notice($0) }) else {
            try remember(.recorded)
            return []
        }
        return try tell(of: notice.nominal)
    }

    /// Routes the message into a record, unless its person was erased.
    private func tell(of number: Int64) throws -> [OutboxEntry] {
        guard try !store.isErased(number) else {
            try remember(.recorded, reason: "person-erased")
            return []
        }
        return try route(into: number)
    }
}

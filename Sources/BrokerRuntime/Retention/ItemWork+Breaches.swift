import AgreementEngine
import CanonicalModel
import Formats
import RecordStore
import Routing

/// Personal data breaches: opened with their 72 hours, and closed with what came of them (Data Protection Act 2018 s.67).
extension ItemWork {
    /// A notice went astray: it is withdrawn, its recipient is told of the person no more, and somebody has 72 hours.
    ///
    /// One that has not left is stopped; the report counts all the same, or the next message would tell it again.
    func misdirected(_ report: MisdirectionReport) throws -> [OutboxEntry] {
        guard let notice = try store.notice(report.notice), notice.recipient == report.recipient else {
            return try hold(.heldForHub, .identityDecisionOpen, reason: "no-such-notice")
        }
        let place = try firstTelling(report.notice, of: notice)
        if let place, let queued = try store.queued(report.notice), withhold(queued.outbox) {
            try stop(report, queued, at: place, about: notice.nominal)
        }
        let task = HubTask(.assessBreach, about: message.key, cause: message.id, raisedAt: now)
        try store.openBreach(
            message.key, notices: [report.notice], reason: report.reason.rawValue, at: now, due: task.dueBy)
        try store.audit(
            AuditRecord.breach(report, message: message.id, due: task.dueBy, now: now), item: sequence, at: now)
        let told = try tell(of: notice.nominal)
        return try told + [raise(task, nominal: nil)]
    }

    /// The notice's place in the ledger, if it is the first word there.
    ///
    /// Before any other its recipient was told something: to forget that would be to forget to tell of its end (CLV 8.23). Such a
    /// notice leaves, and so does what untells; the withdrawal follows in the same queue.
    private func firstTelling(_ id: String, of notice: StoreTransaction.NoticeState) throws -> ToldLedger.Key? {
        guard try !store.isErased(notice.nominal), NoticeKind(rawValue: notice.kind)?.isUntelling == false else {
            return nil
        }
        let entries = try store.nominal(notice.nominal).ledger.entries
        return entries.first { $0.value.notice == id && $0.value.revision == 1 }?.key
    }

    /// It had not left: nobody has anything.
    private func stop(
        _ report: MisdirectionReport, _ queued: (outbox: Int64, notice: Int64), at place: ToldLedger.Key,
        about number: Int64
    ) throws {
        try store.stop(queued, at: now)
        for (key, var entry) in try store.nominal(number).ledger.entries where entry.revision == 1 {
            // What a selection tells besides has no notice of its own.
            let isBundled = place.topic == .standing && entry.notice == nil && key.spell == place.spell
            guard key == place || isBundled && key.recipient == place.recipient else { continue }
            entry.stop()
            try store.replace(key, with: entry, of: number)
        }
        try store.audit(
            AuditRecord.stopped(report.notice, to: report.recipient, cause: message.id, now: now), item: sequence,
            at: now)
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

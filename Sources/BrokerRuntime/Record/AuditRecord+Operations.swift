import AgreementEngine
import CanonicalModel
import Formats
import Routing

/// The processing operations that have to be logged (Data Protection Act 2018 s.62(1)).
enum LoggedOperation: String, CaseIterable {
    case collection, alteration, consultation, disclosure, combination, erasure
}

extension AuditRecord {
    /// An entry with what it is and the operations of s.62 that it records.
    static func logged(_ record: JSONObject, _ what: String, _ operations: LoggedOperation...) -> JSONObject {
        var record = record
        record["operations"] = .array(operations.map { .string($0.rawValue) })
        record["what"] = .string(what)
        return record
    }

    /// An item was taken in and kept: from which system, and whether it changed what is held about somebody.
    ///
    /// The item's number is the reference to what is held afterwards; what was held before is the same record up to the number
    /// before it, because nothing that was said is ever overwritten.
    static func collected(
        _ message: CanonicalMessage, item: Int64, fate: Fate, about subject: String?, _ commitment: String?,
        now: Timestamp
    ) -> JSONObject {
        var record = JSONObject()
        record["at"] = .string(now.description)
        record.setIfPresent("commitment", commitment)
        record["fate"] = .string(fate.rawValue)
        record.setIfPresent("intake", message.sourceItem?.id)
        record["item"] = .integer(item)
        record["message"] = .string(message.id)
        record["source"] = .string(message.source)
        record.setIfPresent("subject", subject)
        record["type"] = .string(message.fact.type.rawValue)
        return fate.changesRecord
            ? logged(record, "collection", .collection, .alteration) : logged(record, "collection", .collection)
    }

    /// Records were united or divided.
    static func combined(
        _ what: String, _ subjects: [String], cause: CanonicalMessage, now: Timestamp
    ) -> JSONObject {
        logged(
            [
                "at": .string(now.description), "decidedIn": .string(cause.source), "message": .string(cause.id),
                "reversible": .bool(true), "subjects": .array(subjects.map(JSONValue.string)),
                "type": .string(cause.fact.type.rawValue),
            ], what, .combination)
    }

    /// Notices about the wrong person had been sent: when we became aware of it, and by when the Commissioner has to be told
    /// unless there is no risk (Data Protection Act 2018 s.67).
    static func breach(_ wrong: [TracedTelling], cause: String, now: Timestamp) -> JSONObject {
        logged(
            [
                "at": .string(now.description), "message": .string(cause),
                "notices": .array(wrong.map { .string($0.notice) }),
                "notifyBy": .string(now.adding(seconds: HubTask.Kind.assessBreach.dueWithinSeconds).description),
                "recipients": .array(Set(wrong.map(\.key.recipient)).sorted().map(JSONValue.string)),
            ], "breach-opened")
    }

    /// Somebody looked into the record of disclosures.
    static func consulted(_ consultation: RecordConsultation, message: String, now: Timestamp) -> JSONObject {
        logged(
            [
                "at": .string(now.description), "by": .string(consultation.consultedBy),
                "export": .string(consultation.export.rawValue), "message": .string(message),
                "of": .string(consultation.of), "purpose": .string(consultation.purpose.rawValue),
            ], "record-consulted", .consultation)
    }

    /// A named person said that a task is done.
    static func taskDone(
        _ done: TaskDone, message: String, about subject: String?, now: Timestamp
    ) -> JSONObject {
        var record: JSONObject = [
            "as": .string(done.post), "at": .string(now.description), "by": .string(done.doneBy),
            "message": .string(message), "outcome": .string(done.outcome.rawValue), "task": .string(done.task),
        ]
        record.setIfPresent("subject", subject)
        return logged(record, "task-done")
    }

    /// A recipient opened a notice on its page.
    static func opened(_ notice: String, by recipient: String, now: Timestamp) -> JSONObject {
        logged(
            ["at": .string(now.description), "notice": .string(notice), "recipient": .string(recipient)],
            "notice-opened", .consultation)
    }

    /// Somebody at the hub opened a page about people; no sign-in vouches yet for who it was.
    ///
    /// - Parameters:
    ///   - subjects: the pseudonyms of the people on it.
    ///   - page: which page ("nominal", "cohort", "candidates", "agenda", "consent-copy", "form").
    static func looked(at subjects: [String], page: String, now: Timestamp) -> JSONObject {
        logged(
            [
                "at": .string(now.description), "page": .string(page), "role": .string("hub"),
                "subjects": .array(subjects.map(JSONValue.string)),
            ], "hub-page-opened", .consultation)
    }
}

extension Fate {
    /// Whether anything of the item is kept that says something of a person, so that taking it in has to be logged.
    var isCollected: Bool {
        switch self {
        case .erased, .notOnCohort, .duplicate, .refusedAtDoor, .acknowledged, .acknowledgementRefused, .taskRefused: false
        case .notified, .recorded, .noRulePermits, .superseded, .conflictingDuplicate, .heldForIdentity, .heldForHub,
            .merged,
            .separated, .nobodys:
            true
        }
    }

    /// Whether the item changed what is held about somebody.
    var changesRecord: Bool {
        switch self {
        case .notified, .recorded, .noRulePermits, .merged, .separated: true
        default: false
        }
    }
}

extension Obligations {
    /// What the recipient owes, a word or two each, in a fixed order.
    var words: [String] {
        let hours = acknowledgeWithinHours.map { "acknowledge-within-hours \($0)" }
        let review = reviewWithinHours.map { "review-within-hours \($0)" }
        let days = retainDays.map { "retain-days \($0)" }
        let erase = eraseLocalCopyDays.map { "erase-local-copy-days \($0)" }
        return [
            hours, review, days, erase, onward.map { "onward \($0.rawValue)" },
            deliver.map { "deliver \($0.rawValue)" },
            retainUntilDeselected ? "retain until-deselected" : nil, withdrawFlags ? "withdraw-flags" : nil,
            stopOnWithdrawal ? "stop-on-withdrawal" : nil,
        ].compactMap { $0 } + caveats.map { "caveat \($0)" } + minimise.map { "minimise \($0)" }
    }
}

import CanonicalModel
import Formats
import Routing

extension AuditRecord {
    /// An officer's order about a record was carried out, or refused: codes and pseudonyms, never what was erased.
    static func ordered(
        _ order: RecordOrder, _ subjects: [String], _ operation: LoggedOperation, message: String, now: Timestamp,
        with more: JSONObject
    ) -> JSONObject {
        var record = more
        record["at"] = .string(now.description)
        record["authority"] = .string(order.authority.rawValue)
        record["by"] = .string(order.decidedBy)
        record.setIfPresent("itemNamed", order.item)
        record["message"] = .string(message)
        record["reason"] = .string(order.reason.rawValue)
        record.setIfPresent("reviewBy", order.reviewBy?.description)
        record["subjects"] = .array(subjects.map(JSONValue.string))
        return logged(record, more["refusedBecause"] == nil ? order.kind.what : "erasure-refused", operation)
    }

    /// What is kept of people was erased because the agreement's time for it is over: which class, never the content.
    static func retentionOver(_ what: String, _ subjects: [String], count: Int, now: Timestamp) -> JSONObject {
        logged(
            [
                "at": .string(now.description), "authority": "agreement", "class": .string(what),
                "count": .integer(Int64(count)), "subjects": .array(subjects.map(JSONValue.string)),
            ], "retention-over", .erasure)
    }

    /// A notice went astray.
    static func breach(_ report: MisdirectionReport, message: String, due: Timestamp, now: Timestamp) -> JSONObject {
        logged(
            [
                "at": .string(now.description), "by": .string(report.reportedBy), "message": .string(message),
                "notices": .array([.string(report.notice)]), "notifyBy": .string(due.description),
                "reason": .string(report.reason.rawValue), "recipients": .array([.string(report.recipient)]),
            ], "breach-opened", .alteration)
    }

    /// A breach was assessed.
    static func assessed(
        _ assessment: BreachAssessment, _ breach: String, message: String, now: Timestamp
    ) -> JSONObject {
        var record: JSONObject = [
            "at": .string(now.description), "breach": .string(breach), "by": .string(assessment.assessedBy),
            "message": .string(message), "outcome": .string(assessment.outcome.rawValue),
        ]
        record.setIfPresent("toldAt", assessment.toldAt?.description)
        return logged(record, "breach-assessed", .alteration)
    }
}

extension RecordOrder.Kind {
    /// What the audit calls it.
    fileprivate var what: String {
        switch self {
        case .restricted: "restricted"
        case .unrestricted: "restriction-lifted"
        case .rectified: "rectified"
        case .erased: "erased"
        case .reviewStarted: "review-started"
        case .reviewEnded: "review-ended"
        }
    }
}

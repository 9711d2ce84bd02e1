import Formats

/// A named officer found that a notice went to somebody it should not have gone to, or was about the wrong person: a personal
/// data breach until somebody has assessed it (Data Protection Act 2018 s.67).
public struct MisdirectionReport: Sendable, Hashable {
    /// What was wrong, a code.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case wrongRecipient = "wrong-recipient"
        case wrongPerson = "wrong-person"
        case wrongContent = "wrong-content"
    }

    /// The notice's id.
    public var notice: String
    /// Whom it told, an id of the directory.
    public var recipient: String
    /// What was wrong.
    public var reason: Reason
    /// Who reports it.
    public var reportedBy: String

    /// Puts a report together.
    public init(notice: String, recipient: String, reason: Reason, reportedBy: String) {
        self.notice = notice
        self.recipient = recipient
        self.reason = reason
        self.reportedBy = reportedBy
    }

    init(_ reader: inout ObjectReader) throws(FormatError) {
        notice = try reader.string("notice", atMost: 64)
        recipient = try reader.string("recipient", atMost: 64)
        reason = try reader.word("reason")
        reportedBy = try reader.string("reportedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject()
        object["notice"] = .string(notice)
        object["recipient"] = .string(recipient)
        object["reason"] = .string(reason.rawValue)
        object["reportedBy"] = .string(reportedBy)
        return object
    }
}

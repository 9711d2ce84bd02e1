import Formats

/// A named person took an earlier decision about identity back: a merge, a split, a settlement, or an undo.
public struct IdentityUndo: Sendable, Hashable {
    /// The id of the message that decided.
    public var decision: String
    /// Why.
    public var reason: IdentityReason
    /// Who took it back.
    public var decidedBy: String

    /// Takes a decision back.
    public init(decision: String, reason: IdentityReason, decidedBy: String) {
        self.decision = decision
        self.reason = reason
        self.decidedBy = decidedBy
    }

    init(_ reader: inout ObjectReader) throws(FormatError) {
        decision = try reader.string("decision", atMost: 64)
        reason = try reader.word("reason")
        decidedBy = try reader.string("decidedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject()
        object["decision"] = .string(decision)
        object["reason"] = .string(reason.rawValue)
        object["decidedBy"] = .string(decidedBy)
        return object
    }
}

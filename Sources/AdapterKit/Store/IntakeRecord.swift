public import CanonicalModel
public import Formats

/// What the adapter knows of an item without opening it.
public struct IntakeRecord: Sendable, Hashable {
    /// The item's id, time-ordered.
    public let id: String
    /// The name of the file it came as, or the way it came.
    public let name: String
    /// The way it came.
    public let way: ItemWay
    /// Who sent it, where the way tells: an HTTP client's name, an AMQP login.
    public let sender: String?
    /// The sender's own id of the transport: an AMQP message id.
    public let transportID: String?
    /// When the adapter first saw it.
    public let receivedTime: Timestamp
    /// Where it stands.
    public let state: IntakeState
    /// Whether the same bytes had been taken before.
    public let isDuplicate: Bool
    /// How many bytes it has.
    public let byteCount: Int
    /// The sender's own id of it.
    public let correlationID: String?
    /// The sender's reference of the matter.
    public let caseReference: String?
    /// Why it stands there, as JSON.
    public let problems: [JSONValue]
    /// The ids of the messages made of it, in order.
    public let messageIDs: [String]
    /// How many rows have problems of their own.
    public let rowsWithProblems: Int
    /// How many problems the row report has.
    public let rowProblems: Int
    /// Why an operator closed it.
    public let closeReason: String?
    /// When its bytes and their key were destroyed.
    public let destroyedTime: Timestamp?

    /// The line that `journal find` and `quarantine` print.
    public var json: JSONObject {
        var object = JSONObject()
        object["item"] = .string(id)
        object["file"] = .string(name)
        object["way"] = .string(way.rawValue)
        object.setIfPresent("sender", sender)
        object["receivedTime"] = .string(receivedTime.description)
        object["outcome"] = .string(state.rawValue)
        if isDuplicate { object["duplicate"] = true }
        object["byteCount"] = .integer(Int64(byteCount))
        object.setIfPresent("correlationID", correlationID)
        object.setIfPresent("caseReference", caseReference)
        object["messageIds"] = .array(messageIDs.map(JSONValue.string))
        object["problems"] = .array(problems)
        if rowProblems > 0 { object["rowsWithProblems"] = .integer(Int64(rowsWithProblems)) }
        object.setIfPresent("closeReason", closeReason)
        object.setIfPresent("destroyedTime", destroyedTime?.description)
        return object
    }
}

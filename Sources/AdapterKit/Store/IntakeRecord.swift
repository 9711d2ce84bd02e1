public import CanonicalModel
public import Formats

/// What the adapter knows of an item without opening it.
public struct IntakeRecord: Sendable, Hashable {
    /// The item's id, time-ordered.
    public let id: String
    /// The name of the file it came as.
    public let name: String
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
    /// When its bytes and their key were destroyed.
    public let destroyedTime: Timestamp?

    /// The line that `journal find` and `quarantine` print.
    public var json: JSONObject {
        var object = JSONObject()
        object["item"] = .string(id)
        object["file"] = .string(name)
        object["receivedTime"] = .string(receivedTime.description)
        object["outcome"] = .string(state.rawValue)
        if isDuplicate { object["duplicate"] = true }
        object["byteCount"] = .integer(Int64(byteCount))
        object.setIfPresent("correlationID", correlationID)
        object.setIfPresent("caseReference", caseReference)
        object["messageIds"] = .array(messageIDs.map(JSONValue.string))
        object["problems"] = .array(problems)
        object.setIfPresent("destroyedTime", destroyedTime?.description)
        return object
    }
}

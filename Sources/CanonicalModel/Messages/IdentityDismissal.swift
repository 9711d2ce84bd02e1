import Formats

/// A named person settled that a held item is about nobody on record.
public struct IdentityDismissal: Sendable, Hashable {
    /// The held message's id.
    public var heldMessage: String
    /// Who settled it.
    public var decidedBy: String

    /// Settles a held item as nobody's.
    public init(heldMessage: String, decidedBy: String) {
        self.heldMessage = heldMessage
        self.decidedBy = decidedBy
    }

    init(_ reader: inout ObjectReader) throws(FormatError) {
        heldMessage = try reader.string("heldMessage", atMost: 64)
        decidedBy = try reader.string("decidedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject()
        object["heldMessage"] = .string(heldMessage)
        object["decidedBy"] = .string(decidedBy)
        return object
    }
}

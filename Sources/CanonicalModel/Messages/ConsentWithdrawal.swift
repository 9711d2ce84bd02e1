import Formats

/// How a consent was taken back: it has to be as easy as giving it (UK GDPR art 7(3); agreement reference 5.3).
public struct ConsentWithdrawal: Sendable, Hashable {
    /// By which way: "telephone", "letter", "in-person".
    public var how: String?
    /// To whom the person said it.
    public var to: String?
    /// When the person was told that it was done.
    public var acknowledgedAt: Timestamp?

    /// Puts a withdrawal together.
    public init(how: String? = nil, to: String? = nil, acknowledgedAt: Timestamp? = nil) {
        self.how = how
        self.to = to
        self.acknowledgedAt = acknowledgedAt
    }

    init(_ reader: inout ObjectReader) throws(FormatError) {
        how = try reader.optionalString("how", atMost: 48)
        to = try reader.optionalString("to", atMost: 120)
        acknowledgedAt = try reader.optionalTimestamp("acknowledgedAt")
    }

    var json: JSONObject {
        var object = JSONObject()
        object.setIfPresent("how", how)
        object.setIfPresent("to", to)
        object.setIfPresent("acknowledgedAt", acknowledgedAt?.description)
        return object
    }
}

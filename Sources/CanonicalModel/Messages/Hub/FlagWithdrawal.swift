import Formats

/// A team confirms that it took down what a notice told it to (CLV 8.23; DESIGN decision 16).
public struct FlagWithdrawal: Sendable, Hashable {
    /// The notice that asked for it.
    public var notice: String
    /// The team, by its id in the directory.
    public var recipient: String
    /// What was taken down: words of the notice's stop-list.
    public var flags: [String]
    /// The officer's name and number, as given.
    public var officer: String
    /// Whether no sign-in vouches for the name yet (DESIGN decision 19).
    public var isAsserted: Bool

    /// Puts it together.
    public init(
        notice: String, recipient: String, flags: [String] = [], officer: String, isAsserted: Bool
    ) {
        self.notice = notice
        self.recipient = recipient
        self.flags = flags
        self.officer = officer
        self.isAsserted = isAsserted
    }
}

extension FlagWithdrawal {
    init(_ reader: inout ObjectReader) throws(FormatError) {
        notice = try reader.string("notice", atMost: 64)
        recipient = try reader.string("recipient", atMost: 64)
        flags = try reader.strings("flags", eachAtMost: 48)
        officer = try reader.string("officer", atMost: 120)
        isAsserted = try reader.bool("asserted")
    }

    var json: JSONObject {
        var object = JSONObject()
        object["notice"] = .string(notice)
        object["recipient"] = .string(recipient)
        object.setIfSaid("flags", flags)
        object["officer"] = .string(officer)
        object["asserted"] = .bool(isAsserted)
        return object
    }
}

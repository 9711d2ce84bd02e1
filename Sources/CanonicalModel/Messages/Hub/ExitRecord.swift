import Formats

/// How somebody left a scheme; for the lead professional, never for a neighbourhood team (EVAL App 4; reference
/// DES-16).
public struct ExitRecord: Sendable, Hashable {
    /// How the person was told.
    public var toldHow: String?
    /// Why they are no longer subject to it, as they were told.
    public var toldWhy: String?
    /// How agencies helped.
    public var help: String?
    /// What is done about the risk that remains.
    public var riskStrategy: String?

    /// Puts a record together.
    public init(
        toldHow: String? = nil, toldWhy: String? = nil, help: String? = nil, riskStrategy: String? = nil
    ) {
        self.toldHow = toldHow
        self.toldWhy = toldWhy
        self.help = help
        self.riskStrategy = riskStrategy
    }

    /// Whether anything is said at all.
    public var isEmpty: Bool { self == ExitRecord() }
}

extension ExitRecord {
    init(_ reader: inout ObjectReader) throws(FormatError) {
        toldHow = try reader.optionalString("toldHow", atMost: 256)
        toldWhy = try reader.optionalString("toldWhy", atMost: 256)
        help = try reader.optionalString("help", atMost: 256)
        riskStrategy = try reader.optionalString("riskStrategy", atMost: 256)
    }

    var json: JSONObject {
        var object = JSONObject()
        object.setIfPresent("toldHow", toldHow)
        object.setIfPresent("toldWhy", toldWhy)
        object.setIfPresent("help", help)
        object.setIfPresent("riskStrategy", riskStrategy)
        return object
    }
}

extension ObjectReader {
    /// The `exit` member of a decision that ends a stay.
    mutating func exit() throws(FormatError) -> ExitRecord? {
        try optionalObject("exit") { (exit) throws(FormatError) in try ExitRecord(&exit) }
    }
}

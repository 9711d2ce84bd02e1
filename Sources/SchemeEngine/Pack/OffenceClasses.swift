import Crypto
public import Formats
import PolicyText

/// The class of each offence code, as packs name classes ("burglary-dwelling").
///
/// Classes are data beside the packs, because an index of offences changes without a release. A code that is in no table is
/// its own class: it is never guessed, and a pack may name it.
public struct OffenceClasses: Sendable, Hashable {
    /// The file's format.
    public static let format = "iom-offence-classes/1"

    /// SHA-256 over the canonical JSON of the file, in hexadecimal digits; "none" without a table.
    public private(set) var digest = "none"
    /// Classes of which the table itself says that it lacks codes, each with why.
    public private(set) var incomplete: [String: String] = [:]
    private var codes: [String: String] = [:]
    /// The Act's four characters; whole Acts that are about one thing.
    private var acts: [String: String] = [:]

    /// No table: every code is its own class.
    public init() {}

    /// Reads a table.
    ///
    /// - Parameter bytes: UTF-8 in the strict YAML subset.
    /// - Throws: a ``FormatError`` that names line, column, rule and remedy; a code of two classes is one.
    public init(yaml bytes: [UInt8]) throws(FormatError) {
        let file = try StrictYAML.parse(bytes)
        digest = SHA256.hash(data: file.json.encoded()).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        var reader = try PolicyReader(file)
        try reader.demandFormat(Self.format)
        for entry in try reader.required("classes").list { try read(entry) }
        for entry in try reader.value("incomplete")?.list ?? [] { try readGap(entry) }
        try reader.finish()
    }

    private mutating func read(_ entry: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(entry)
        let name = try reader.text("class")
        _ = try reader.required("source").oneOrMore
        for code in try reader.value("codes")?.list ?? [] { try Self.add(code, name, to: &codes) }
        for act in try reader.value("acts")?.list ?? [] { try Self.add(act, name, to: &acts) }
        try reader.finish()
    }

    private mutating func readGap(_ entry: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(entry)
        let name = try reader.text("class")
        guard incomplete.updateValue(try reader.text("why"), forKey: name) == nil else {
            throw .policy(
                entry.place, "scheme.incomplete-twice", "Why this class lacks codes is said twice.", "Keep one of them.")
        }
        try reader.finish()
    }

    private static func add(_ value: YAMLValue, _ name: String, to table: inout [String: String]) throws(FormatError) {
        guard table.updateValue(name, forKey: try value.text) == nil else {
            throw .policy(
                value.place, "scheme.offence-twice", "The code stands under two classes, or twice under one.",
                "Keep the one that is right.")
        }
    }

    /// The classes that some code or Act is of.
    public var names: Set<String> { Set(codes.values).union(acts.values) }

    /// The class of a code; the letter that marks an attempt or a conspiracy changes none ("SX03001A").
    ///
    /// - Returns: the code itself where no table names it.
    public func name(of code: String) -> String {
        let plain = code.utf8.count == 8 && code.last?.isLetter == true ? String(code.dropLast()) : code
        return codes[code] ?? codes[plain] ?? acts[String(plain.prefix(4))] ?? code
    }
}

import Crypto
public import Formats
package import PolicyText

/// A partnership's scheme as data: its cohorts, how people come on and off them, colours, strands and rhythm.
///
/// The engine knows no partnership; whatever differs between Leeds and Hartlepool stands in a file under
/// `Contracts/schemes`, each rule with its sentence and its source.
public struct SchemePack: Sendable, Hashable {
    /// The file's format.
    public static let format = "iom-scheme/1"

    /// The scheme's id ("cleveland-hartlepool"), as the agreement's local sections name it.
    public var id: String
    /// As people call it ("Hartlepool IOM").
    public var name: String
    /// Its version; stored with every score and decision.
    public var version: String
    /// Whether the text is modelled from a description and no partnership has adopted it.
    public var isModelled: Bool
    /// The agreement it works under.
    public var agreement: String
    /// Who does what: the roles that own tasks, and who stands in for whom.
    public var roles: [SchemeRole]
    /// Who may be on it.
    public var cohorts: CohortRules
    /// How people come on.
    public var selection: SelectionRules
    /// How people come off.
    public var deselection: DeselectionRules
    /// Colours; nil where a scheme declares that it has none (RAG-07).
    public var rag: RAGRules?
    /// Strands and who leads.
    public var strands: StrandRules
    /// Cycles, reviews and meetings.
    public var timing: TimingRules
    /// SHA-256 over the canonical JSON of the file, in hexadecimal digits.
    public var digest: String
    /// Each rule's sentence, by its id.
    let sentences: [String: String]

    /// Reads a pack.
    ///
    /// - Parameter bytes: UTF-8 in the strict YAML subset.
    /// - Throws: a ``FormatError`` that names line, column, rule and remedy.
    public init(yaml bytes: [UInt8]) throws(FormatError) { try self.init(try StrictYAML.parse(bytes)) }

    /// Reads a pack that was parsed, as a test does that takes rule after rule out of one.
    package init(_ file: YAMLValue) throws(FormatError) {
        digest = SHA256.hash(data: file.json.encoded()).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        sentences = file.sentencesOfRules
        var reader = try PolicyReader(file)
        try reader.demandFormat(Self.format)
        id = try reader.text("scheme")
        name = try reader.text("name")
        version = try reader.text("version")
        isModelled = try reader.truth("modelled")
        agreement = try reader.text("agreement")
        roles = try SchemeRole.all(try reader.required("roles"))
        cohorts = try CohortRules(try reader.required("cohorts"))
        selection = try SelectionRules(try reader.required("selection"), cohorts, roles)
        deselection = try DeselectionRules(try reader.required("deselection"))
        let colours = try reader.required("rag")
        rag = colours.isNull ? nil : try RAGRules(colours)
        strands = try StrandRules(try reader.required("strands"))
        timing = try TimingRules(try reader.required("timing"))
        try reader.finish()
    }
}

public import Formats
import PolicyText

/// A row of the requirements: what partnerships, evaluators or inspectors asked for, and in which paragraph.
public struct Requirement: Sendable, Hashable {
    /// The format of their file.
    public static let format = "iom-requirements/1"
    /// More rows without proof would be a habit.
    public static let maxExempt = 10

    /// The row's id ("DES-02").
    public var id: String
    /// The paragraph ("CLV 8.19").
    public var source: String
    /// What is asked, in a few words.
    public var says: String
    /// Why nothing can prove it; nil for a row that has to be proved.
    public var exempt: String?

    /// Reads the rows (Contracts/schemes/requirements/rows.yaml).
    ///
    /// - Throws: a ``FormatError`` with line, column and remedy.
    public static func all(yaml bytes: [UInt8]) throws(FormatError) -> [Requirement] {
        var reader = try PolicyReader(try StrictYAML.parse(bytes))
        try reader.demandFormat(format)
        let list = try reader.required("rows")
        try reader.finish()
        var ids = Set<String>()
        let rows = try list.list.map { (item) throws(FormatError) in
            let row = try Requirement(item)
            guard ids.insert(row.id).inserted else { throw .wrongKind(item.place, "a row with an id of its own") }
            return row
        }
        guard rows.count(where: { $0.exempt != nil }) <= maxExempt else {
            throw .wrongKind(list.place, "a list with at most \(maxExempt) exempt rows")
        }
        return rows
    }

    private init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        id = try reader.required("id").requirementRow
        source = try reader.text("source")
        says = try reader.text("says")
        exempt = try reader.optionalText("exempt")
        try reader.finish()
    }
}

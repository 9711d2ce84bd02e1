public import Formats

/// A documented layout: its columns, and which of them each type of record may fill.
public struct FeedLayout: Sendable {
    /// The rules' prefix ("police").
    public let prefix: String
    /// Every column.
    public let columns: [FeedColumn]
    /// The columns of every type of record.
    let common: Set<String>
    /// The other columns, by the word in `record_type`.
    let byType: [String: Set<String>]

    /// The column that says what a row is.
    public static let typeColumn = "record_type"

    /// Names a layout.
    ///
    /// - Parameters:
    ///   - prefix: the rules' prefix.
    ///   - common: the columns of every type of record, `record_type` not among them.
    ///   - byType: the other columns of each type.
    public init(prefix: String, common: [String], byType: [String: [String]]) {
        self.prefix = prefix
        let others = Set(byType.values.joined()).subtracting(common)
        columns = ([Self.typeColumn] + common + others.sorted()).map(FeedColumn.init)
        self.common = Set(common + [Self.typeColumn])
        self.byType = byType.mapValues(Set.init)
    }

    /// Whether a record type is one of the layout's.
    public func knows(_ type: String) -> Bool { byType[type] != nil }

    /// Whether a record of a type may fill a column.
    func allows(_ column: String, in type: String) -> Bool {
        common.contains(column) || byType[type]?.contains(column) ?? false
    }

    /// A problem under one of the layout's rules.
    public func problem(_ path: String, _ rule: String, _ message: String, _ remedy: String) -> FormatError {
        FormatError(path: path, rule: prefix + "." + rule, message: message, remedy: remedy)
    }
}

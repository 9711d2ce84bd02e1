import CanonicalModel
public import Formats

/// One row of a documented layout: reads its columns by kind and collects what is wrong, so that a sender hears of
/// everything in a row at once.
///
/// A value that is missing or malformed is a fault and drops the row; what is merely left out of the message is a warning.
/// Neither ever holds the value.
public struct FeedRow {
    /// "/rows/17" in a CSV, "/17" or "" in JSON.
    public let path: String
    /// The word in `record_type`.
    public let type: String
    /// What drops the row.
    public private(set) var faults: [FormatError] = []
    /// What is left out, or looked odd.
    public private(set) var warnings: [FormatError] = []

    private let cells: [String: JSONValue]
    private let isJSON: Bool
    private let layout: FeedLayout

    /// More faults of one row than this tell a sender nothing new.
    private static let maxFaults = 20

    /// The place of a column in this row.
    public func path(_ column: String) -> String { path + "/" + (isJSON ? FeedColumn(column).member : column) }

    /// The columns that hold anything, in the layout's order.
    public var filledColumns: [String] { layout.columns.map(\.name).filter(has) }

    /// Whether a column holds anything.
    public func has(_ column: String) -> Bool { cells[column] != nil }

    /// Notes a fault.
    public mutating func fault(_ column: String, _ rule: String, _ message: String, _ remedy: String) {
        guard faults.count < Self.maxFaults else { return }
        faults.append(layout.problem(path(column), rule, message, remedy))
    }

    /// Notes a warning.
    public mutating func warn(_ column: String, _ rule: String, _ message: String, _ remedy: String) {
        guard warnings.count < Self.maxFaults else { return }
        warnings.append(layout.problem(path(column), rule, message, remedy))
    }
}

// MARK: - Making rows

extension FeedRow {
    /// An element of the JSON twin as a row; null and white space read as absent.
    static func reading(_ value: JSONValue, path: String, _ layout: FeedLayout) -> Result<FeedRow, FormatError> {
        guard let object = value.object else {
            return .failure(
                layout.problem(path, "kind", "The item is not a JSON object.", "Send one object for each record."))
        }
        let names = Dictionary(uniqueKeysWithValues: layout.columns.map { ($0.member, $0.name) })
        var cells: [String: JSONValue] = [:]
        for (index, member) in object.members.enumerated() {
            guard let name = names[member.key] else {
                return .failure(
                    layout.problem(
                        path, "unknown-column", "The layout has no such member as number \(index + 1) of the object.",
                        "Use the names that the adapter's README lists, in camel case, and no other member."))
            }
            if !isAbsent(member.value) { cells[name] = trimmed(member.value) }
        }
        return judged(cells, path: path, isJSON: true, layout)
    }

    private static func isAbsent(_ value: JSONValue) -> Bool {
        value.isNull || value.string.map(StrictText.isBlank) ?? false
    }

    private static func trimmed(_ value: JSONValue) -> JSONValue {
        value.string.map { .string(StrictText.trimmed($0)) } ?? value
    }

    /// A row whose type is known and fills no column of another type: one that does contradicts itself.
    static func judged(
        _ cells: [String: JSONValue], path: String, isJSON: Bool, _ layout: FeedLayout
    ) -> Result<FeedRow, FormatError> {
        let type = cells[FeedLayout.typeColumn]?.string ?? ""
        let row = FeedRow(path: path, type: type, cells: cells, isJSON: isJSON, layout: layout)
        guard layout.knows(type) else {
            return .failure(
                layout.problem(
                    row.path(FeedLayout.typeColumn), "unknown-record-type",
                    "The record type is not one that this feed takes.", "Use a type that the adapter's README lists."))
        }
        if let stranger = cells.keys.filter({ !layout.allows($0, in: type) }).min() {
            return .failure(
                layout.problem(
                    row.path(stranger), "column-of-another-type", "A record of this type has no value in this column.",
                    "Leave the column empty, or correct the record type."))
        }
        return .success(row)
    }

    private init(path: String, type: String, cells: [String: JSONValue], isJSON: Bool, layout: FeedLayout) {
        self.path = path
        self.type = type
        self.cells = cells
        self.isJSON = isJSON
        self.layout = layout
    }
}

// MARK: - Texts, codes and words

extension FeedRow {
    /// A text; it holds no control character.
    public mutating func text(_ column: String, atMost limit: Int) -> String? {
        guard let text = written(column, atMost: limit) else { return nil }
        guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            fault(column, "control-character", "The value holds a control character.", "Leave it out.")
            return nil
        }
        return text
    }

    /// A text that may hold line ends and tabs.
    public mutating func narrative(_ column: String, atMost limit: Int) -> String? {
        guard let text = written(column, atMost: limit) else { return nil }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control || ["\n", "\r", "\t"].contains($0)
        }
        guard isPlain else {
            fault(column, "control-character", "The text holds a control character.", "Leave it out.")
            return nil
        }
        return text
    }

    /// A code: ASCII letters, digits and the marks that reference numbers have.
    public mutating func code(_ column: String, atMost limit: Int) -> String? {
        guard let text = written(column, atMost: limit) else { return nil }
        guard Self.isCode(text) else {
            fault(column, "code", "The value is not a code of letters, digits and - / . _ :", "Correct the value.")
            return nil
        }
        return text
    }

    /// Codes: a list in JSON, separated by semicolons in CSV.
    public mutating func codes(_ column: String, atMost limit: Int, each bytes: Int) -> [String] {
        guard let value = cells[column] else { return [] }
        let texts: [String?] = value.array?.map { $0.string.map(StrictText.trimmed) } ?? separated(value)
        guard texts.count <= limit else {
            fault(column, "too-many", "There are more than \(limit) of these.", "Send several records.")
            return []
        }
        let codes = texts.compactMap { $0 }.filter { $0.utf8.count <= bytes && Self.isCode($0) }
        guard codes.count == texts.count else {
            fault(
                column, "code", "The value is not a list of codes of at most \(bytes) letters and digits.",
                "Separate codes by semicolons in CSV; send a list of texts in JSON.")
            return []
        }
        return codes
    }

    /// A word of a closed list; what nobody has given a meaning drops the row.
    public mutating func word<Word: RawRepresentable<String> & CaseIterable>(
        _ column: String, as: Word.Type = Word.self
    ) -> Word? {
        guard let text = written(column, atMost: 64) else { return nil }
        guard let word = Word(rawValue: text) else {
            fault(
                column, "unknown-word", "The value is not one of the column's words.",
                "Use one of: \(Word.allCases.map(\.rawValue).joined(separator: ", ")).")
            return nil
        }
        return word
    }

    /// A word of a closed list; any other is left out, since rules must not act on what nobody has defined.
    public mutating func listed<Word: RawRepresentable<String> & CaseIterable>(
        _ column: String, as: Word.Type = Word.self
    ) -> Word? {
        guard let text = written(column, atMost: 64) else { return nil }
        if let word = Word(rawValue: text) { return word }
        warn(
            column, "unknown-word", "The value is not one of the column's words; the message leaves it out.",
            "Use one of: \(Word.allCases.map(\.rawValue).joined(separator: ", ")).")
        return nil
    }

    /// A truth value: true or false, or yes or no.
    public mutating func flag(_ column: String) -> Bool? {
        switch cells[column] {
        case nil: return nil
        case .bool(let truth): return truth
        case "true", "yes": return true
        case "false", "no": return false
        default:
            fault(column, "flag", "The value is neither true nor false.", "Write true or false.")
            return nil
        }
    }

    /// A whole number from zero up.
    public mutating func count(_ column: String) -> Int? {
        guard let text = written(column, atMost: 9) else { return nil }
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
            fault(column, "count", "The value is not a whole number from zero up.", "Write digits alone.")
            return nil
        }
        return number
    }

    /// A value that must be there; absent is a fault unless it has one already.
    public mutating func required<Value>(_ column: String, _ value: Value?) -> Value? {
        if value == nil, !has(column) {
            fault(column, "missing", "A value that this type of record needs is missing.", "Supply it.")
        }
        return value
    }

    private func separated(_ value: JSONValue) -> [String?] {
        guard let text = value.string else { return [nil] }
        return text.split(separator: ";", omittingEmptySubsequences: false).map { StrictText.trimmed(String($0)) }
    }

    private mutating func written(_ column: String, atMost limit: Int) -> String? {
        let text: String
        switch cells[column] {
        case nil: return nil
        case .string(let value): text = value
        case .integer(let number): text = String(number)
        default:
            fault(column, "kind", "The value is not a text.", "Send it as a JSON string.")
            return nil
        }
        guard text.utf8.count <= limit else {
            fault(column, "length", "The value is longer than \(limit) bytes.", "Shorten it.")
            return nil
        }
        return text
    }

    private static func isCode(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || Self.marks.contains(byte)
            }
    }

    private static let marks = Set("-/._:".utf8)
}

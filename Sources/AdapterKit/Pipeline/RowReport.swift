import Formats

/// What is wrong with single rows of an item: a line each for whoever mends the table, and the counts for the receipt.
///
/// Rows are found by the paths of the problems, "/rows/12/dateOfBirth". No value of the item's ever stands in it.
struct RowReport: Sendable, Hashable {
    /// Lines kept; the counts go on.
    ///
    /// A million bad rows have one cause, not a million.
    static let maxLines = 100_000
    /// Row problems that the receipt itself shows.
    static let maxInReceipt = 20

    /// How many rows have a problem.
    let rowCount: Int
    /// How many problems rows have.
    let problemCount: Int
    /// JSON lines: row, column, rule, message, remedy.
    let lines: [UInt8]

    /// - Returns: nil when no problem is of a row.
    init?(_ problems: [FormatError]) {
        var rows: Set<Int> = []
        var (count, lines): (Int, [UInt8]) = (0, [])
        for problem in problems {
            guard let place = Place(problem.path) else { continue }
            rows.insert(place.row)
            if count < Self.maxLines { lines += Self.line(place, problem).encoded() + [UInt8(ascii: "\n")] }
            count += 1
        }
        guard count > 0 else { return nil }
        (rowCount, problemCount, self.lines) = (rows.count, count, lines)
    }

    private static func line(_ place: Place, _ problem: FormatError) -> JSONValue {
        [
            "row": .integer(Int64(place.row)), "column": .string(place.column), "rule": .string(problem.rule),
            "message": .string(problem.message), "remedy": .string(problem.remedy),
        ]
    }

    /// The problems that the receipt shows: all that are of no row, and the first of those that are.
    static func forReceipt(_ problems: [FormatError]) -> [FormatError] {
        var left = maxInReceipt
        return problems.filter { problem in
            guard Place(problem.path) != nil else { return true }
            left -= 1
            return left >= 0
        }
    }
}

/// A row and a column within it, read from a problem's path.
private struct Place {
    let row: Int
    /// Empty for the whole row.
    let column: String

    init?(_ path: String) {
        guard path.hasPrefix("/rows/") else { return nil }
        let parts = path.dropFirst(6).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let digits = parts.first, digits.count <= 12, let row = Int(digits), row >= 0 else { return nil }
        self.row = row
        column = parts.count > 1 ? String(parts[1]) : ""
    }
}

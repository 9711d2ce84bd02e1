import CanonicalModel
public import Formats

/// The figures for another program: a table in CSV, the same in JSON.
public struct ReportData: Sendable {
    private let published: PublishedReport
    private let asKnownAt: String

    /// The data of a report.
    public init(_ report: MonthlyReport, isExact: Bool = false, asKnownAt: String) {
        published = PublishedReport(report, isExact: isExact)
        self.asKnownAt = asKnownAt
    }

    /// The form of the JSON, `Contracts/schemes/report.schema.json`.
    public static let format = "iom-report/1"

    private static let columns = [
        "scheme", "month", "as_known_at", "metric", "title", "row", "basis", "value", "numerator", "denominator",
        "definition",
    ]

    /// CSV as RFC 4180 has it. No cell can become a formula: none begins with a sign that a spreadsheet acts on.
    public var csv: String {
        ([Self.columns] + published.report.figures.map(cells)).map { $0.map(Self.quoted).joined(separator: ",") }
            .joined(separator: "\r\n") + "\r\n"
    }

    private func cells(_ figure: Figure) -> [String] {
        let isShown = published.isTold(figure)
        return [
            published.report.settings.scheme, published.report.month.description, asKnownAt, figure.metric.rawValue,
            figure.metric.entry.title, figure.row, figure.metric.entry.basis.rawValue, published.words(figure),
            isShown ? String(figure.numerator) : "",
            isShown && figure.denominator > 0 ? String(figure.denominator) : "",
            figure.metric.entry.definition,
        ]
    }

    private static func quoted(_ cell: String) -> String {
        let isFormula = cell.first.map { "=+-@\t".contains($0) } ?? false
        let safe = isFormula ? "'" + cell : cell
        guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// One object with a list of figures.
    public var json: JSONValue {
        .object([
            "format": .string(Self.format), "scheme": .string(published.report.settings.scheme),
            "month": .string(published.report.month.description),
            "asKnownAt": .string(asKnownAt), "countedTo": .string(published.report.closes.description),
            "fixedOn": .string(published.report.settings.fixedOn.description),
            "smallNumbersHidden": .bool(!published.isExact), "figures": .array(published.report.figures.map(json)),
        ])
    }

    private func json(_ figure: Figure) -> JSONValue {
        var object: JSONObject = [
            "metric": .string(figure.metric.rawValue), "title": .string(figure.metric.entry.title),
            "row": .string(figure.row),
            "basis": .string(figure.metric.entry.basis.rawValue), "value": .string(published.words(figure)),
            "definition": .string(figure.metric.entry.definition), "source": .string(figure.metric.entry.source),
        ]
        if published.isTold(figure) {
            object["numerator"] = .integer(Int64(figure.numerator))
            if figure.denominator > 0 { object["denominator"] = .integer(Int64(figure.denominator)) }
        }
        return .object(object)
    }
}

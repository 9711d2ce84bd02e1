/// A report as people may see it: every figure either in words or hidden, because too few people stand behind it.
public struct PublishedReport: Sendable {
    /// What was computed.
    public let report: MonthlyReport
    /// Whether small numbers are printed: for the hub alone, which knows the people anyway.
    public let isExact: Bool
    private let small: SmallNumbers

    /// Publishes a report.
    public init(_ report: MonthlyReport, isExact: Bool = false) {
        self.report = report
        self.isExact = isExact
        small = SmallNumbers(report.figures)
    }

    /// What stands in place of a hidden figure.
    public static let hidden = "hidden"

    /// Whether a figure is printed.
    public func isShown(_ figure: Figure) -> Bool { isExact || small.isShown(figure) }

    /// A figure in words.
    public func words(_ figure: Figure) -> String {
        if let silence = report.silence(figure.metric) { return silence.rawValue }
        return isShown(figure) ? figure.words : Self.hidden
    }

    /// Whether the numbers behind a figure are printed: they are known, and not too small.
    public func isTold(_ figure: Figure) -> Bool { report.silence(figure.metric) == nil && isShown(figure) }

    /// A figure in words with what it is made of: "79.3% (46 of 58)".
    public func fullWords(_ figure: Figure) -> String {
        guard isTold(figure), let parts = figure.parts else { return words(figure) }
        return "\(figure.words) (\(parts))"
    }

    /// The rows of a metric in the order that people expect.
    public func rows(_ metric: Metric) -> [Figure] {
        let rows = report.rows(metric)
        guard metric == .colourDays else { return rows }
        return Self.colours.compactMap { colour in rows.first { $0.row == colour } }
    }

    private static let colours = ["red", "amber", "green", "blue", "white"]

    /// The whole of a metric in words.
    public func words(_ metric: Metric) -> String { words(report.total(metric)) }
}

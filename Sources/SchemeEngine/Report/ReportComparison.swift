/// A report held against somebody else's account of the same month.
public struct ReportComparison: Sendable {
    /// A figure on which the two differ.
    public struct Difference: Sendable, Hashable {
        /// The month.
        public var month: ReportMonth
        /// The metric's id.
        public var metric: String
        /// The row.
        public var row: String
        /// What the report says: counted, of how many.
        public var reported: [Int]
        /// What the account says.
        public var told: [Int]
    }

    /// How many figures were compared.
    public private(set) var compared = 0
    /// Those that differ.
    public private(set) var differences: [Difference] = []

    private struct Key: Hashable {
        var metric: String
        var row: String
    }

    /// Compares a report with the figures of the same month.
    ///
    /// A figure that one of the two does not mention is nought of nought.
    ///
    /// - Parameters:
    ///   - report: what was computed.
    ///   - truth: the account.
    ///   - unaccounted: figures that the account does not know at all; whoever leaves some out says which.
    public init(_ report: MonthlyReport, with truth: [TrueFigure], leavingOut unaccounted: Set<Metric> = []) {
        var told = [Key: [Int]]()
        for figure in truth where figure.month == report.month {
            told[Key(metric: figure.metric, row: figure.row)] = [figure.numerator, figure.denominator]
        }
        for figure in report.figures where !unaccounted.contains(figure.metric) {
            let key = Key(metric: figure.metric.rawValue, row: figure.row)
            compare(
                report.month, key, [figure.numerator, figure.denominator], told.removeValue(forKey: key) ?? [0, 0])
        }
        for (key, value) in told.sorted(by: { ($0.key.metric, $0.key.row) < ($1.key.metric, $1.key.row) }) {
            compare(report.month, key, [0, 0], value)
        }
    }

    private mutating func compare(_ month: ReportMonth, _ key: Key, _ reported: [Int], _ told: [Int]) {
        compared += 1
        guard reported != told else { return }
        differences.append(
            Difference(month: month, metric: key.metric, row: key.row, reported: reported, told: told))
    }
}

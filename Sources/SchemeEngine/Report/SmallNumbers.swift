/// Keeps figures about very few people from being printed, and from being worked out from what is printed.
///
/// A count from 1 to 4 is hidden. Where one row alone is hidden, the whole would give it away, so the next smallest row is
/// hidden with it; where there is no other row, the whole is hidden too (AUD-03; the ONS practice of complementary
/// suppression).
public struct SmallNumbers: Sendable {
    /// Counts below this and above nought are hidden.
    public static let threshold = 5

    private let hidden: Set<Key>

    private struct Key: Hashable {
        var metric: Metric
        var row: String
    }

    /// Looks at a report's figures.
    public init(_ figures: [Figure]) {
        var hidden = Set<Key>()
        for metric in Metric.allCases {
            let own = figures.filter { $0.metric == metric }
            for row in Self.hiddenRows(own) { hidden.insert(Key(metric: metric, row: row)) }
        }
        self.hidden = hidden
    }

    /// Whether a figure may be printed.
    public func isShown(_ figure: Figure) -> Bool { !hidden.contains(Key(metric: figure.metric, row: figure.row)) }

    private static func hiddenRows(_ figures: [Figure]) -> Set<String> {
        let parts = figures.filter { !$0.isTotal }
        var hidden = Set(figures.filter(\.isSmall).map(\.row))
        let hiddenParts = parts.filter { hidden.contains($0.row) }
        if hiddenParts.count == 1 {
            let others = parts.filter { !hidden.contains($0.row) && !$0.isNothing }
            let next = others.min { ($0.weight, $0.row) < ($1.weight, $1.row) }
            hidden.insert(next?.row ?? "")
        }
        if hidden.contains(""), let first = parts.filter({ !hidden.contains($0.row) && !$0.isNothing }).first,
            parts.count(where: { !$0.isNothing }) == 1
        {
            hidden.insert(first.row)
        }
        return hidden
    }
}

extension Figure {
    /// Whether one of the numbers that it shows is of very few; of a share, also the rest of it.
    fileprivate var isSmall: Bool {
        func isFew(_ number: Int) -> Bool { (1..<SmallNumbers.threshold).contains(number) }
        switch metric.entry.kind {
        case .count: return isFew(numerator)
        case .share: return isFew(numerator) || isFew(denominator) || isFew(denominator - numerator)
        case .mean: return isFew(denominator)
        case .rate: return isFew(numerator)
        case .amount: return false
        }
    }

    fileprivate var isNothing: Bool { numerator == 0 && denominator == 0 }
    fileprivate var weight: Int { denominator == 0 ? numerator : denominator }
}

/// One number of a report: a metric, the row of it, and what was added up.
public struct Figure: Sendable, Hashable {
    /// Which number.
    public var metric: Metric
    /// Which row ("PPO statutory"); empty for the whole.
    public var row: String
    /// What was counted.
    public var numerator: Int
    /// Of how many; 0 for a count.
    public var denominator: Int

    /// Puts a figure together.
    public init(_ metric: Metric, row: String = "", _ numerator: Int, of denominator: Int = 0) {
        self.metric = metric
        self.row = row
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Whether it is the whole, and not one row of several.
    public var isTotal: Bool { row.isEmpty }
}

extension Figure {
    /// What people read: "63%", "25.23 years", "41".
    public var words: String {
        switch metric.entry.kind {
        case .count, .amount: String(numerator).groupedByThousands
        case .share:
            denominator == 0
                ? "none" : Decimal.text(numerator * 100, over: denominator, decimals: 1) + "%"
        case .rate: denominator == 0 ? "none" : Decimal.text(numerator * 1_000, over: denominator, decimals: 2)
        case .mean(let unit, let divisor, let decimals):
            denominator == 0
                ? "none"
                : Decimal.text(numerator * scale(divisor), over: denominator * divisor, decimals: decimals) + " " + unit
        }
    }

    /// What a share is made of: "46 of 58"; nothing for other figures.
    public var parts: String? {
        guard metric.entry.kind == .share, denominator > 0 else { return nil }
        return "\(numerator) of \(denominator)"
    }

    /// Years are of 365.25 days: the divisor counts hundredths of a day.
    private func scale(_ divisor: Int) -> Int { divisor == 36_525 ? 100 : 1 }

    /// The number as a plot draws it; nil for a rate or a mean of nothing.
    public var height: Double? {
        guard denominator != 0 else { return [.count, .amount].contains(metric.entry.kind) ? Double(numerator) : nil }
        return Double(numerator) / Double(denominator)
    }
}

/// Decimal numbers without binary fractions: a report that rounds must round as a clerk would.
enum Decimal {
    /// A quotient with so many decimals, halves rounded away from zero.
    static func text(_ numerator: Int, over denominator: Int, decimals: Int) -> String {
        var power = 1
        for _ in 0..<decimals { power *= 10 }
        let scaled = (abs(numerator) * power * 2 + denominator) / (denominator * 2)
        let (whole, rest) = (scaled / power, scaled % power)
        let sign = numerator < 0 && scaled > 0 ? "-" : ""
        if decimals == 0 { return sign + String(whole) }
        let digits = String(rest)
        return sign + "\(whole)." + String(repeating: "0", count: decimals - digits.count) + digits
    }
}

extension String {
    /// "12,345".
    fileprivate var groupedByThousands: String {
        var groups = [Substring]()
        var rest = self[...]
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return ([rest] + groups).joined(separator: ",")
    }
}

/// Adds figures up: every addition to a row is one to the whole as well.
struct FigureTally {
    private struct Key: Hashable {
        var metric: Metric
        var row: String
    }

    private var sums: [Key: (numerator: Int, denominator: Int)] = [:]

    /// Adds to a row and to the whole.
    mutating func add(_ metric: Metric, _ row: String, _ numerator: Int, of denominator: Int = 0) {
        for name in Set([row, ""]) {
            let sum = sums[Key(metric: metric, row: name)] ?? (0, 0)
            sums[Key(metric: metric, row: name)] = (sum.numerator + numerator, sum.denominator + denominator)
        }
    }

    /// Adds to the whole alone.
    mutating func add(_ metric: Metric, _ numerator: Int, of denominator: Int = 0) {
        add(metric, "", numerator, of: denominator)
    }

    /// The figures in the dictionary's order, each metric's whole last; a metric that nothing was added to is there as none.
    var figures: [Figure] {
        Metric.allCases.flatMap { metric in
            let rows = sums.filter { $0.key.metric == metric && !$0.key.row.isEmpty }.sorted { $0.key.row < $1.key.row }
            let whole = sums[Key(metric: metric, row: "")] ?? (0, 0)
            return rows.map { Figure(metric, row: $0.key.row, $0.value.numerator, of: $0.value.denominator) }
                + [Figure(metric, whole.numerator, of: whole.denominator)]
        }
    }
}

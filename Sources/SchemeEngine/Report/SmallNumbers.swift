/// Keeps figures about very few people from being printed, and from being worked out from what is printed.
///
/// A count from 1 to 4 is hidden. Where one row alone is hidden, or several that are few together, the whole would give them
/// away, so the next smallest row is hidden with them; where there is no other row, the whole is hidden too (AUD-03; the ONS
/// practice of complementary suppression). What one figure hides no other tells: some of them are sums of each other's rows.
public struct SmallNumbers: Sendable {
    /// Counts below this and above nought are hidden.
    public static let threshold = 5
    private static let longestMonth = 31

    private var hidden = Set<Key>()
    private let figures: [Figure]
    private let days: Int

    private struct Key: Hashable {
        var metric: Metric
        var row: String
    }

    /// Looks at a report's figures.
    public init(_ figures: [Figure]) {
        self.figures = figures
        days = figures.first { $0.metric == .averageCohort && $0.denominator > 0 }?.denominator ?? Self.longestMonth
        for metric in Metric.allCases { hideRows(metric) }
        hideSharesOfGroups()
        hideDays()
        hideFlows()
        if isHidden(.needsActions, "completed") { hideWhole(.needsProgress) }
    }

    /// Whether a figure may be printed.
    public func isShown(_ figure: Figure) -> Bool { !isHidden(figure.metric, figure.row) }

    private func isHidden(_ metric: Metric, _ row: String) -> Bool { hidden.contains(Key(metric: metric, row: row)) }

    private mutating func hide(_ metric: Metric, _ row: String) { hidden.insert(Key(metric: metric, row: row)) }

    private func parts(_ metric: Metric) -> [Figure] { figures.filter { $0.metric == metric && !$0.isTotal } }

    // MARK: Within a figure

    private mutating func hideRows(_ metric: Metric) {
        for figure in figures where figure.metric == metric && figure.isSmall(days) { hide(metric, figure.row) }
        while isGivenAway(metric) {
            guard let next = nextRow(metric) else {
                hide(metric, "")
                break
            }
            hide(metric, next)
        }
        let some = parts(metric).filter { !$0.isNothing }
        if isHidden(metric, ""), some.count == 1 { hide(metric, some[0].row) }
    }

    /// Whether the whole less the rows that are printed tells of few people: of one row, or of several together.
    private func isGivenAway(_ metric: Metric) -> Bool {
        let rows = parts(metric).filter { !isShown($0) }
        if isHidden(metric, "") { return rows.count == 1 && nextRow(metric) != nil }
        if rows.count < 2 { return rows.count == 1 }
        let sum = Figure(
            metric, rows.reduce(0) { $0 + $1.numerator }, of: rows.reduce(0) { $0 + $1.denominator })
        return sum.isSmall(days)
    }

    private func nextRow(_ metric: Metric) -> String? {
        parts(metric).filter { isShown($0) && !$0.isNothing }.min { ($0.weight, $0.row) < ($1.weight, $1.row) }?.row
    }

    private mutating func hideWhole(_ metric: Metric) {
        hide(metric, "")
        if parts(metric).allSatisfy(isShown), let next = nextRow(metric) { hide(metric, next) }
    }

    // MARK: From one figure to another

    /// A share of the people at the end prints the sum of some of the groups: one hidden group alone would be the difference.
    private mutating func hideSharesOfGroups() {
        let statutory = [" statutory", " non-statutory", " not stated"]
        if statutory.contains(where: { word in isLineGivenAway { $0.hasSuffix(word) } }) { hide(.statutoryShare, "") }
        if ["PPO ", "Non-PPO "].contains(where: { word in isLineGivenAway { $0.hasPrefix(word) } }) {
            hide(.ppoShare, "")
        }
    }

    private func isLineGivenAway(_ isInLine: (String) -> Bool) -> Bool {
        let rows = parts(.cohortAtEnd).filter { isInLine($0.row) && !isShown($0) }
        let people = rows.reduce(0) { $0 + $1.numerator }
        return !rows.isEmpty && (rows.count == 1 || people < Self.threshold)
    }

    /// Rates are printed with the person-days that they are of.
    private mutating func hideDays() {
        for row in hidden.filter({ $0.metric == .personDays }).map(\.row) {
            for rate in [Metric.arrestRate, .outcomeRate] { hide(rate, row) }
        }
    }

    /// Whoever knows how many were there before and after, and how many came, knows how many went.
    private mutating func hideFlows() {
        let isEither = isHidden(.joined, "") || isHidden(.left, "")
        guard isEither else { return }
        for metric in [Metric.joined, .left] where !isHidden(metric, "") { hideWhole(metric) }
        hide(.timeCompleted, "")
    }
}

extension Figure {
    /// Whether one of the numbers that it shows is of very few; of a share, also the rest of it.
    ///
    /// - Parameter days: of the month: so many person-days are one person.
    fileprivate func isSmall(_ days: Int) -> Bool {
        func isFew(_ number: Int) -> Bool { (1..<SmallNumbers.threshold).contains(number) }
        func isOfFew(_ personDays: Int) -> Bool { (1..<SmallNumbers.threshold * days).contains(personDays) }
        switch metric.entry.kind {
        case .count: return isFew(numerator)
        case .share: return isFew(numerator) || isFew(denominator) || isFew(denominator - numerator)
        case .mean where metric == .averageCohort: return isOfFew(numerator)
        case .mean where metric == .peoplePerOfficer: return isFew(numerator)
        case .mean: return isFew(denominator)
        case .rate: return isFew(numerator) || isOfFew(denominator)
        case .amount: return isOfFew(numerator)
        }
    }

    fileprivate var isNothing: Bool { numerator == 0 && denominator == 0 }
    fileprivate var weight: Int { denominator == 0 ? numerator : denominator }
}

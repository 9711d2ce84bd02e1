import SchemeEngine

/// One area's reports held against its truth, and beside the tables of the sources.
struct AreaProof {
    /// The area.
    let area: SyntheticArea
    /// A report a month.
    let reports: [MonthlyReport]
    /// The figures that differ.
    let differences: [ReportComparison.Difference]
    private let compared: Int
    private let messages: Int
    private let took: Duration
    /// More differences than this are counted, not printed.
    private static let shown = 20

    init(_ area: SyntheticArea, _ input: ReportInput, messages: Int, took: Duration) {
        let first = area.months[0].first
        let settings = ReportSettings(
            scheme: area.specification.name, fixedOn: first, begins: first, officers: area.specification.officers)
        self.area = area
        self.messages = messages
        self.took = took
        reports = area.months.map { MonthlyReport(input, month: $0, settings: settings) }
        let comparisons = reports.map { ReportComparison($0, with: area.truth) }
        differences = comparisons.flatMap(\.differences)
        compared = comparisons.reduce(0) { $0 + $1.compared }
    }

    /// What is printed of the area.
    var lines: [String] {
        let head =
            "\(area.specification.name): \(area.files.count) files, \(messages) messages in \(took); "
            + "\(compared) figures compared, \(differences.count) differ"
        return [head]
            + differences.prefix(Self.shown).map {
                "    \($0.month) \($0.metric) \($0.row): report \($0.reported), truth \($0.told)"
            }
    }

    /// Tables 3.1, 3.2 and 3.3 of the evaluation, or Cleveland's paragraph 8.17, as the reports have them.
    static func tables(_ proofs: [AreaProof]) -> [String] {
        var lines = [
            "",
            "Evaluation table 3.2; Cleveland 8.17 (report of the last month: people, statutory, PPO, for each officer)",
        ]
        for proof in proofs {
            guard let last = proof.reports.last else { continue }
            lines.append(
                "    \(proof.area.specification.name): "
                    + [Metric.cohortAtEnd, .statutoryShare, .ppoShare, .peoplePerOfficer].map { last.total($0).words }
                    .joined(separator: ", ") + "; source: \(proof.area.specification.tableRow)")
        }
        lines += ["", "Evaluation table 3.3 (offences, primary offences, breaches, age at first conviction, age)"]
        for proof in proofs {
            guard let first = proof.reports.first else { continue }
            lines.append(
                "    \(proof.area.specification.name): "
                    + [Metric.priorOffences, .priorOccasions, .priorBreaches, .ageAtFirst, .ageOnFixedDay]
                    .map { first.total($0).words }.joined(separator: ", ")
                    + "; source: \(proof.area.specification.historyRow)")
        }
        return lines + earlyLeaving(proofs)
    }

    private static func earlyLeaving(_ proofs: [AreaProof]) -> [String] {
        proofs.filter { $0.area.specification.hasEarlyLeavers }.flatMap { proof -> [String] in
            guard let last = proof.reports.last else { return [] }
            let figures = last.rows(.leftWithinMonthSoFar) + [last.total(.leftWithinMonthSoFar)]
            return [
                "", "Evaluation table 3.1, \(proof.area.specification.name) (source: 9%, 6.3%, 10.9%, 8.8%; all 8.3%)",
            ]
                + figures.map {
                    "    \($0.isTotal ? "All" : $0.row): \($0.words) (\($0.numerator) of \($0.denominator))"
                }
        }
    }
}

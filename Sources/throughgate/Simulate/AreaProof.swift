import AgreementEngine
import BrokerRuntime
import Routing
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
    private let held: Int
    /// What the area runs by, and why that agreement could not be activated as it stands.
    private let rules: String
    /// More differences than this are counted, not printed.
    private static let shown = 20

    init(
        _ area: SyntheticArea, _ input: ReportInput, _ partnership: Partnership, messages: Int, held: Int,
        took: Duration
    ) {
        let first = area.months[0].first
        let settings = ReportSettings(
            scheme: area.specification.name, fixedOn: first, begins: first, officers: area.specification.officers)
        self.area = area
        self.messages = messages
        self.held = held
        rules = Self.rules(of: partnership)
        self.took = took
        reports = area.months.map { MonthlyReport(input, month: $0, settings: settings) }
        let comparisons = reports.map { ReportComparison($0, with: area.truth, leavingOut: SyntheticArea.unaccounted) }
        differences = comparisons.flatMap(\.differences)
        compared = comparisons.reduce(0) { $0 + $1.compared }
    }

    /// Whether figures and held decisions are those of the truth.
    var holds: Bool { differences.isEmpty && held == area.heldDecisions }

    /// Some agreements are modelled without the documents that an activation asks for; here nothing leaves, so they are taken
    /// as if in force.
    private static func rules(of partnership: Partnership) -> String {
        let agreement = partnership.agreement
        let scheme = partnership.scheme.map { "\($0.pack.id) \($0.pack.version)" } ?? "no scheme"
        let missing = agreement.documents == nil
        return "by \(scheme) under \(agreement.id) \(agreement.version)"
            + (missing ? ", which names no documents, could not be activated, and is taken as if in force" : "")
    }

    /// What is printed of the area.
    var lines: [String] {
        let head =
            "\(area.specification.name): \(area.files.count) files, \(messages) messages in \(took), \(held) decisions held; "
            + "\(compared) figures compared, \(differences.count) differ"
        var lines = [head, "    " + rules]
        if held != area.heldDecisions {
            lines.append("    decisions held for what they lacked: broker \(held), truth \(area.heldDecisions)")
        }
        return lines
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

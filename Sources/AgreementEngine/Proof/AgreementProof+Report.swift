import CanonicalModel

extension AgreementProof {
    /// What an officer reads: a line for each check, and under it each finding with a case that shows it and what to
    /// do.
    public var report: [String] {
        ProofCheck.allCases.flatMap { check in
            let found = findings.filter { $0.check == check }
            return [Self.headline(check, found)] + found.flatMap { Self.lines($0) }
        }
    }

    private static func headline(_ check: ProofCheck, _ found: [ProofFinding]) -> String {
        let verdict = found.contains { $0.severity == .failed } ? "FAILED" : "ok    "
        let name = check.rawValue + String(repeating: " ", count: 3 - check.rawValue.count)
        return "\(name)  \(verdict)  \(check.title)"
    }

    private static func lines(_ finding: ProofFinding) -> [String] {
        let indent = String(repeating: " ", count: 13)
        var lines = ["     \(finding.severity.word)  \(finding.says)"]
        if finding.severity != .note { lines.append("\(indent)Remedy: \(finding.remedy)") }
        guard let witness = finding.witness else { return lines }
        lines.append("\(indent)Case: \(witness.question)")
        if !witness.facts.isEmpty { lines.append("\(indent)      \(witness.facts.joined(separator: "; "))") }
        return lines
    }

    /// Every case as a scenario file that `throughgate agreement test` runs: each is met once its fault is repaired.
    ///
    /// Those of P15 are left out: the engine untells by itself, so that no scenario can show that the agreement does
    /// not.
    ///
    /// - Parameter agreement: the agreement that was proved.
    public func scenarioFile(for agreement: Agreement) -> String {
        var counts = [ProofCheck: Int]()
        let scenarios = findings.filter { $0.severity == .failed && $0.check != .untelling }.compactMap {
            finding -> String? in
            guard let witness = finding.witness else { return nil }
            counts[finding.check, default: 0] += 1
            let id = "\(finding.check.rawValue)-\(counts[finding.check] ?? 0)"
            return witness.scenario(id: id, says: finding.says)
        }
        return ([Self.header(agreement)] + scenarios).joined(separator: "\n\n") + "\n"
    }

    private static func header(_ agreement: Agreement) -> String {
        """
        format: "\(ScenarioFile.format)"
        agreement: \(agreement.id.quoted)

        given:
          now: \(agreement.provableInstant.description.quoted)
          subject.age-band: "18-plus"
          subject.cohort: "iom"
          subject.statutory: "licence"
          subject.rag: "amber"
          custody.status: "out"
          consents: []
          recipient.covers-area: true
          recipient.previously-notified: false

        scenarios:
        """
    }
}

extension ProofFinding.Severity {
    fileprivate var word: String {
        switch self {
        case .failed: "FAILED "
        case .warning: "warning"
        case .note: "note   "
        }
    }
}

/// Which requirements something proves, and which nothing does; the page COVERAGE.md.
public struct RequirementCoverage: Sendable {
    /// The rows.
    public var requirements: [Requirement]
    /// What proves them, by row, in order.
    public var proofs: [String: [RequirementProof]]
    /// Rules that no scenario misses.
    public var survivors: [RuleSurvivor]
    /// Proofs of rows that do not exist: a misspelt label proves nothing. A test's name may hold other words of that form.
    public var strays: [RequirementProof]

    /// Holds proofs against rows.
    ///
    /// - Parameters:
    ///   - requirements: the rows.
    ///   - proofs: what is run, in any order.
    ///   - survivors: rules that no scenario misses.
    public init(of requirements: [Requirement], by proofs: [RequirementProof], survivors: [RuleSurvivor] = []) {
        self.requirements = requirements
        self.survivors = survivors
        let ids = Set(requirements.map(\.id))
        self.proofs = Dictionary(grouping: Set(proofs).filter { ids.contains($0.row) }.sorted(), by: \.row)
        strays = proofs.filter { !ids.contains($0.row) && $0.kind != .test }.sorted()
    }

    /// Rows that nothing proves and nothing excuses.
    public var gaps: [Requirement] { requirements.filter { proofs[$0.id] == nil && $0.exempt == nil } }
}

extension RequirementCoverage {
    /// The page as it is committed.
    public var markdown: String {
        let count = requirements.count
        let exempt = requirements.count { $0.exempt != nil && proofs[$0.id] == nil }
        return """
            # What proves each requirement

            Made by `throughgate scheme coverage --write`; a test holds it equal to the scenarios and tests. \
            \(count) rows: \(count - exempt - gaps.count) proved, \(exempt) exempt, \(gaps.count) open.
            A row's sources are those of [requirements/rows.yaml](requirements/rows.yaml). *scheme*: a scenario under \
            [scenarios](scenarios); *agreement*: one under [../agreements/scenarios](../agreements/scenarios); *test*: a \
            Swift test by its name. Where there are more than \(Self.shown), the first are named.

            | Row | What is asked | Source | What proves it |
            |---|---|---|---|
            \(requirements.map(line).joined(separator: "\n"))

            ## Rules that may be taken out

            The mutation test takes each rule out of each pack; a scenario that covers one of its rows has to fail.

            \(survivorLines)

            """
    }

    private static let shown = 3

    private func line(_ row: Requirement) -> String {
        "| \(row.id) | \(Self.cell(row.says)) | \(row.source) | \(proof(of: row)) |"
    }

    private func proof(of row: Requirement) -> String {
        let all = proofs[row.id] ?? []
        guard !all.isEmpty else { return row.exempt.map { "exempt: \(Self.cell($0))" } ?? "**nothing yet**" }
        // One case told of several schemes is one case to a reader.
        let different = all.reduce(into: [RequirementProof]()) { kept, proof in
            if !kept.contains(where: { $0.name == proof.name }) { kept.append(proof) }
        }
        let named = different.prefix(Self.shown).map { "*\($0.kind.rawValue)* \($0.place): \(Self.cell($0.name))" }
        let more = all.count > named.count ? ["and \(all.count - named.count) more"] : []
        return (named + more).joined(separator: "<br>")
    }

    private var survivorLines: String {
        guard !survivors.isEmpty else { return "None survives." }
        let lines = survivors.map { "| \($0.scheme) | \($0.rule) | \(Self.cell($0.because)) |" }
        return (["| Scheme | Rule | Why nothing notices |", "|---|---|---|"] + lines).joined(separator: "\n")
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

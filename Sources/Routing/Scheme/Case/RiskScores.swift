internal import CanonicalModel

/// What one assessment amounts to in the tools that packs name: producers write a score a horizon and a level a victim.
///
/// ```
/// ogrs3-two-year                       ogrs3    the horizon its bands are of; the one-year figure keeps its own name
/// ogrs4g-two-year                      ogrs     what took OGRS3's place
/// rosh-public-community, rosh-staff-…  rosh     the highest level in the community, else the highest in custody
/// risk-score-level of OASys            oasys
/// ```
struct RiskScores {
    /// One result of one tool.
    struct Result: Hashable {
        var tool: String
        var band: RiskAssessment.Band?
        var score: Int?
    }

    /// One result a tool, in the order of their names.
    let all: [Result]

    init(_ assessment: RiskAssessment) {
        let said = Self.ofHarm(assessment.scores).map { Self.result($0, of: assessment.tool) }
        all = Dictionary(grouping: said, by: \.tool).values.compactMap { $0.max(by: Self.isLess) }
            .sorted { $0.tool < $1.tool }
    }

    /// A level for prisoners says nothing of the street where there is one for it (HMPPS RoSH guidance: the community's counts).
    private static func ofHarm(_ scores: [RiskAssessment.Score]) -> [RiskAssessment.Score] {
        let isForCommunity = scores.contains { $0.isOfHarm && $0.name.hasSuffix(community) && $0.band != nil }
        return scores.filter { !isForCommunity || !$0.isOfHarm || $0.name.hasSuffix(community) }
    }

    private static let community = "-community"

    private static func result(_ score: RiskAssessment.Score, of tool: RiskAssessment.Tool) -> Result {
        let name = name(of: score, tool)
        return Result(tool: name, band: score.band, score: score.value.flatMap { number($0, of: name) })
    }

    /// By the table that packs and agreements share; a score by another name keeps that, and no rule can speak of it.
    private static func name(of score: RiskAssessment.Score, _ tool: RiskAssessment.Tool) -> String {
        AssessmentTool(score: score.name, of: tool)?.rawValue ?? score.name
    }

    /// Small fractions of a hundred are in hundredths, always. All others are whole points, and 74.9 has not reached 75.
    static func number(_ text: String, of tool: String) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }),
            let whole = Int(parts[0]), whole <= 100_000
        else { return nil }
        guard AssessmentTool(rawValue: tool)?.isFractional ?? false else { return whole }
        return Int(((parts.count == 2 ? String(parts[1]) : "") + "00").prefix(2)).map { whole * 100 + $0 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isLess(_ one: Result, _ other: Result) -> Bool {
        (one.band.map(rank) ?? -1, one.score ?? -1) < (other.band.map(rank) ?? -1, other.score ?? -1)
    }

    private static func rank(_ band: RiskAssessment.Band) -> Int {
        switch band {
        case .notApplicable: 0
        case .low: 1
        case .medium: 2
        case .high: 3
        case .veryHigh: 4
        }
    }
}

extension RiskAssessment.Score {
    /// Whether it is a level of risk of serious harm.
    fileprivate var isOfHarm: Bool { name.hasPrefix("rosh-") || name == "rosh" }
}

extension Registration.Register {
    /// The level of risk of serious harm that a register is for: it is in the code, and nowhere else (feeds.md 2.1).
    var harm: RiskAssessment.Band? {
        switch code.uppercased() {
        case "RLRH": .low
        case "RMRH": .medium
        case "RHRH": .high
        case "RVHR": .veryHigh
        default: nil
        }
    }
}

import CanonicalModel
import DomainEvents
import Formats

/// Scores and bands that events carry (feeds.md 2.2).
extension ProbationEventReader {
    /// Room for a UUID, which a tier's calculation has for its number (feeds.md 2.2), and for OASys's digits.
    static let maxAssessmentBytes = 40

    /// An assessment; nil when the event only says that one was made.
    mutating func riskAssessed(_ tool: RiskAssessment.Tool) throws(FormatError) -> Fact? {
        let person = try person()
        let found = try RiskScores(information.object, path: information.path)
        if tool != .tier, let warning = found.unknownScores { warn(warning) }
        let scores = try tool == .tier ? tier() : found.scores(RiskMember.predictors)
        guard !scores.isEmpty else { return nil }
        let told = scores.allSatisfy { $0.name.hasPrefix("ogrs") } && tool == .rsr ? .ogrs : tool
        return .riskAssessed(
            RiskAssessment(
                person: person, tool: told, status: .complete, scores: scores, assessedOn: assessedOn(found),
                assessment: try code(["assessmentId", "calculationId"], atMost: Self.maxAssessmentBytes)))
    }

    /// A tier that the event itself names; as published it names none.
    private mutating func tier() throws(FormatError) -> [RiskAssessment.Score] {
        let text = try code(["tierScore", "tier", "calculatedTier"], atMost: 4)
        return text.map { [RiskAssessment.Score(name: "tier", value: $0)] } ?? []
    }

    private mutating func assessedOn(_ found: RiskScores) -> CalendarDate? {
        guard let text = found.text(["assessmentdate", "dateofassessment", "datecompleted"]) else { return nil }
        if let day = WrittenDay.read(text) { return day }
        warn(
            FormatError(
                path: information.path + "/AssessmentDate", rule: "probation.date",
                message: "The date is in no form that is known and was left out.", remedy: "Write it as 2026-11-20."))
        return nil
    }
}

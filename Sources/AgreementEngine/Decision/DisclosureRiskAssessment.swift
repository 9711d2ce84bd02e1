public import CanonicalModel

/// A dated judgement by a named person whether something may be told (LDS 1.25).
public struct DisclosureRiskAssessment: Sendable, Hashable {
    /// What the judgement was.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case share
        case doNotShare = "do-not-share"
    }

    /// What it was made for ("councillor-disclosure").
    public var purpose: String
    /// What it says.
    public var outcome: Outcome
    /// When it was made.
    public var madeAt: Timestamp

    /// Puts an assessment together.
    public init(purpose: String, outcome: Outcome, madeAt: Timestamp) {
        self.purpose = purpose
        self.outcome = outcome
        self.madeAt = madeAt
    }
}

/// `risk-assessment: { for, outcome, age-days-at-most }`: what a rule asks of the assessments made.
public struct RiskAssessmentQuestion: Sendable, Hashable {
    /// What it has to be made for.
    public var purpose: String
    /// What it has to say.
    public var outcome: DisclosureRiskAssessment.Outcome
    /// How old it may be.
    public var ageDaysAtMost: Int
}

extension RiskAssessmentQuestion {
    /// Whether the latest assessment for the purpose says so and is young enough; of two at one instant, "do not share".
    func truth(_ assessments: Knowable<[DisclosureRiskAssessment]>, at now: Timestamp) -> Truth {
        switch assessments {
        case .unknown(let reason): return Truth(reason)
        case .known(let assessments):
            let latest = assessments.filter { $0.purpose == purpose && $0.madeAt <= now }.max(by: Self.yields)
            guard let latest else { return .no }
            return Truth(
                latest.outcome == outcome && latest.madeAt >= now.adding(seconds: -Int64(ageDaysAtMost) * Span.day))
        }
    }

    private static func yields(_ left: DisclosureRiskAssessment, _ right: DisclosureRiskAssessment) -> Bool {
        left.madeAt != right.madeAt ? left.madeAt < right.madeAt : left.outcome == .share && right.outcome != .share
    }
}

extension RiskAssessmentQuestion: CustomStringConvertible {
    /// The question as an officer would say it.
    public var description: String {
        "a risk assessment for \(purpose) of the last \(ageDaysAtMost) days said \(outcome.rawValue)"
    }
}

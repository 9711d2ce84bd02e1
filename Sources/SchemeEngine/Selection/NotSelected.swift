public import CanonicalModel

/// How many people a panel considered and did not select: what a cohort sized by resources leaves out (CLV 7.10,
/// SEL-09).
///
/// Numbers only. A report suppresses small ones before it is published.
public struct NotSelected: Sendable, Hashable {
    /// Rejections that stand.
    public var declined: Int
    /// People who are before the panel and were not considered yet.
    public var waiting: Int

    /// Counts that somebody else made.
    public init(declined: Int, waiting: Int) { (self.declined, self.waiting) = (declined, waiting) }

    /// Counts over a scheme's case files.
    ///
    /// - Parameters:
    ///   - files: one a person.
    ///   - evaluator: the scheme's.
    ///   - from: the first instant that counts.
    ///   - until: the first that counts no longer, and the moment at which somebody waits.
    public init(_ files: [CaseFile], under evaluator: SchemeEvaluator, from: Timestamp, until: Timestamp) {
        (declined, waiting) = (0, 0)
        for file in files {
            let assessment = evaluator.assess(file, now: until)
            let held = Set(assessment.incomplete.map(\.decision))
            declined +=
                CaseView(file, at: until).decisions.filter { decision in
                    guard case .decline = decision.matter else { return false }
                    return decision.at >= from && decision.at < until && !held.contains(decision.id)
                }.count
            waiting += assessment.candidates.isEmpty ? 0 : 1
        }
    }
}

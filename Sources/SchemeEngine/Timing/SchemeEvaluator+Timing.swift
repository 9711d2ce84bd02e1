import CanonicalModel

extension SchemeEvaluator {
    /// Adds cycles, reviews and meetings.
    func assessTiming(_ file: CaseFile, _ now: Timestamp, _ assessment: inout SchemeAssessment) {
    }
}

import CanonicalModel

extension SchemeEvaluator {
    /// Adds colours and their tasks.
    func assessColour(_ file: CaseFile, _ now: Timestamp, _ assessment: inout SchemeAssessment) {
    }
}

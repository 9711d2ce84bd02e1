import CanonicalModel

extension SchemeEvaluator {
    /// Adds candidates and incomplete decisions.
    func assessSelection(_ file: CaseFile, _ now: Timestamp, _ assessment: inout SchemeAssessment) {
    }
}

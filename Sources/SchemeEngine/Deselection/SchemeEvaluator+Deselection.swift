import CanonicalModel

extension SchemeEvaluator {
    /// Adds open grounds and exit tasks.
    func assessDeselection(_ file: CaseFile, _ now: Timestamp, _ assessment: inout SchemeAssessment) {
    }
}

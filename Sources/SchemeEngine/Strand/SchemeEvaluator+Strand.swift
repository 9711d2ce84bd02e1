import CanonicalModel

extension SchemeEvaluator {
    /// Adds strand and lead.
    func assessStrand(_ file: CaseFile, _ now: Timestamp, _ assessment: inout SchemeAssessment) {
    }
}

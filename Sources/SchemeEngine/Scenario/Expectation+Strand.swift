import CanonicalModel

extension ExpectationKey {
    /// Strand and lead, and what a rule proposes.
    static let strand = [
        ExpectationKey("strand") { .text($0.strand?.strand?.rawValue) },
        ExpectationKey("lead") { .text($0.strand?.lead) },
        ExpectationKey("strand-proposed") { .text($0.strand?.proposed?.rawValue) },
        ExpectationKey("strand-rule") { .text($0.strand?.rule) },
    ]
}

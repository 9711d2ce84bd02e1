public import CanonicalModel

/// Somebody's strand and who leads, at one instant.
public struct StrandState: Sendable, Hashable {
    /// The strand shown; in custody a scheme may always show rehabilitate and resettle (reference 0.4).
    public var strand: StrandDecision.Strand?
    /// The agency that leads.
    public var lead: String?
    /// The strand a rule proposes; a named officer decides.
    public var proposed: StrandDecision.Strand?
    /// The rule that proposes or forces it.
    public var rule: String?

    /// Puts a state together.
    public init(
        strand: StrandDecision.Strand?, lead: String?, proposed: StrandDecision.Strand? = nil, rule: String? = nil
    ) {
        self.strand = strand
        self.lead = lead
        self.proposed = proposed
        self.rule = rule
    }
}

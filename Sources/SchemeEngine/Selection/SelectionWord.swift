/// What a decision says to one audience: the lead professional hears why, the neighbourhood team never does (SEL-17).
///
/// A projection, no permission: the agreement engine decides who is told.
public struct SelectionWord: Sendable, Hashable {
    /// Who hears it.
    public enum Audience: String, Sendable, Hashable, CaseIterable {
        case leadProfessional = "lead-professional"
        case neighbourhoodTeam = "neighbourhood-team"
    }

    /// The decision's message.
    public var decision: String
    /// For whom.
    public var audience: Audience
    /// The cohort.
    public var cohort: String
    /// Whether they were placed on it; a team hears nothing of people who were not.
    public var isPlaced: Bool
    /// Why, in the scheme's code; nil for who is not told.
    public var reason: String?
    /// Who leads.
    public var lead: String?
}

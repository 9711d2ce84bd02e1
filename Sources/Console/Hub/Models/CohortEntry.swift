public import CanonicalModel

/// Somebody on a cohort, as the hub's list shows them.
public struct CohortEntry: Sendable, Hashable, Identifiable {
    /// The colour shown: risk, or blue in custody, or white on the dormant list (agreement reference 6.1).
    public enum Colour: String, Sendable, Hashable, CaseIterable {
        case red, amber, green, blue, white
        /// Nobody has rated them; shown apart from amber, which is a decision.
        case unrated
    }

    /// The record; part of the address of the person's page.
    public var id: String
    /// "Jordan ASHWORTH".
    public var name: String
    /// The date of birth.
    public var dateOfBirth: CalendarDate?
    /// The cohort's word.
    public var cohort: String
    /// The colour shown.
    public var colour: Colour
    /// Whether the colour is only proposed; it authorises no visit.
    public var isProposed: Bool
    /// Since when on the cohort.
    public var since: CalendarDate
    /// The neighbourhood team; nil when no team covers the address.
    public var team: String?
    /// The lead agency, if one is on record.
    public var lead: String?

    /// Puts an entry together.
    public init(
        id: String, name: String, dateOfBirth: CalendarDate?, cohort: String, colour: Colour, isProposed: Bool = false,
        since: CalendarDate, team: String?, lead: String? = nil
    ) {
        self.id = id
        self.name = name
        self.dateOfBirth = dateOfBirth
        self.cohort = cohort
        self.colour = colour
        self.isProposed = isProposed
        self.since = since
        self.team = team
        self.lead = lead
    }
}

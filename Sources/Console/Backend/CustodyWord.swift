/// Where a nominal is, in the words that the `custody` field of a notice carries (Routing's CustodyStatus).
public enum CustodyWord: String, Sendable, Hashable, CaseIterable {
    /// In prison.
    case inCustody = "in-custody"
    /// Back in prison because the licence was revoked.
    case recalled
    /// On temporary licence; still a prisoner.
    case temporarilyAbsent = "temporarily-absent"
    /// In hospital; still detained.
    case inHospital = "in-hospital"
    /// Released.
    case released
    /// Absconded, or not returned.
    case unlawfullyAtLarge = "unlawfully-at-large"
    /// Removed from the country.
    case removed

    /// Whether the person is held; shown as blue.
    public var isHeld: Bool {
        switch self {
        case .inCustody, .recalled, .temporarilyAbsent, .inHospital: true
        case .released, .unlawfullyAtLarge, .removed: false
        }
    }

    /// The word as an officer reads it.
    public var text: String {
        switch self {
        case .inCustody: "In custody"
        case .recalled: "In custody on recall"
        case .temporarilyAbsent: "On temporary licence, still a prisoner"
        case .inHospital: "In hospital, still detained"
        case .released: "In the community"
        case .unlawfullyAtLarge: "Unlawfully at large"
        case .removed: "Removed from the country"
        }
    }
}

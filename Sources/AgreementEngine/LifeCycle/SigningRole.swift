/// As what somebody signs an agreement.
public enum SigningRole: String, Sendable, Hashable, CaseIterable {
    /// Wrote this version.
    case author
    /// Approved it; never the person who wrote it.
    case approver
    /// Signs for a party's office.
    case party
}

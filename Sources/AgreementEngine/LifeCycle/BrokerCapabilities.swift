/// What a broker can do for an agreement.
///
/// An enforcement point refuses what it cannot honour (XACML 3.0, section 7.18; reference 4.6, scenario 23).
public struct BrokerCapabilities: Sendable, Hashable {
    /// The obligations it performs or passes on, by their keys in `then`.
    public var obligations: Set<String>

    /// A broker with some capabilities.
    public init(obligations: Set<String>) { self.obligations = obligations }

    /// Every obligation that the language has.
    public static let all = BrokerCapabilities(obligations: [
        "acknowledge-within-hours", "chase-after-hours", "report-after-hours", "review-within-hours", "retain-days",
        "retain",
        "erase-local-copy-days", "onward", "deliver", "withdraw-flags", "stop-on-withdrawal", "caveat", "minimise",
        "notify",
    ])
}

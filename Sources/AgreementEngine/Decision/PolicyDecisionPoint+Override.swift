extension PolicyDecisionPoint {
    /// Whether a rule lets fields go only under an officer's emergency override.
    public func restsOnOverride(_ rule: String) -> Bool { onOverride.contains(rule) }
}

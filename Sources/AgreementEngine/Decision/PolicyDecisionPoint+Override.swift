extension PolicyDecisionPoint {
    /// Whether a rule lets fields go only under an officer's emergency override.
    public func restsOnOverride(_ rule: String) -> Bool { onOverride[rule] != nil }

    /// For which purpose something is told under an override: what the rules for emergencies say.
    ///
    /// A recipient has its notices for a purpose of its own, a neighbourhood team to look after its area. What prevents serious
    /// harm is told it for the emergency's purpose, or no emergency could ever reach it.
    /// - Parameter usual: the recipient's own purpose, which is kept where a rule for emergencies has it too.
    public func emergencyPurpose(_ usual: String) -> String {
        onOverride.values.contains(usual) ? usual : onOverride.values.min() ?? usual
    }
}

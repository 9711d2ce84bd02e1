/// What a register of the probation service is about; its code alone says which (feeds.md 2.1).
public enum RegisterClass: String, Sendable, Hashable, CaseIterable {
    /// Integrated Offender Management (`IIOM`).
    case iom
    /// Prolific and Priority Offender, its predecessor (`APPO`).
    case ppo
    /// A danger to whoever knocks at the door.
    case officerSafety = "officer-safety"
    /// Risk of serious harm, low to very high.
    case riskOfSeriousHarm = "risk-of-serious-harm"
    /// Multi-agency public protection.
    case mappa
    /// Children, vulnerable adults, self-harm.
    case safeguarding
    /// Perpetrator or victim of domestic abuse.
    case domesticAbuse = "domestic-abuse"
    /// Any other register, and any code nobody has given a meaning.
    case other

    /// Whether being on the register is being on the cohort, by NDelius's word.
    public var isCohort: Bool { self == .iom || self == .ppo }
}

/// A closed set of words that an agreement may test a fact against.
public protocol FactWord: RawRepresentable, CaseIterable, Sendable, Hashable where RawValue == String {
    /// The word's place among all cases; written out because looking it up costs more than the decision it is for.
    var ordinal: Int { get }
}

/// `subject.age-band`, at decision time.
public enum AgeBand: String, FactWord {
    case under18 = "under-18"
    case adult = "18-plus"

    /// The word's place among all cases.
    public var ordinal: Int {
        switch self {
        case .under18: 0
        case .adult: 1
        }
    }
}

/// `subject.cohort`: the cohort that the person is on (reference 4.2).
public enum CohortType: String, FactWord {
    case ppo, hcco, hccu, dyo, ldm, iom, gom, dormant
    case noCohort = "none"

    /// The word's place among all cases.
    public var ordinal: Int {
        switch self {
        case .ppo: 0
        case .hcco: 1
        case .hccu: 2
        case .dyo: 3
        case .ldm: 4
        case .iom: 5
        case .gom: 6
        case .dormant: 7
        case .noCohort: 8
        }
    }
}

/// `subject.statutory`: under what supervision the person is.
public enum StatutoryStatus: String, FactWord {
    case licence
    case communityOrder = "community-order"
    case yotOrder = "yot-order"
    case finalThird = "final-third"
    case nonStatutory = "none"

    /// The word's place among all cases.
    public var ordinal: Int {
        switch self {
        case .licence: 0
        case .communityOrder: 1
        case .yotOrder: 2
        case .finalThird: 3
        case .nonStatutory: 4
        }
    }
}

/// `subject.rag`: the risk; blue and white are other facts (reference 0.10).
public enum RiskColour: String, FactWord {
    case red, amber, green, unassessed

    /// The word's place among all cases.
    public var ordinal: Int {
        switch self {
        case .red: 0
        case .amber: 1
        case .green: 2
        case .unassessed: 3
        }
    }
}

/// `custody.status`.
public enum CustodyPlace: String, FactWord {
    /// Held, wherever: prison, court cells, hospital.
    case inside = "in"
    /// At liberty, lawfully or not.
    case outside = "out"

    /// The word's place among all cases.
    public var ordinal: Int {
        switch self {
        case .inside: 0
        case .outside: 1
        }
    }
}

/// `data.handling`: the 3x5x2 handling code of an intelligence item.
public enum HandlingCode: String, FactWord {
    /// Lawful sharing permitted.
    case permitted = "P"
    /// Sharing permitted with the originator's conditions.
    case conditions = "C"

    /// The word's place among all cases.
    public var ordinal: Int {
        switch self {
        case .permitted: 0
        case .conditions: 1
        }
    }
}

/// `recipient.kind`: what kind of body a party is.
public enum PartyKind: String, FactWord {
    case police, probation, prison, yot
    case emProvider = "em-provider"
    case localAuthority = "local-authority"
    case health, treatment, vcs, landlord
    case wardCouncillor = "ward-councillor"

    /// Whether the body acts under statute, so that an overdue review does not cut it off (reference 4.6, scenario 25).
    public var isStatutory: Bool {
        switch self {
        case .police, .probation, .prison, .yot, .emProvider, .localAuthority, .health: true
        case .treatment, .vcs, .landlord, .wardCouncillor: false
        }
    }

    /// The word's place among all cases.
    public var ordinal: Int {
        switch self {
        case .police: 0
        case .probation: 1
        case .prison: 2
        case .yot: 3
        case .emProvider: 4
        case .localAuthority: 5
        case .health: 6
        case .treatment: 7
        case .vcs: 8
        case .landlord: 9
        case .wardCouncillor: 10
        }
    }
}

extension NoticeKind: FactWord {
    /// The word's place among all cases.
    public var ordinal: Int {
        switch self {
        case .selection: 0
        case .deselection: 1
        case .stopVisits: 2
        case .ragEscalation: 3
        case .ragReduction: 4
        case .custody: 5
        case .courtResult: 6
        case .recalled: 7
        }
    }
}

/// `mappa.status`: whether the person is managed under MAPPA (Criminal Justice Act 2003 s.325).
public enum MappaStatus: String, FactWord {
    case active
    case notManaged = "none"

    /// The word's place among all cases.
    public var ordinal: Int { self == .active ? 0 : 1 }
}

/// `recipient.undertaking`: what binds a recipient that is no party, a ward councillor.
public enum Undertaking: String, FactWord {
    case signed
    case notSigned = "none"

    /// The word's place among all cases.
    public var ordinal: Int { self == .signed ? 0 : 1 }
}

/// `originator.release`, `text.cleared-by`: whether a named person has recorded it.
public enum Presence: String, FactWord {
    case present, absent

    /// The word's place among all cases.
    public var ordinal: Int { self == .present ? 0 : 1 }
}

/// `selection.route`: how the person came onto the cohort (CLV 8.9, 8.10).
public enum SelectionRoute: String, FactWord {
    /// At a regular selection.
    case cycle
    /// Between two, by tasking and co-ordinating.
    case interim

    /// The word's place among all cases.
    public var ordinal: Int { self == .cycle ? 0 : 1 }
}

import CanonicalModel

/// One fact and the classes that its values fall into: two values are in one class when no rule that is looked at tells
/// them apart.
struct FactAxis: Sendable {
    /// Which fact.
    enum Name: Hashable, Sendable {
        case fact(FactName)
        case sources, age, consents, assessments, override
        case scheme(String)

        /// Whether the fact belongs to the field and not to the person or the recipient.
        var isOfField: Bool {
            switch self {
            case .fact(let name): name.isOfField
            case .sources, .age: true
            case .consents, .assessments, .override, .scheme: false
            }
        }

        /// The fact that a leaf condition asks for; nil for what is known before any fact is asked.
        init?(_ atom: Condition) {
            switch atom {
            case .fact(let name, _): self = .fact(name)
            case .onlySource: self = .sources
            case .asOf: self = .age
            case .consent: self = .consents
            case .riskAssessment: self = .assessments
            case .override: self = .override
            case .scheme(let name, _): self = .scheme(name)
            case .role, .all, .any, .not: return nil
            }
        }
    }

    /// Values that no rule tells apart, and what the leaf conditions come to for them.
    struct Class: Sendable {
        /// Leaf conditions known to hold, a bit each.
        var yes: UInt64
        /// Leaf conditions known not to hold.
        var no: UInt64
        var members: [FactSetting]

        /// Whether one of the values is that nobody knows.
        var isUnknown: Bool { members.contains(where: \.isUnknown) }
    }

    let name: Name
    let classes: [Class]

    /// - Parameters:
    ///   - name: which fact.
    ///   - atoms: every leaf condition; those of other facts are passed over.
    ///   - settings: every value that the fact can take.
    init(_ name: Name, _ atoms: [Condition], _ settings: [FactSetting], at now: Timestamp) {
        self.name = name
        let mine = atoms.indices.filter { Name(atoms[$0]) == name }
        var classes = [Class]()
        var places = [[UInt64]: Int]()
        for setting in settings {
            let (yes, no) = Self.bits(setting, atoms, mine, at: now)
            if let place = places[[yes, no]] {
                classes[place].members.append(setting)
            } else {
                places[[yes, no]] = classes.count
                classes.append(Class(yes: yes, no: no, members: [setting]))
            }
        }
        self.classes = classes
    }

    /// What the leaf conditions come to; not knowing for now and not knowing at all are one here, because they differ
    /// in when a notice is decided again and never in what goes.
    static func bits(
        _ setting: FactSetting, _ atoms: [Condition], _ mine: [Int], at now: Timestamp
    ) -> (yes: UInt64, no: UInt64) {
        var bits: (yes: UInt64, no: UInt64) = (0, 0)
        for place in mine {
            switch setting.truth(of: atoms[place], at: now) {
            case .yes: bits.yes |= 1 << UInt64(place)
            case .no: bits.no |= 1 << UInt64(place)
            case .unknown, .unavailable: break
            }
        }
        return bits
    }
}

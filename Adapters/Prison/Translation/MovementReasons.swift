import CanonicalModel
import Formats

/// What movement reason codes mean: the shipped tables, and what an installation's standing data adds to them.
struct MovementReasons: Sendable {
    private var releases: [String: ReleaseReason.Meaning] = [:]
    private var admissions: [String: ReceptionReason.Meaning] = [:]

    /// The shipped tables.
    init() {}

    /// The shipped tables and more.
    ///
    /// - Throws: when an entry gives a shipped code another meaning.
    init(adding reasons: [MovementReason]) throws(FormatError) {
        for reason in reasons {
            switch reason.meaning {
            case .release(let release):
                let meaning = Self.meaning(release)
                try Self.check(reason, against: ReleaseCode.meaning(reason.code), meaning)
                releases[reason.code] = meaning
            case .admission(let admission):
                let meaning = Self.meaning(admission)
                try Self.check(reason, against: AdmissionCode.meaning(reason.code), meaning)
                admissions[reason.code] = meaning
            }
        }
    }

    /// What a code means under `reason: RELEASED`; nil when no table holds it.
    func release(_ code: String) -> ReleaseReason.Meaning? { ReleaseCode.meaning(code) ?? releases[code] }

    /// What a code means of an admission; nil when no table holds it.
    func admission(_ code: String) -> ReceptionReason.Meaning? { AdmissionCode.meaning(code) ?? admissions[code] }

    private static func check<Meaning: Equatable>(
        _ reason: MovementReason, against shipped: Meaning?, _ meaning: Meaning
    ) throws(FormatError) {
        guard let shipped, shipped != meaning else { return }
        throw .contradiction(
            reason.path, code: reason.code, says: reason.meaning.word, but: "\(word(shipped)) in the table that ships")
    }
}

// MARK: - Words

extension MovementReasons {
    private static func meaning(_ release: MovementReason.Release) -> ReleaseReason.Meaning {
        switch release {
        case .released: .movement(.released)
        case .died: .died
        case .absconded: .movement(.absconded)
        case .hospitalised: .movement(.hospitalised)
        case .removed: .movement(.removed)
        case .administrativeMerge: .administrativeMerge
        }
    }

    private static func meaning(_ admission: MovementReason.Admission) -> ReceptionReason.Meaning {
        switch admission {
        case .recall: .init(kind: .received, admission: .recall)
        case .remand: .init(kind: .received, admission: .remand)
        case .transferred: .init(kind: .transferred)
        case .other: AdmissionCode.ordinary
        }
    }

    /// A meaning as a file writes it.
    private static func word<Meaning: Equatable>(_ shipped: Meaning) -> String {
        let release = MovementReason.Release.allCases.first { meaning($0) as? Meaning == shipped }
        let admission = MovementReason.Admission.allCases.first { meaning($0) as? Meaning == shipped }
        return release?.rawValue ?? admission?.rawValue ?? "something else"
    }
}

import CanonicalModel
import Formats

/// What this adapter does with events of a type, by the type alone (feeds.md 2).
enum ProbationEventType: Equatable {
    case registration(Registration.Kind)
    case access(AccessLimitation.Kind, isLifted: Bool)
    case supervision(SupervisionChange.Scope, isStart: Bool, ground: SupervisionChange.Ground?)
    case merged
    case unmerged
    case identified
    case details(PersonDetailsChange.Subject)
    case recallDecided
    case risk(RiskAssessment.Tool)
    /// A type this feed does not take, for this reason.
    case passedOver(Reason)

    /// Why a type is not taken.
    enum Reason: String, Equatable {
        /// The event says that something can be fetched, and nothing of it.
        case mustBeFetched = "probation.must-be-fetched"
        /// A recall is being thought about: nothing is decided.
        case recallUndecided = "probation.recall-not-decided"
        /// A raw NDelius delta, which domain events repeat with data.
        case legacy = "probation.legacy-event"
        /// MAPPA notes: the registration says what may be known, and the notes never travel (agreement reference 4.3).
        case mappaNotes = "probation.mappa-notes"
        /// Nobody has asked for it.
        case unknown = "probation.unknown-event"
    }

    /// Judges a type.
    init(_ type: String) {
        let parts = type.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        switch parts.first {
        case "probation-case" where parts.count > 2:
            self = Self.ofCase(parts[1], parts.dropFirst(2).joined(separator: "."))
        case "prison-recall" where parts.count == 3 && parts[1] == "recommendation": self = Self.recall(parts[2])
        default: self = Self.others[type] ?? .passedOver(Self.isLegacy(type) ? .legacy : .unknown)
        }
    }

    private static let others: [String: ProbationEventType] = [
        "risk-assessment.scores.determined": .risk(.rsr),
        "risk-assessment.scores.rsr.determined": .risk(.rsr),
        "risk-assessment.scores.ogrs.determined": .risk(.ogrs),
        "tier.calculation.complete": .risk(.tier),
        "assessment.summary.produced": .passedOver(.mustBeFetched),
        "risk.flag.tier.change": .passedOver(.mustBeFetched),
    ]

    /// `probation-case.SUBJECT.WHAT`.
    private static func ofCase(_ subject: String, _ what: String) -> ProbationEventType {
        switch subject {
        case "registration": registrations[what].map { .registration($0) } ?? .passedOver(.unknown)
        case "exclusion": limitation(.exclusion, what)
        case "restriction": limitation(.restriction, what)
        case "engagement", "sentence", "deleted": supervision[subject + "." + what] ?? .passedOver(.unknown)
        case "merge" where what == "completed": .merged
        case "unmerge" where what == "completed": .unmerged
        case "prison-identifier": prisonIdentifier(what)
        case "risk-scores": what.hasPrefix("ogrs.") ? .risk(.ogrs) : .passedOver(.mustBeFetched)
        case "mappa-information": .passedOver(.mappaNotes)
        default: details[subject].map { .details($0) } ?? .passedOver(.unknown)
        }
    }

    /// Only an event that a link was made may make one; of any other verb nobody knows that (feeds.md 2.2).
    private static func prisonIdentifier(_ what: String) -> ProbationEventType {
        switch what {
        case "added", "updated": .identified
        case "deleted", "removed": .details(.identifiers)
        default: .passedOver(.unknown)
        }
    }

    private static let registrations: [String: Registration.Kind] = [
        "added": .added, "updated": .updated, "deregistered": .removed, "deleted": .retracted,
    ]

    /// An engagement or a sentence; a deleted one should not have been there, and an erased case is deleted too.
    private static let supervision: [String: ProbationEventType] = [
        "engagement.created": .supervision(.engagement, isStart: true, ground: nil),
        "engagement.recovered": .supervision(.engagement, isStart: true, ground: nil),
        "engagement.deleted": .supervision(.engagement, isStart: false, ground: .deleted),
        "deleted.gdpr": .supervision(.engagement, isStart: false, ground: .deleted),
        "sentence.created": .supervision(.sentence, isStart: true, ground: nil),
        "sentence.terminated": .supervision(.sentence, isStart: false, ground: .terminated),
        "sentence.deleted": .supervision(.sentence, isStart: false, ground: .deleted),
        "sentence.amended": .passedOver(.mustBeFetched),
        "sentence.moved": .passedOver(.mustBeFetched),
    ]

    private static let details: [String: PersonDetailsChange.Subject] = [
        "address": .address, "personal-details": .other, "name": .name, "alias": .alias,
        "additional-identifier": .identifiers,
    ]

    /// The names of these events are not public; an update is read as a limitation that stands, the safer of the two.
    private static func limitation(_ kind: AccessLimitation.Kind, _ what: String) -> ProbationEventType {
        switch what {
        case "created", "added", "updated", "activated", "started", "imposed": .access(kind, isLifted: false)
        case "deleted", "removed", "lifted", "ended", "expired", "deactivated": .access(kind, isLifted: true)
        default: .passedOver(.unknown)
        }
    }

    /// The name changed, and both are published (feeds.md 2.2).
    private static func recall(_ what: String) -> ProbationEventType {
        switch what {
        case "management-oversight", "managementOversight": .recallDecided
        case "started", "consideration", "deleted": .passedOver(.recallUndecided)
        default: .passedOver(.unknown)
        }
    }

    /// OFFENDER_REGISTRATION_CHANGED and its like.
    private static func isLegacy(_ type: String) -> Bool {
        type.contains("_") && type.utf8.allSatisfy { (65...90).contains($0) || $0 == UInt8(ascii: "_") }
    }
}

extension ProbationEventType.Reason {
    /// The fate that a receipt tells.
    ///
    /// - Parameter path: of the type.
    func problem(_ path: String) -> FormatError {
        FormatError(path: path, rule: rawValue, message: message, remedy: remedy)
    }

    private var message: String {
        switch self {
        case .mustBeFetched: "The event says that something changed and carries none of it."
        case .recallUndecided: "A recall is being considered or was taken back; nothing is decided."
        case .legacy: "Raw NDelius events repeat, without data, what probation-case events say."
        case .mappaNotes: "MAPPA notes never travel; the registration says what may be known."
        case .unknown: "This feed does not take events of this type."
        }
    }

    private var remedy: String {
        switch self {
        case .mustBeFetched:
            "Fetch the document behind detailUrl and send it to this adapter; OASys documents are taken."
        case .recallUndecided: "None is needed; the management-oversight event carries the decision."
        case .legacy: "None is needed; send the probation-case events."
        case .mappaNotes: "None is needed; the registration MAPP is taken."
        case .unknown: "None is needed, unless the type should be taken: then ask the adapter's owner."
        }
    }
}

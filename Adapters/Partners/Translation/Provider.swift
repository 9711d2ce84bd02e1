import CanonicalModel

/// Which kind of partner a record comes from: the last part of its source ("/partners/youth-offending").
///
/// A provider tells of its own work and of nothing else. Who really sends is for the broker to say: each partner's process
/// publishes as its own AMQP user, whose entry in the directory names its one source.
enum Provider: String, CaseIterable {
    case youthOffending = "youth-offending"
    case treatment
    case monitoring
    case voluntarySector = "voluntary-sector"
    case hub

    /// The feed.
    var source: String { "/partners/" + rawValue }

    /// The provider of a source.
    init?(source: String) {
        guard let provider = Self.allCases.first(where: { $0.source == source }) else { return nil }
        self = provider
    }

    /// Whether a partner of this kind tells a fact.
    func mayTell(_ type: MessageType) -> Bool { type == .nominationMade || types.contains(type) }

    private var types: Set<MessageType> {
        switch self {
        case .youthOffending: [.youthAssessed, .appointmentAttended, .appointmentMissed, .breachStarted]
        case .treatment: [.treatmentReported, .appointmentAttended, .appointmentMissed]
        case .monitoring: [.monitoringEventRecorded, .breachStarted]
        case .voluntarySector: [.appointmentAttended, .appointmentMissed]
        case .hub: [.planUpdated, .strandDecided, .consentRecorded]
        }
    }
}

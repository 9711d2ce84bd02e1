public import CanonicalModel

/// A feed of the synthetic area: which adapter takes it, and the AMQP user it speaks as.
public enum SyntheticFeed: String, Sendable, CaseIterable {
    case hub
    case police
    case courts
    case prison
    case probation
    case treatment = "partners-treatment"
    case voluntary = "partners-voluntary-sector"
    case monitoring = "partners-monitoring"
    case plans = "partners-hub"

    /// The AMQP user in the area's directory.
    public var user: String {
        switch self {
        case .hub: "hub"
        case .police: "police-adapter"
        case .courts: "courts-adapter"
        case .prison: "prison-adapter"
        case .probation: "probation-adapter"
        case .treatment, .voluntary, .monitoring, .plans: rawValue
        }
    }

    /// The adapter's executable; nil for the hub, whose messages are canonical already.
    public var adapter: String? {
        switch self {
        case .hub: nil
        case .police, .courts, .prison, .probation: rawValue + "-adapter"
        case .treatment, .voluntary, .monitoring, .plans: "partners-adapter"
        }
    }
}

/// One file as an adapter receives it; for the hub, the messages of one moment as JSON lines.
public struct SyntheticFile: Sendable {
    /// Which feed.
    public var feed: SyntheticFeed
    /// The file's name below the area's folder.
    public var name: String
    /// When it arrives: the adapter's and the core's clock.
    public var arrivesAt: Timestamp
    /// The bytes.
    public var bytes: [UInt8]
}

/// One row or document before it is packed into a file.
struct FeedItem {
    /// What shape it has.
    enum Body {
        /// A row of a layout: the values by column.
        case row(layout: FeedLayoutKind, values: [String: String])
        /// A document of its own.
        case document([UInt8], suffix: String)
        /// A line of the hub's.
        case line([UInt8])
    }

    var feed: SyntheticFeed
    var arrivesAt: Timestamp
    var body: Body
}

/// The layouts of rows, each a file of its own.
enum FeedLayoutKind: String {
    case idiom
    case intelligence
    case nominations
    case attendance
    case treatment
    case monitoring
    case breaches
    case plans
}

extension FeedLayoutKind {
    /// The columns, in the order of the adapters' own samples.
    var columns: [String] {
        switch self {
        case .idiom:
            [
                "record_type", "record_reference", "source_system", "extract_date", "record_status", "occurred_at",
                "pnc_id",
                "surname", "forenames", "date_of_birth", "sex", "asn", "offence_codes", "bail_status",
                "offence_results",
            ]
        case .intelligence:
            [
                "record_type", "record_reference", "occurred_at", "pnc_id", "origin", "source_evaluation",
                "intelligence_assessment", "handling_code", "significant",
            ]
        case .nominations:
            ["record_type", "record_reference", "occurred_at", "pnc_id", "cohort", "nominated_by", "reason"]
        case .attendance:
            Self.partner + ["attended", "service", "appointment_required", "absence_acceptable"]
        case .treatment: Self.partner + ["treatment_origin", "treatment_event", "test_result"]
        case .monitoring: Self.partner + ["monitoring_event"]
        case .breaches: Self.partner + ["breached_order"]
        case .plans: Self.partner + ["plan_version", "plan_actions", "support_level"]
        }
    }

    private static let partner = ["record_type", "provider", "record_reference", "occurred_at", "pnc_id"]
}

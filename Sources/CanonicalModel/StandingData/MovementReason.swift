import Formats

/// What an installation says that a NOMIS movement reason code means.
///
/// The meanings are the ones that the shipped tables have; a code means one thing for somebody who leaves and may mean
/// another for somebody who arrives.
public struct MovementReason: Sendable, Hashable {
    /// What the code means under `reason: RELEASED`.
    public enum Release: String, Sendable, Hashable, CaseIterable {
        case released
        case died
        case absconded
        case hospitalised
        /// Deported or otherwise removed from the country.
        case removed
        /// A booking was closed because records were merged; nobody left.
        case administrativeMerge = "administrative-merge"
    }

    /// What the code means of an admission.
    public enum Admission: String, Sendable, Hashable, CaseIterable {
        case recall
        case remand
        /// A transfer that NOMIS books as an admission.
        case transferred
        /// An ordinary reception.
        case other
    }

    /// Which way somebody goes.
    public enum Direction: String, Sendable, Hashable, CaseIterable {
        case release
        case admission
    }

    /// One or the other.
    public enum Meaning: Sendable, Hashable {
        case release(Release)
        case admission(Admission)

        /// Which way somebody goes.
        public var direction: Direction {
            switch self {
            case .release: .release
            case .admission: .admission
            }
        }

        /// As the file writes it.
        public var word: String {
            switch self {
            case .release(let release): release.rawValue
            case .admission(let admission): admission.rawValue
            }
        }
    }

    /// The NOMIS code of the domain MOVE_RSN.
    public let code: String
    /// What it means.
    public let meaning: Meaning
    /// The entry that says so.
    public let path: String

    init(_ entry: StandingDataEntry) throws(FormatError) {
        path = entry.path
        code = try entry.capitals("code", atMost: 16)
        let direction: Direction = try entry.word("direction")
        switch direction {
        case .release: meaning = .release(try entry.word("meaning"))
        case .admission: meaning = .admission(try entry.word("meaning"))
        }
    }
}

import Formats
import PolicyText

extension Agreement {
    /// The cohorts of an agreement and how people move through them (reference 4.5).
    public struct CohortModel: Sendable, Hashable {
        /// The cohorts there are.
        public var cohorts: [CohortType]
        /// What each kind of review is, in the agreement's words: "full" is "6 months".
        public var reviews: [String: String]
        /// Where somebody of a cohort goes next; nil for off every cohort. A change of cohort is no de-selection.
        public var demotion: [CohortType: CohortType?]
    }
}

extension Agreement.CohortModel {
    enum Review: String, CaseIterable { case full, informal, interim }

    /// The word for a demotion off every cohort.
    static let removed = "removed"

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        cohorts = try reader.required("cohorts").list.map { (value) throws(FormatError) in try value.word() }
        reviews = [:]
        for member in try reader.value("review")?.members ?? [] {
            guard Review(rawValue: member.key) != nil else { throw .unknownWord(member.place) }
            reviews[member.key] = try member.value.text
        }
        demotion = [:]
        for member in try reader.value("demotion")?.members ?? [] {
            guard let from = CohortType(rawValue: member.key), cohorts.contains(from) else {
                throw .unknownWord(member.place)
            }
            demotion[from] = .some(try Self.target(member.value, cohorts))
        }
        try reader.finish()
    }

    private static func target(_ value: YAMLValue, _ cohorts: [CohortType]) throws(FormatError) -> CohortType? {
        if try value.text == removed { return nil }
        guard let cohort = CohortType(rawValue: try value.text), cohorts.contains(cohort) else {
            throw .unknownWord(value.place)
        }
        return cohort
    }
}

/// Reads `rag`: what the colours mean, a text each.
enum ColourReader {
    /// Red, amber and green are risk; blue is a place and white a membership (reference 0.10, 6.2).
    enum Colour: String, CaseIterable { case red, amber, green, blue, white }

    static func colours(_ value: YAMLValue) throws(FormatError) -> [String: String] {
        var colours = [String: String]()
        for member in try value.members {
            guard Colour(rawValue: member.key) != nil else { throw .unknownWord(member.place) }
            colours[member.key] = try member.value.text
        }
        return colours
    }
}

import Formats
import PolicyText

extension Agreement {
    /// How long the broker keeps what it holds (Data Protection Act 2018 s.39), counted in days.
    ///
    /// What a recipient may keep is in the obligations of the rules; this is the broker's own copy.
    public struct Retention: Sendable, Hashable {
        /// From the end of somebody's last stay until their key is destroyed.
        public var personDays: Int
        /// From that end until what notices said is erased.
        public var noticeDays: Int
        /// From that end until what decisions rested on is erased.
        public var requestDays: Int
        /// From their settlement, or their refusal at the door, until bytes that are nobody's are destroyed.
        public var heldDays: Int
        /// What it rests on.
        public var source: String
    }
}

extension Agreement.Retention {
    /// Reads the block.
    ///
    /// - Throws: a ``FormatError``: a part of what is kept of a person cannot outlive the key that it is sealed by.
    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        personDays = try reader.required("person-days").count
        let (notices, requests) = (try reader.required("notice-days"), try reader.required("request-days"))
        (noticeDays, requestDays) = (try notices.count, try requests.count)
        heldDays = try reader.required("held-days").count
        source = try reader.text("source")
        try reader.finish()
        guard noticeDays <= personDays else { throw .outlivesThePerson(notices.place) }
        guard requestDays <= personDays else { throw .outlivesThePerson(requests.place) }
    }
}

extension FormatError {
    fileprivate static func outlivesThePerson(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.outlives-the-person", "This would be kept longer than the person's key, which seals it.",
            "Write a number of days that is not above 'person-days'.")
    }
}

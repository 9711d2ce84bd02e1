import Formats

/// A named person let a text about somebody go further (`intelligence.released`, `text.cleared`).
///
/// It is for the text as it stands: a later report of the same item has to be let go again.
public struct TextPermission: Sendable, Hashable {
    /// What was done.
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// The originator of an item of intelligence released it from their conditions (3x5x2; ISH-13).
        case released
        /// Somebody read a text and found nothing in it that must not leave (agreement reference 4.3, guardrail G7).
        case cleared
    }

    /// About whom.
    public var person: Person
    /// What was done.
    public var kind: Kind
    /// The item's number in the system that holds it.
    public var reference: String
    /// The feed that it came by, where two systems use the number ("/police/force-intelligence").
    public var feed: String?
    /// The named person: the originator, or whoever read it.
    public var by: String

    /// Puts a permission together.
    public init(person: Person, kind: Kind, reference: String, feed: String? = nil, by: String) {
        self.person = person
        self.kind = kind
        self.reference = reference
        self.feed = feed
        self.by = by
    }

    init(_ reader: inout ObjectReader, kind: Kind, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        self.kind = kind
        reference = try reader.telling("reference", atMost: 64)
        feed = try reader.optionalString("feed", atMost: 120)
        by = try reader.telling(kind.nameKey, atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["reference"] = .string(reference)
        object.setIfPresent("feed", feed)
        object[kind.nameKey] = .string(by)
        return object
    }
}

extension TextPermission.Kind {
    /// The CloudEvents type.
    var messageType: MessageType {
        switch self {
        case .released: .intelligenceReleased
        case .cleared: .textCleared
        }
    }

    fileprivate var nameKey: String {
        switch self {
        case .released: "releasedBy"
        case .cleared: "clearedBy"
        }
    }
}

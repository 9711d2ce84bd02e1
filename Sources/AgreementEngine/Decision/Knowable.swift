/// A fact that a decision rests on: known, or unknown and why.
///
/// An optional would let "nobody told us" pass for "no"; a real engine failed open that way (reference 3.3). An unknown
/// fact makes a refusal fire and stops a permit (DESIGN decision 10).
public enum Knowable<Value: Sendable & Hashable>: Sendable, Hashable {
    /// Somebody who can know has said so.
    case known(Value)
    /// Nobody has said, or nobody could be asked.
    case unknown(UnknownReason)
}

/// Why a fact is unknown.
public enum UnknownReason: Sendable, Hashable, ExpressibleByStringLiteral {
    /// Nobody has said; asking again changes nothing until somebody does.
    case notStated(String)
    /// Whoever knows cannot be asked now; the decision is held, not refused.
    case unavailable(String)

    /// Nobody has said, in the words given.
    public init(stringLiteral value: String) { self = .notStated(value) }
}

extension Knowable where Value: FactWord {
    /// A fact from a word of a message or a scheme; a word that agreements do not know is an unknown fact.
    public init(word: String) {
        self = Value(rawValue: word).map(Self.known) ?? .unknown("not a word of the agreement language")
    }
}

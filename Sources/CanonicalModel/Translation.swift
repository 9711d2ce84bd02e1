public import Formats

/// Turns one item of an agency's feed into canonical messages: the message translator of Enterprise Integration Patterns.
///
/// Pure: no clock, no I/O and no memory of earlier items, so the simulation and the tests run the real ones.
public protocol MessageTranslator: Sendable {
    /// The feed, "/courts/spi": the CloudEvents source of every message it makes. One that ends in a slash, "/police/",
    /// stands for every feed below it, as a publisher's sources do in the partnership's directory.
    var source: String { get }

    /// Translates an item. Every byte is hostile until a message has been returned; whatever they are, it answers.
    func translate(_ item: IntakeItem) -> Translation

    /// What was read from an item before translation, for an adapter's `read` command.
    func read(_ item: IntakeItem) -> JSONValue
}

extension MessageTranslator {
    /// Whether a message of this translator may have a source.
    public func mayPublish(from source: String) -> Bool {
        self.source.hasSuffix("/") ? source.hasPrefix(self.source) && source != self.source : source == self.source
    }
}

/// One item as an adapter received and kept it.
public struct IntakeItem: Sendable, Hashable {
    /// The id in the adapter's own store.
    public var id: String
    /// The file's base name, or the channel it arrived on.
    public var name: String
    /// The bytes, unchanged.
    public var bytes: [UInt8]
    /// When the adapter first saw it: the recorded time of every message made from it.
    public var receivedTime: Timestamp

    /// Puts an item together.
    public init(id: String, name: String, bytes: [UInt8], receivedTime: Timestamp) {
        self.id = id
        self.name = name
        self.bytes = bytes
        self.receivedTime = receivedTime
    }
}

/// What became of one item.
public struct Translation: Sendable, Hashable {
    /// The fate of an item at the translator.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// It became messages; problems, if any, are warnings.
        case translated
        /// It is well-formed and says nothing that this feed carries; the problem names the rule.
        case ignored
        /// It breaks the feed's contract; the problems say where and what the sender can do.
        case rejected
    }

    /// The fate.
    public var outcome: Outcome
    /// The messages, in order; empty unless translated.
    public var messages: [CanonicalMessage]
    /// Why it was ignored or rejected, or what was left out of the messages.
    public var problems: [FormatError]
    /// The sender's own id of the item, recovered as well as possible even from broken bytes.
    public var correlationID: String?
    /// The sender's reference of the matter, such as a case's PTIURN, recovered likewise; for receipts only.
    public var caseReference: String?

    /// Puts a translation together.
    public init(
        outcome: Outcome, messages: [CanonicalMessage] = [], problems: [FormatError] = [], correlationID: String? = nil,
        caseReference: String? = nil
    ) {
        self.outcome = outcome
        self.messages = messages
        self.problems = problems
        self.correlationID = correlationID
        self.caseReference = caseReference
    }
}

extension Translation {
    /// The line that an adapter's `translate` command prints.
    ///
    /// - Parameter file: the item's base name.
    public func json(file: String) -> JSONValue {
        [
            "file": .string(file),
            "outcome": .string(outcome.rawValue),
            "messages": .array(messages.map { .object($0.json) }),
            "problems": .array(problems.map(\.json)),
        ]
    }
}

extension FormatError {
    /// A problem as adapters print it and receipts carry it.
    public var json: JSONValue {
        ["path": .string(path), "rule": .string(rule), "message": .string(message), "remedy": .string(remedy)]
    }
}

public import CanonicalModel
public import Formats

/// Reads members of an event's body, naming each by its path from the item's root when it is absent or wrong.
///
/// Unknown members are allowed: the feed's schema leaves `additionalInformation` open (feeds.md 1.1).
public struct EventReader: Sendable {
    /// What is read.
    public let object: JSONObject
    /// JSON Pointer of the object.
    public let path: String

    /// A reader over an object found at a path.
    public init(object: JSONObject, path: String) {
        self.object = object
        self.path = path
    }

    /// The member as text without white space around it; null and white space alone read as absent, and a whole number as
    /// its digits (bookings and codes come both ways).
    public func optionalText(_ key: String, atMost limit: Int = 64) throws(FormatError) -> String? {
        let text: String
        switch object[key] {
        case nil, .null: return nil
        case .string(let written): text = StrictText.trimmed(written)
        case .integer(let number): text = String(number)
        default:
            throw FormatError(
                path: path + "/" + key, rule: "event.kind", message: "The member is not a text.",
                remedy: "Send it as a JSON string.")
        }
        guard !StrictText.isBlank(text) else { return nil }
        guard text.utf8.count <= limit else {
            throw FormatError(
                path: path + "/" + key, rule: "event.length", message: "The member is longer than \(limit) bytes.",
                remedy: "Send the value alone; free text belongs in no member that is read.")
        }
        return text
    }

    /// The member as text when it is no longer than a limit; nil and true when a longer one stands there.
    ///
    /// For what an event may lack: a text in the place of a code costs that code, never the event.
    public func sideText(_ key: String, atMost limit: Int) throws(FormatError) -> (text: String?, isTooLong: Bool) {
        guard let text = try optionalText(key, atMost: .max) else { return (nil, false) }
        return text.utf8.count <= limit ? (text, false) : (nil, true)
    }

    /// The first of several members that is there, and its name; producers spell one thing in several ways.
    public func first(of keys: [String]) throws(FormatError) -> (key: String, text: String)? {
        for key in keys { if let text = try optionalText(key, atMost: .max) { return (key, text) } }
        return nil
    }

    /// The member as text that must be there.
    public func text(_ key: String) throws(FormatError) -> String {
        guard let text = try optionalText(key) else {
            throw FormatError(
                path: path + "/" + key, rule: "event.missing", message: "A member that the event needs is absent.",
                remedy: "Send the member as the event's AsyncAPI description says.")
        }
        return text
    }

    /// A nested object; absent and null read as nil.
    public func optionalObject(_ key: String) throws(FormatError) -> EventReader? {
        switch object[key] {
        case nil, .null: return nil
        case .object(let nested): return EventReader(object: nested, path: path + "/" + key)
        default:
            throw FormatError(
                path: path + "/" + key, rule: "event.kind", message: "The member is not an object.",
                remedy: "Send it as a JSON object.")
        }
    }

    /// A word of a closed list that must be there.
    ///
    /// - Parameter rule: the rule that a word outside the list breaks: what nobody has given a meaning is refused, never
    ///   guessed.
    public func word<Word: RawRepresentable<String>>(_ key: String, rule: String) throws(FormatError) -> Word {
        guard let word = Word(rawValue: try text(key)) else {
            throw FormatError(
                path: path + "/" + key, rule: rule, message: "The member holds a word that this feed gives no meaning.",
                remedy: "Ask the adapter's owner to add the word; the bytes are kept and can be sent again.")
        }
        return word
    }
}

extension EventReader {
    /// What lies before is a filler for "not known", as in the feeds' rows.
    private static let firstYear = 1_900

    /// An RFC 3339 instant that must be there, with or without RFC 9557's zone name ("[Europe/London]") after it.
    ///
    /// The offset is believed, not the name: Java writes both from one ZonedDateTime, and fixtures carry +01:00 in February.
    public func instant(_ key: String) throws(FormatError) -> Timestamp {
        var text = try text(key)[...]
        if text.hasSuffix("]"), let bracket = text.firstIndex(of: "[") { text = text[..<bracket] }
        guard let instant = Timestamp(String(text)) else {
            throw FormatError(
                path: path + "/" + key, rule: "event.time",
                message: "The time is not an RFC 3339 date-time with an offset.",
                remedy: "Write it as 2026-11-20T10:00:00+00:00.")
        }
        guard instant.date.year >= Self.firstYear else {
            throw FormatError(
                path: path + "/" + key, rule: "event.year", message: "The year lies before \(Self.firstYear).",
                remedy: "Send the time at which it happened.")
        }
        return instant
    }
}

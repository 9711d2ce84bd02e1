import CanonicalModel
import Formats

/// Reads members of an event's body, naming each by its path from the item's root when it is absent or wrong.
///
/// Unknown members are allowed: the feed's schema leaves `additionalInformation` open (feeds.md 1.1).
struct EventReader {
    let object: JSONObject
    let path: String

    /// The member as text; null reads as absent, and a whole number as its digits (bookings and codes come both ways).
    func optionalText(_ key: String, atMost limit: Int = 64) throws(FormatError) -> String? {
        let text: String
        switch object[key] {
        case nil, .null: return nil
        case .string(let written): text = written
        case .integer(let number): text = String(number)
        default:
            throw FormatError(
                path: path + "/" + key, rule: "prison.kind", message: "The member is not a text.",
                remedy: "Send it as a JSON string.")
        }
        guard !text.isEmpty else { return nil }
        guard text.utf8.count <= limit else {
            throw FormatError(
                path: path + "/" + key, rule: "prison.length", message: "The member is longer than \(limit) bytes.",
                remedy: "Send the value alone; free text belongs in no member that is read.")
        }
        return text
    }

    /// The member as text that must be there.
    func text(_ key: String) throws(FormatError) -> String {
        guard let text = try optionalText(key) else {
            throw FormatError(
                path: path + "/" + key, rule: "prison.missing", message: "A member that the event needs is absent.",
                remedy: "Send the member as the event's AsyncAPI description says.")
        }
        return text
    }

    /// A nested object; absent and null read as nil.
    func optionalObject(_ key: String) throws(FormatError) -> EventReader? {
        switch object[key] {
        case nil, .null: return nil
        case .object(let nested): return EventReader(object: nested, path: path + "/" + key)
        default:
            throw FormatError(
                path: path + "/" + key, rule: "prison.kind", message: "The member is not an object.",
                remedy: "Send it as a JSON object.")
        }
    }

    /// A word of a closed list that must be there.
    ///
    /// - Parameter rule: the rule that a word outside the list breaks: what nobody has given a meaning is refused, never
    ///   guessed.
    func word<Word: RawRepresentable<String>>(_ key: String, rule: String) throws(FormatError) -> Word {
        guard let word = Word(rawValue: try text(key)) else {
            throw FormatError(
                path: path + "/" + key, rule: rule, message: "The member holds a word that this feed gives no meaning.",
                remedy: "Ask the adapter's owner to add the word; the bytes are kept and can be sent again.")
        }
        return word
    }
}

import Formats
import PolicyText

/// The names that an agreement gives to parties, roles, purposes, powers and feeds.
///
/// The engine's English joins them with commas, "and" and "or", and signatures are over it: a name with a space or comma in
/// it would read as two, and "NPT" as "npt".
enum PlainWord {
    /// Whether a name is lower-case letters, digits and hyphens.
    static func isOne(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isLetter) }

    /// Whether the name of a feed, purpose or power ("OMA-s14") is one word; capitals, dots and underscores do no harm there.
    static func isCode(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { isLetter($0) || (65...90).contains($0) || $0 == 0x2E || $0 == 0x5F }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 0x2D
    }
}

extension FormatError {
    static func noPlainWord(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.plain-word", "This name would read as something else in the English that is signed.",
            "Use one word of letters, digits and hyphens; of lower-case letters for parties and roles.")
    }
}

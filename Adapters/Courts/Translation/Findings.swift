import CanonicalModel
import Formats

/// Judges the leaves of one message and collects what is wrong with them, so that a sender hears of everything at once.
///
/// Three kinds of trouble: a value that the message cannot do without is missing, or one that is there is malformed — a
/// fault, the item is rejected; a word is not on its list, or half of a pair is missing — it is left out with a warning.
/// Messages never hold the value itself, because receipts and logs do.
struct Findings {
    /// More faults than this tell a sender nothing new.
    static let maxFaults = 100

    private(set) var faults: [FormatError] = []
    private(set) var warnings: [FormatError] = []

    mutating func fault(_ path: String, _ rule: String, _ message: String, _ remedy: String) {
        guard faults.count < Self.maxFaults else { return }
        faults.append(FormatError(path: path, rule: rule, message: message, remedy: remedy))
    }

    mutating func warn(_ path: String, _ rule: String, _ message: String, _ remedy: String) {
        guard warnings.count < Self.maxFaults else { return }
        warnings.append(FormatError(path: path, rule: rule, message: message, remedy: remedy))
    }
}

// MARK: - Presence and length

extension Findings {
    /// A value that must be there.
    mutating func required(_ text: String?, _ path: String) -> String? {
        if text == nil {
            fault(
                path, "courts.missing", "A value that every result needs is missing.",
                "Supply it and send the result again.")
        }
        return text
    }

    /// A text that the contract has room for.
    mutating func bounded(_ text: String?, _ path: String, atMost limit: Int) -> String? {
        guard let text else { return nil }
        guard text.utf8.count <= limit else {
            fault(
                path, "courts.length", "The value is longer than \(limit) bytes.",
                "Shorten it to what the interface allows.")
            return nil
        }
        return text
    }

    /// A list that the contract has room for.
    mutating func bounded<Element>(_ list: [Element], _ path: String, atMost limit: Int) -> [Element] {
        guard list.count <= limit else {
            tooMany(path, limit: limit)
            return []
        }
        return list
    }

    mutating func tooMany(_ path: String, limit: Int) {
        fault(
            path, "courts.too-many", "There are more than \(limit) of these.", "Split the result into several messages."
        )
    }
}

// MARK: - Codes

extension Findings {
    /// A code: ASCII letters and digits only.
    mutating func code(_ text: String?, _ path: String, atMost limit: Int) -> String? {
        checked(text, path, "a code of at most \(limit) letters and digits") {
            $0.count <= limit && $0.allSatisfy { isDigit($0) || isLetter($0) }
        }
    }

    /// A code of digits.
    mutating func digits(_ text: String?, _ path: String, atMost limit: Int) -> String? {
        checked(text, path, "a code of at most \(limit) digits") { $0.count <= limit && $0.allSatisfy(isDigit) }
    }

    /// A court's organisation unit code, "B01EF01"; any other form is kept as written, with a warning.
    ///
    /// Courts send codes that nobody knows yet (Bichard raises HO100200 and HO100300 and goes on), and which court sat is
    /// nothing that a remand or a warrant may wait for.
    mutating func courtCode(_ text: String?, _ path: String) -> String? {
        guard let text = bounded(text, path, atMost: 16) else { return nil }
        let bytes = Array(text.utf8)
        if bytes.count != 7 || !isLetter(bytes[0]) || !bytes.allSatisfy({ isDigit($0) || isLetter($0) }) {
            warn(
                path, "courts.court-code",
                "The value has not the form of a court's code; the message carries it as written.",
                "Use the court's organisation unit code of seven characters.")
        }
        return text
    }

    /// An amount, "+250.00".
    mutating func amount(_ text: String?, _ path: String) -> String? {
        checked(text, path, "an amount of pounds, such as 250.00") { bytes in
            let isSigned = bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-")
            let parts = bytes.dropFirst(isSigned ? 1 : 0).split(
                separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            return bytes.count <= 24 && (1...2).contains(parts.count)
                && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
        }
    }

    /// A word of a closed list; any other is left out, since rules must not act on what nobody has defined.
    mutating func listed(_ text: String?, _ path: String, in words: Set<String>) -> String? {
        guard let text else { return nil }
        guard words.contains(text) else {
            warn(
                path, "courts.unknown-code", "The code is not one the interface lists; the message leaves it out.",
                "Use a listed code.")
            return nil
        }
        return text
    }

    private mutating func checked(_ text: String?, _ path: String, _ kind: String, _ isRight: ([UInt8]) -> Bool)
        -> String?
    {
        guard let text else { return nil }
        guard isRight(Array(text.utf8)) else {
            fault(path, "courts.code", "The value is not \(kind).", "Correct the value at its source.")
            return nil
        }
        return text
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
private func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) }

// MARK: - Dates and times

extension Findings {
    /// A calendar day.
    mutating func date(_ text: String?, _ path: String) -> CalendarDate? {
        guard let text else { return nil }
        guard let date = CalendarDate(text) else {
            fault(
                path, "courts.date", "The value is not a day of the calendar written YYYY-MM-DD.", "Correct the date.")
            return nil
        }
        return date
    }

    /// The seconds since midnight of a local time, "10:00:00" or "10:00".
    mutating func time(_ text: String?, _ path: String) -> Int? {
        guard let text else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.count == 2 && $0.allSatisfy(isDigit) ? Int(Substring($0)) : nil }
        guard (2...3).contains(parts.count), numbers.count == parts.count, numbers[0] < 24,
            numbers.dropFirst().allSatisfy({ $0 < 60 })
        else {
            fault(path, "courts.time", "The value is not a time of day written HH:MM:SS.", "Correct the time.")
            return nil
        }
        return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    }
}

/// "10:00:00" of so many seconds since midnight.
func timeOfDay(_ seconds: Int) -> String {
    [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
}

import Formats

/// One entry of a standing data file: its texts by name, and where it stands.
struct StandingDataEntry {
    /// "registers.csv/rows/3" in CSV, "registers.json/2" in JSON.
    let path: String
    let texts: [String: String]

    /// A text that must be there; it may be empty.
    func text(_ name: String) throws(FormatError) -> String {
        guard let text = texts[name] else {
            throw fault(name, "standing.missing", "The entry lacks a member.", "Add it.")
        }
        return text
    }

    /// A CJS result code: one to eight digits, as every feed writes it.
    func resultCode(_ name: String) throws(FormatError) -> String {
        try code(name, "a result code of one to eight digits") {
            $0.count <= 8 && $0.allSatisfy { (48...57).contains($0) }
        }
    }

    /// A court's organisation unit code, with its room or without.
    func courtCode(_ name: String) throws(FormatError) -> String {
        try code(name, "a court's code of five or seven capital letters and digits") {
            [5, 7].contains($0.count) && $0.allSatisfy(Self.isCapitalOrDigit)
        }
    }

    /// Capital letters, digits and underscores.
    func capitals(_ name: String, atMost limit: Int) throws(FormatError) -> String {
        try code(name, "a code of at most \(limit) capital letters, digits and underscores") {
            $0.count <= limit && $0.allSatisfy { Self.isCapitalOrDigit($0) || $0 == UInt8(ascii: "_") }
        }
    }

    /// A word of a closed list.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String) throws(FormatError) -> Word {
        guard let word = Word(rawValue: try text(name)) else {
            throw fault(
                name, "standing.word", "The value is not one of the words.",
                "Use one of: \(Word.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return word
    }

    /// The first five characters of a court's code from a published organisation unit; nil for a police station, whose top
    /// level is empty.
    func publishedCourt() throws(FormatError) -> String? {
        guard try !text("topLevelCode").isEmpty else { return nil }
        let parts = ["topLevelCode", "secondLevelCode", "thirdLevelCode"]
        var code = ""
        for part in parts { code += try capitals(part, atMost: 2) }
        guard code.utf8.count == 5 else {
            throw fault(
                "thirdLevelCode", "standing.code", "The levels do not make a court's code of five characters.",
                "Use the file as it is published.")
        }
        return code
    }

    private func code(_ name: String, _ kind: String, _ isRight: ([UInt8]) -> Bool) throws(FormatError) -> String {
        let text = try text(name)
        guard !text.isEmpty, isRight(Array(text.utf8)) else {
            throw fault(name, "standing.code", "The value is not \(kind).", "Correct the entry or remove it.")
        }
        return text
    }

    private func fault(_ name: String, _ rule: String, _ message: String, _ remedy: String) -> FormatError {
        FormatError(path: path + "/" + name, rule: rule, message: message, remedy: remedy)
    }

    private static func isCapitalOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte)
    }
}

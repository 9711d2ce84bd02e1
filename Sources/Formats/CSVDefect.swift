/// What can be wrong with CSV, each with its rule.
enum CSVDefect {
    case nul
    case controlCharacter
    case invalidUTF8
    case otherEncoding
    case strayQuote
    case textAfterQuote
    case unterminatedQuote
    case tooManyColumns(limit: Int)
    case fieldTooLong(limit: Int)
    case recordTooLong(limit: Int)
    case endlessRecord(limit: Int)
    case tooManyRows(limit: Int)
    case raggedRow(found: Int, expected: Int)

    /// The rule's code, what is wrong, and what the sender can do; without any byte of the payload.
    var explanation: (rule: String, message: String, remedy: String) {
        switch self {
        case .nul:
            ("csv.nul", "The record holds a NUL byte", "Export the file as text; NUL is no character of it.")
        case .controlCharacter:
            (
                "csv.control-character", "The record holds a control character, or a carriage return alone",
                "End records with CR LF or LF and leave control characters out."
            )
        case .invalidUTF8:
            ("csv.invalid-utf8", "The record is not UTF-8", "Save the file as UTF-8.")
        case .otherEncoding:
            (
                "csv.encoding", "The file starts with the byte order mark of UTF-16 or UTF-32",
                "Save the file as UTF-8, with or without a byte order mark."
            )
        case .strayQuote:
            (
                "csv.stray-quote", "A quotation mark stands inside a field that does not start with one",
                "Enclose the field in quotation marks and double the one inside (RFC 4180, rules 5 and 7)."
            )
        case .textAfterQuote:
            (
                "csv.text-after-quote",
                "Text follows a closing quotation mark, so that nobody can tell where the record ends; nothing from here on was read",
                "Double every quotation mark inside a field (RFC 4180, rule 7)."
            )
        case .unterminatedQuote:
            (
                "csv.unterminated-quote", "A quotation mark is never closed; nothing from here on was read",
                "Close it, or double it where it is part of the text."
            )
        case .tooManyColumns(let limit):
            ("csv.columns", "The record has more than \(limit) fields", "Send the columns that the feed documents.")
        case .fieldTooLong(let limit):
            ("csv.field-length", "A field is longer than \(limit) bytes", "Shorten it.")
        case .recordTooLong(let limit):
            ("csv.record-length", "The record is longer than \(limit) bytes", "Shorten it.")
        case .endlessRecord(let limit):
            (
                "csv.record-length", "The record is longer than \(limit) bytes; nothing from here on was read",
                "Shorten it, or close its quotation mark."
            )
        case .tooManyRows(let limit):
            (
                "csv.rows", "The file has more than \(limit) records; nothing from here on was read",
                "Split it into several files."
            )
        case .raggedRow(let found, let expected):
            (
                "csv.ragged-row", "The record has \(found) fields where \(expected) are expected",
                "Send as many fields as there are columns; leave a field empty when there is no value."
            )
        }
    }
}

/// Where and what: made into a ``FormatError`` at the edge.
struct CSVFault: Error {
    let defect: CSVDefect
    /// The record's number, from 1.
    let row: Int
    /// The field's number, from 1.
    let column: Int
    /// The line that the fault is on, from 1.
    let line: Int
}

extension FormatError {
    /// Spells a fault out for the sender.
    init(_ fault: CSVFault) {
        let explanation = fault.defect.explanation
        self.init(
            path: "/records/\(fault.row)/\(fault.column)", rule: explanation.rule,
            message: "\(explanation.message); line \(fault.line), record \(fault.row), field \(fault.column).",
            remedy: explanation.remedy)
    }
}

/// Every way in which bytes can fail to be the JSON we read.
enum JSONDefect {
    case tooManyBytes, empty, byteOrderMark, notUTF8, wideEncoding
    case unfinished, unexpected, trailing
    case literal, keyExpected, colonExpected, separatorExpected, trailingComma
    case controlCharacter, escape, loneSurrogate, stringTooLong
    case number, numberRange, numberTooLong
    case duplicateKey, tooDeep, tooManyMembers

    /// The stable rule, the start of a sentence that never holds the payload's own text, and the remedy.
    var explanation: (rule: String, message: String, remedy: String) {
        switch self {
        case .tooManyBytes:
            ("json.size", "The document goes over the byte limit", "Send smaller documents.")
        case .empty:
            ("json.empty", "The document holds no value", "Send one JSON value.")
        case .byteOrderMark:
            ("json.bom", "The document starts with a byte order mark", "Write UTF-8 without a byte order mark.")
        case .notUTF8:
            ("json.utf8", "A byte sequence is not UTF-8", "Encode the document in UTF-8.")
        case .wideEncoding:
            ("json.utf8", "The document is in UTF-16 or UTF-32", "Encode the document in UTF-8.")
        case .unfinished:
            ("json.syntax", "The document ends before its value does", "Send the whole document.")
        case .unexpected:
            ("json.syntax", "No JSON value starts with the byte found", "Write one value as RFC 8259 does.")
        case .trailing:
            ("json.trailing", "Something follows the value", "Send one value and only white space after it.")
        case .literal:
            ("json.syntax", "A word is not true, false or null", "Write true, false or null in lower case.")
        case .keyExpected:
            ("json.syntax", "A member does not start with a quoted key", "Put every key in double quotes.")
        case .colonExpected:
            ("json.syntax", "No colon follows a key", "Write a colon between key and value.")
        case .separatorExpected:
            (
                "json.syntax", "Neither a comma nor the closing bracket follows a value",
                "Put a comma between values and close what was opened."
            )
        case .trailingComma:
            ("json.syntax", "A comma has no value after it", "Leave out the last comma.")
        case .controlCharacter:
            ("json.syntax", "A string holds a bare control character", "Escape characters below U+0020.")
        case .escape:
            ("json.syntax", "A string holds an unknown escape", "Use only the escapes of RFC 8259 section 7.")
        case .loneSurrogate:
            ("json.surrogate", "An escaped surrogate has no partner", "Escape a pair, or write the character in UTF-8.")
        case .stringTooLong:
            ("json.string-size", "A string goes over the length limit", "Send shorter strings.")
        case .number:
            (
                "json.syntax", "A number is not written as RFC 8259 section 6 says",
                "Leave out leading zeros and plus signs, and put digits on both sides of a point."
            )
        case .numberRange:
            (
                "json.number-range", "A number lies outside the range that all readers agree on",
                "Keep whole numbers within ±2^53, others within a 64-bit float, or send a string."
            )
        case .numberTooLong:
            ("json.number-size", "A number goes over the length limit", "Send fewer digits, or a string.")
        case .duplicateKey:
            ("json.duplicate-key", "An object holds the same key twice", "Send each key once.")
        case .tooDeep:
            ("json.depth", "Arrays and objects are nested over the depth limit", "Send a flatter document.")
        case .tooManyMembers:
            ("json.members", "The document goes over the limit of members and elements", "Split the document.")
        }
    }
}

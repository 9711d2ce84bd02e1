package import Formats

/// Characters that nobody sees and that end a line, or turn the reading direction, for one reader and not for another.
///
/// libyaml ends a comment at CR, U+0085, U+2028 and U+2029, editors only at LF: a rule could stand in what looks like a
/// remark. Bidirectional controls set words in another order than they are parsed in (Trojan Source, CVE-2021-42574).
package enum UnseenCharacter {
    /// Refuses the first one of a file; a CR has to be followed by LF.
    package static func check(_ text: String) throws(FormatError) {
        var place = YAMLPlace.start
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            if isAfterReturn && scalar != "\n" { throw .yaml(place.before, .unseenCharacter) }
            guard scalar == "\r" || scalar == "\n" || scalar == "\t" || !isUnseen(scalar) else {
                throw .yaml(place, .unseenCharacter)
            }
            isAfterReturn = scalar == "\r"
            place = scalar == "\n" ? YAMLPlace(line: place.line + 1, column: 1, pointer: "") : place.after
        }
        if isAfterReturn { throw .yaml(place.before, .unseenCharacter) }
    }

    /// Whether a text has one, however it was written: "\\n" and "\\u202e" in double quotes are characters of the text.
    package static func occurs(in text: String) -> Bool { text.unicodeScalars.contains { $0 != "\t" && isUnseen($0) } }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}

extension YAMLPlace {
    fileprivate var before: YAMLPlace { YAMLPlace(line: line, column: column - 1, pointer: pointer) }
    fileprivate var after: YAMLPlace { YAMLPlace(line: line, column: column + 1, pointer: pointer) }
}

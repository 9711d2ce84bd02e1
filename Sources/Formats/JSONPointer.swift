/// Writes RFC 6901 pointers that are safe to log.
enum JSONPointer {
    /// Keys are the sender's text: longer ones are cut here, so that a path stays shorter than a log line.
    static let maxKeyBytes = 64

    /// The pointer made of the given keys and indices.
    ///
    /// - Parameter keys: Unescaped keys and decimal indices, outermost first.
    /// - Returns: The pointer; control characters in keys become U+FFFD, because a line break would forge a log line.
    static func text(of keys: some Sequence<String>) -> String {
        var pointer = ""
        for key in keys {
            pointer += "/"
            append(key, to: &pointer)
        }
        return pointer
    }

    private static func append(_ key: String, to pointer: inout String) {
        var spent = 0
        for scalar in key.unicodeScalars {
            spent += UTF8.width(scalar)
            guard spent <= maxKeyBytes else {
                pointer += "…"
                return
            }
            switch scalar {
            case "~": pointer += "~0"
            case "/": pointer += "~1"
            default: pointer.unicodeScalars.append(isShown(scalar) ? scalar : "\u{FFFD}")
            }
        }
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: false
        default: true
        }
    }
}

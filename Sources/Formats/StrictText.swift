/// White space as XML and XML Schema see it: space, tab, line feed and carriage return, nothing wider.
public enum StrictText {
    /// Removes white space at both ends.
    ///
    /// - Parameter text: Any text.
    /// - Returns: The text without it; the text itself when there was none.
    public static func trimmed(_ text: String) -> String {
        let utf8 = text.utf8
        guard let first = utf8.first, let last = utf8.last else { return text }
        guard ASCII.isWhitespace(first) || ASCII.isWhitespace(last) else { return text }
        var rest = Substring(text).utf8
        while let byte = rest.first, ASCII.isWhitespace(byte) { rest.removeFirst() }
        while let byte = rest.last, ASCII.isWhitespace(byte) { rest.removeLast() }
        return String(Substring(rest))
    }

    /// Whether a text says nothing: it is empty, or all of it is white space as Unicode has it.
    ///
    /// Wider than ``trimmed(_:)``, because a name of no-break spaces names nobody either.
    public static func isBlank(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(\.properties.isWhitespace) }

    /// Removes white space at both ends and turns every run of it inside into one space (XML Schema's `collapse`).
    ///
    /// - Parameter text: Any text.
    /// - Returns: The collapsed text.
    public static func collapsed(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var isSpacePending = false
        for byte in text.utf8 {
            if ASCII.isWhitespace(byte) {
                isSpacePending = !bytes.isEmpty
            } else {
                if isSpacePending { bytes.append(ASCII.space) }
                isSpacePending = false
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

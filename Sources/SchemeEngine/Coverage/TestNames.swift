/// Finds the names of tests in a Swift file: the first text after `@Test(`.
enum TestNames {
    private static let mark = Array("@Test(".utf8)

    static func all(in text: String) -> [String] {
        let bytes = Array(text.utf8)
        var names = [String]()
        var index = 0
        while let start = bytes[index...].firstIndex(of: mark[0]) {
            index = start + 1
            guard bytes[start...].starts(with: mark) else { continue }
            if let name = name(in: bytes[(start + mark.count)...]) { names.append(name) }
        }
        return names
    }

    /// A test without a name begins with something else than a text.
    private static func name(in rest: ArraySlice<UInt8>) -> String? {
        let text = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        guard text.first == UInt8(ascii: "\""), !text.starts(with: "\"\"\"".utf8) else { return nil }
        var name = [UInt8]()
        var isEscaped = false
        for byte in text.dropFirst() {
            if !isEscaped && byte == UInt8(ascii: "\"") { return String(decoding: name, as: UTF8.self) }
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            if !isEscaped { name.append(byte) }
        }
        return nil
    }
}

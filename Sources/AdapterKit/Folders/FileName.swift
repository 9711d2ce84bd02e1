/// The name of a file in a folder, in the bytes the file system has and in a text that is safe everywhere else.
struct FileName: Sendable, Hashable, Comparable {
    /// The longest text kept; names go into messages (256 bytes at most), log lines and other files' names.
    static let maxTextBytes = 200

    /// The name as the file system has it: any bytes but NUL and "/".
    let bytes: [UInt8]
    /// The name in UTF-8, control characters and broken bytes replaced, cut to ``maxTextBytes``.
    let text: String

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        text = Self.safeText(String(decoding: bytes, as: UTF8.self))
    }

    init(_ text: String) { self.init(Array(text.utf8)) }

    static func < (left: FileName, right: FileName) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }

    /// Whether a sender says with the name that the file is not finished: the write-then-rename contract.
    var isUnfinished: Bool {
        bytes.first == UInt8(ascii: ".") || [".part", ".tmp"].contains { bytes.hasSuffix($0.utf8) }
    }

    /// A name for a file that belongs to this one.
    ///
    /// - Parameters:
    ///   - prefix: goes before the text.
    ///   - suffix: goes after it.
    /// - Returns: a name within the 255 bytes that Linux allows.
    func decorated(prefix: String = "", suffix: String = "") -> FileName { FileName(raw: prefix + text + suffix) }

    private init(raw text: String) {
        bytes = Array(text.utf8.prefix(255))
        self.text = text
    }

    /// Lends the name to a system call.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (bytes + [0]).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else {
                    preconditionFailure("A terminated name is never empty.")
                }
                return body(start)
            }
        }
    }

    private static func safeText(_ name: String) -> String {
        if name.utf8.count <= maxTextBytes, name.utf8.allSatisfy({ (32...126).contains($0) }) { return name }
        var safe = ""
        var count = 0
        for scalar in name.unicodeScalars {
            let shown: Unicode.Scalar = scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar
            count += UTF8.width(shown)
            guard count <= maxTextBytes else { break }
            safe.unicodeScalars.append(shown)
        }
        return safe
    }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ suffix: some Collection<UInt8>) -> Bool {
        self.suffix(suffix.count).elementsEqual(suffix)
    }
}

/// Scores from 0 to 100 as plain decimal numbers; their digits are kept, because bands hang on the second place.
enum PlainDecimal {
    private static let maxFractionDigits = 10

    /// The number without a sign, an exponent or zeroes at the end of its fraction.
    ///
    /// - Returns: nil when the text is none from 0 to 100.
    static func read(_ text: String) -> String? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }),
            parts[0].count <= 3, let whole = Int(String(parts[0]) ?? "")
        else { return nil }
        var fraction = parts.count == 2 ? Array(parts[1]) : []
        while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
        guard fraction.count <= maxFractionDigits, whole < 100 || (whole == 100 && fraction.isEmpty) else { return nil }
        return fraction.isEmpty ? "\(whole)" : "\(whole)." + String(decoding: fraction, as: UTF8.self)
    }
}

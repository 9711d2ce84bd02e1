/// A time of day as producers write it.
public enum LocalTime {
    /// Seconds since midnight; a fraction, an offset and a zone's name after it are passed over.
    ///
    /// - Returns: nil when there is no time of day, `09:15` or `09:15:00`, in front.
    public static func read(_ text: Substring) -> Int? {
        let clock = text.prefix { $0 == ":" || ("0"..."9").contains($0) }
        let rest = text.dropFirst(clock.count)
        guard rest.isEmpty || [".", "Z", "+", "-", "["].contains(rest.first) else { return nil }
        // An offset of its own has colons too, but a sign stands before it.
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.utf8.count == 2 }) else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, numbers[0] < 24, numbers[1] < 60, numbers.count == 2 || numbers[2] < 61
        else { return nil }
        return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? min(numbers[2], 59) : 0)
    }
}

/// How alike two words are, from 0 to 1 (Winkler 1990; prefix weight 0.1 over at most four letters).
public enum JaroWinkler {
    /// What counts as nearly equal (feeds.md 6.1).
    public static let nearlyEqual = 0.9
    /// Longer words are compared by their beginning: a name of a thousand letters is no name, and the comparison is quadratic.
    private static let lengthLimit = 64

    /// The similarity of two words.
    public static func similarity(_ left: String, _ right: String) -> Double {
        let (first, second) = (Array(left.unicodeScalars.prefix(lengthLimit)), Array(right.unicodeScalars.prefix(lengthLimit)))
        let jaro = jaro(first, second)
        let prefix = zip(first, second).prefix(4).prefix { $0.0 == $0.1 }.count
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
    }

    private static func jaro(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Double {
        if first.isEmpty || second.isEmpty { return first.isEmpty && second.isEmpty ? 1 : 0 }
        let (inFirst, inSecond) = matches(first, second)
        guard !inFirst.isEmpty else { return 0 }
        let transposed = zip(inFirst, inSecond).count { $0 != $1 }
        let count = Double(inFirst.count)
        return (count / Double(first.count) + count / Double(second.count) + (count - Double(transposed / 2)) / count) / 3
    }

    /// The letters of each word that the other has within half its length, in order.
    private static func matches(
        _ first: [Unicode.Scalar], _ second: [Unicode.Scalar]
    ) -> ([Unicode.Scalar], [Unicode.Scalar]) {
        let window = max(0, max(first.count, second.count) / 2 - 1)
        var isTaken = [Bool](repeating: false, count: second.count)
        var matched = [Unicode.Scalar]()
        for (index, letter) in first.enumerated() {
            // A word much longer than the other reaches past its end.
            let (from, to) = (max(0, index - window), min(second.count, index + window + 1))
            guard from < to, let place = (from..<to).first(where: { !isTaken[$0] && second[$0] == letter }) else { continue }
            isTaken[place] = true
            matched.append(letter)
        }
        return (matched, second.indices.filter { isTaken[$0] }.map { second[$0] })
    }
}

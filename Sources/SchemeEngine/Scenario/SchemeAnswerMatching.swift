/// Pairs what a scenario wants with what an assessment says, one to one (Kuhn's augmenting paths).
///
/// Taking the first that fits would not do: "review" fits any review, and may take the one that a fuller wish needs.
struct SchemeAnswerMatching {
    private let wanted: [SchemeAnswer]
    private let answers: [SchemeAnswer]
    private var takenBy: [Int?]

    /// Whether every wish has an answer of its own.
    private(set) var isComplete = true

    init(wanted: [SchemeAnswer], among answers: [SchemeAnswer]) {
        (self.wanted, self.answers) = (wanted, answers)
        takenBy = [Int?](repeating: nil, count: answers.count)
        for wish in wanted.indices {
            var seen = [Bool](repeating: false, count: answers.count)
            guard augment(wish, &seen) else {
                isComplete = false
                return
            }
        }
    }

    private mutating func augment(_ wish: Int, _ seen: inout [Bool]) -> Bool {
        for index in answers.indices where !seen[index] && answers[index].meets(wanted[wish]) {
            seen[index] = true
            if let other = takenBy[index], !augment(other, &seen) { continue }
            takenBy[index] = wish
            return true
        }
        return false
    }
}

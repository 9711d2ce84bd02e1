import Testing

@testable import SchemeEngine

/// Numbers of very few people, and whatever would give them away.
@Suite("Small numbers")
struct SmallNumbersTests {
    @Test("AUD-03 A count of one to four is hidden; nought and five are printed", arguments: [0, 1, 4, 5])
    func threshold(count: Int) {
        let figure = Figure(.cohortChanges, count)
        #expect(SmallNumbers([figure]).isShown(figure) == (count == 0 || count == 5))
    }

    @Test("AUD-03 One hidden row takes the next smallest with it, or the whole would give it away")
    func complement() {
        let figures = rows(["a": 3, "b": 7, "c": 20])
        #expect(shown(figures) == ["c", ""])
    }

    @Test("AUD-03 Two hidden rows are enough")
    func twoRows() { #expect(shown(rows(["a": 3, "b": 2, "c": 20])) == ["c", ""]) }

    @Test("AUD-03 Where no other row is, the whole is hidden too")
    func wholeToo() { #expect(shown(rows(["a": 3])) == []) }

    @Test("AUD-03 A share whose remainder is of very few people is hidden")
    func remainder() {
        let figure = Figure(.ppoShare, 38, of: 40)
        #expect(!SmallNumbers([figure]).isShown(figure))
    }

    @Test("Nothing hidden can be worked out from the rows and the whole that are printed")
    func cannotBeWorkedOut() {
        for seed in UInt64(1)...400 {
            var random = SyntheticRandom(seed: seed)
            let counts = (0..<random.pick(1...6)).map { _ in random.pick(0...9) }
            let figures = rows(Dictionary(uniqueKeysWithValues: counts.enumerated().map { ("r\($0)", $1) }))
            let small = SmallNumbers(figures)
            let hidden = figures.filter { !small.isShown($0) && !$0.isTotal && $0.numerator > 0 }
            let isWholeShown = figures.filter(\.isTotal).allSatisfy(small.isShown)
            #expect(!(isWholeShown && hidden.count == 1), "seed \(seed): \(counts)")
        }
    }

    private func rows(_ counts: [String: Int]) -> [Figure] {
        counts.sorted { $0.key < $1.key }.map { Figure(.left, row: $0.key, $0.value) }
            + [Figure(.left, counts.values.reduce(0, +))]
    }

    private func shown(_ figures: [Figure]) -> [String] {
        let small = SmallNumbers(figures)
        return figures.filter(small.isShown).map(\.row)
    }
}

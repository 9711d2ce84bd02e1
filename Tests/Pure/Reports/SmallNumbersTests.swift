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

    @Test("AUD-03 Several rows that are few together are not left to be subtracted from the whole")
    func fewTogether() { #expect(shown(rows(["a": 1, "b": 1, "c": 9, "d": 20])) == ["d", ""]) }

    // MARK: From one figure to another

    @Test("AUD-03 Person-days of very few people are hidden wherever they stand, and so is an average of them")
    func personDays() {
        let figures =
            [("PPO statutory", 30), ("Non-PPO statutory", 600), ("Non-PPO non-statutory", 900), ("", 1_530)].flatMap {
                [Figure(.personDays, row: $0.0, $0.1), Figure(.arrestRate, row: $0.0, $0.1 == 30 ? 0 : 9, of: $0.1)]
            } + [Figure(.averageCohort, 1_530, of: 30), Figure(.youthArrests, 0, of: 60)]
        #expect(shown(figures, .personDays) == ["Non-PPO non-statutory", ""])
        #expect(shown(figures, .arrestRate) == ["Non-PPO non-statutory", ""])
        #expect(shown(figures, .youthArrests) == [])
        #expect(shown(figures, .averageCohort) == [""])
        #expect(shown([Figure(.averageCohort, 90, of: 30)]) == [])
        #expect(shown([Figure(.peoplePerOfficer, 3, of: 6)]) == [])
    }

    @Test("AUD-03 The share supervised by statute does not give a hidden group away")
    func shares() {
        let groups = ["PPO statutory": 3, "PPO non-statutory": 6, "Non-PPO statutory": 20, "Non-PPO non-statutory": 21]
        let figures =
            groups.map { Figure(.cohortAtEnd, row: $0.key, $0.value) }
            + [Figure(.cohortAtEnd, 50), Figure(.statutoryShare, 23, of: 50), Figure(.ppoShare, 9, of: 50)]
        #expect(shown(figures, .cohortAtEnd).sorted() == ["", "Non-PPO non-statutory", "Non-PPO statutory"])
        #expect(shown(figures, .statutoryShare) == [])
        #expect(shown(figures, .ppoShare) == [""])
    }

    @Test("AUD-03 Where those who joined are too few to print, nobody is told how many left")
    func flows() {
        let figures = [
            Figure(.cohortAtStart, 40), Figure(.cohortAtEnd, 43), Figure(.joined, row: "Non-PPO statutory", 3),
            Figure(.joined, 3), Figure(.left, 0), Figure(.timeCompleted, 0, of: 0),
        ]
        #expect(shown(figures, .joined) == [])
        #expect(shown(figures, .left) == [])
        #expect(shown(figures, .timeCompleted) == [])
    }

    @Test("AUD-03 Actions that are too few to print are not told by the share of those completed")
    func actions() {
        let figures = [
            Figure(.needsProgress, row: "housing", 5, of: 12), Figure(.needsProgress, row: "work", 5, of: 10),
            Figure(.needsProgress, 10, of: 22), Figure(.needsActions, row: "completed", 10),
            Figure(.needsActions, row: "planned", 12), Figure(.needsActions, 22),
        ]
        #expect(shown(figures).count == figures.count)
        let few =
            figures.filter { $0.metric == .needsProgress } + [
                Figure(.needsActions, row: "completed", 10), Figure(.needsActions, row: "planned", 2),
                Figure(.needsActions, row: "open", 10), Figure(.needsActions, 22),
            ]
        #expect(shown(few, .needsProgress) == ["housing"])
    }

    private func shown(_ figures: [Figure], _ metric: Metric) -> [String] {
        let small = SmallNumbers(figures)
        return figures.filter { $0.metric == metric && small.isShown($0) }.map(\.row)
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

import ArgumentParser

/// Which items.
struct SelectionOptions: ParsableArguments {
    @Argument(help: "Items' ids.")
    var ids: [String] = []

    @Option(help: "Items with a problem of this rule.")
    var rule: String?

    @Option(help: "Items that stand here: rejected or held.")
    var state: String?

    @Option(help: "Items received longer ago than this: 90m, 24h, 7d.")
    var olderThan: String?

    @Option(help: "Items received since: 90m, 24h, 7d.")
    var newerThan: String?

    @Flag(help: "Every item.")
    var all = false

    func selection() throws -> QuarantineSelection {
        let state = try state.map { text in
            guard let state = IntakeState(rawValue: text), [.rejected, .held].contains(state) else {
                throw ValidationError("--state wants rejected or held.")
            }
            return state
        }
        return QuarantineSelection(
            ids: ids, rule: rule, state: state, olderThanSeconds: try Self.seconds(olderThan),
            newerThanSeconds: try Self.seconds(newerThan), isAll: all)
    }

    private static func seconds(_ text: String?) throws -> Int64? {
        guard let text else { return nil }
        let sizes: [Character: Int64] = ["m": 60, "h": 3_600, "d": 86_400]
        guard let size = text.last.flatMap({ sizes[$0] }), let count = Int64(text.dropLast()),
            (0...100_000).contains(count), QuarantineSelection.isAge(count * size)
        else { throw ValidationError("An age is a whole number up to 100000 and m, h or d: 24h.") }
        return count * size
    }
}

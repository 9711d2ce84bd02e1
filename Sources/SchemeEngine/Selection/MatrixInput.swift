import CanonicalModel
import Formats
import PolicyText

/// One line of a matrix: what it counts and how many points that is worth.
struct MatrixInput: Sendable, Hashable {
    /// Points from a score upwards, for tools that give a number.
    struct Step: Sendable, Hashable {
        let atLeast: Int
        let points: Int
    }

    let test: EventTest
    /// Points an event.
    let points: Int
    /// The most that this line is worth together; nil for no limit.
    let limit: Int?
    /// Points by score instead; the highest step reached counts.
    let steps: [Step]

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        test = try EventTest(&reader)
        points = try reader.value("points")?.count ?? 0
        limit = try reader.value("at-most")?.count
        steps = try reader.rules("steps", Step.init)
        try reader.finish()
        guard points > 0 || !steps.isEmpty else { throw .missingKey(value.place, "points") }
    }

    /// What one event is worth. Never less than nothing: no fact about somebody lowers the score of another fact.
    func worth(_ event: CaseEvent) -> Int {
        guard !steps.isEmpty else { return points }
        return steps.filter { step in event.detail.score.map { $0 >= step.atLeast } ?? false }.map(\.points).max() ?? 0
    }
}

extension MatrixInput.Step {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        atLeast = try reader.required("at-least").count
        points = try reader.required("points").count
        try reader.finish()
    }
}

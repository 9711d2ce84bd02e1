import CanonicalModel
import Formats
import PolicyText

/// A scheme's offending matrix: named, versioned, its weights data (CLV 8.16, LDS 1.27).
public struct Matrix: Sendable, Hashable {
    /// Id, sentence and source.
    public var header: RuleHeader
    /// Its name ("west-yorkshire").
    public var matrix: String
    /// Its version; a score says under which it was made.
    public var version: String
    /// The cohort it makes candidates for.
    public var cohort: String
    /// From how many points on somebody is a candidate.
    public var threshold: Int
    /// How far it looks back.
    var window: Interval
    /// Its lines.
    var inputs: [MatrixInput]

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        matrix = try reader.text("matrix")
        version = try reader.text("version")
        cohort = try reader.text("cohort")
        threshold = try reader.required("threshold").count
        window = try reader.interval("window")
        inputs = try reader.required("inputs").list.map { (value) throws(FormatError) in try MatrixInput(value) }
        try reader.finish()
    }

    /// Name and version, as scores and candidates carry them ("west-yorkshire/2").
    public var name: String { "\(matrix)/\(version)" }
}

extension Matrix {
    /// What a line counted: the event and its points.
    struct Entry: Sendable, Hashable {
        let event: CaseEvent
        let points: Int
    }

    /// The entries that count at an instant, in the order they happened.
    ///
    /// An assessment that a later one of the same tool superseded counts no longer (DPA 2018 s.38: accurate, up to
    /// date).
    func entries(_ events: [CaseEvent], at now: Timestamp) -> [Entry] {
        let recent = events.filter { now < window.after($0.occurred) }
        let latest = Set(recent.latestAssessments.map(\.id))
        let current = recent.filter { !$0.isAssessment || latest.contains($0.id) }
        return inputs.flatMap { $0.entries(current) }
            .sorted { ($0.event.occurred, $0.event.id) < ($1.event.occurred, $1.event.id) }
    }

    /// The score at an instant.
    func score(_ events: [CaseEvent], at now: Timestamp) -> MatrixScore {
        let entries = entries(events, at: now)
        return MatrixScore(
            matrix: name, points: entries.map(\.points).reduce(0, +), evidence: Set(entries.map(\.event.id)).sorted(),
            until: entries.map { window.after($0.event.occurred) }.min())
    }
}

extension MatrixInput {
    fileprivate func entries(_ events: [CaseEvent]) -> [Matrix.Entry] {
        var left = limit ?? .max
        return events.filter(test.counts).compactMap { event in
            let points = min(worth(event), left)
            left -= points
            return points > 0 ? Matrix.Entry(event: event, points: points) : nil
        }
    }
}

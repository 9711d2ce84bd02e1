private import Formats
public import Routing

/// Why a held item waits for a person: the records it may be about, each with its score and reasons.
///
/// Record numbers and words only; who they are is looked up when somebody asks.
public struct ReviewExplanation: Sendable, Hashable {
    /// A record that the item may be about.
    public struct Candidate: Sendable, Hashable {
        /// The record.
        public var record: Int64
        /// The sum of the lines; nil when an identifier points at the record and something contradicts it.
        public var score: Int?
        /// For and against, in points and words.
        public var lines: [ProbableMatch.Line]
        /// A record with reasons.
        public init(record: Int64, score: Int? = nil, lines: [ProbableMatch.Line] = []) {
            self.record = record
            self.score = score
            self.lines = lines
        }
    }

    /// More candidates than this are not kept; the best come first.
    public static let candidateLimit = 10

    /// The records, most probable first.
    public var candidates: [Candidate]

    /// An explanation.
    public init(candidates: [Candidate]) { self.candidates = Array(candidates.prefix(Self.candidateLimit)) }

    var encoded: [UInt8] {
        JSONValue.array(
            candidates.map { candidate in
                .array([
                    .integer(candidate.record), candidate.score.map { .integer(Int64($0)) } ?? .null,
                    .array(candidate.lines.map { .array([.integer(Int64($0.points)), .string($0.words)]) }),
                ])
            }
        ).encoded()
    }

    init(_ bytes: [UInt8]) throws {
        candidates = try (StrictJSON.parse(bytes).array ?? []).map { value in
            guard let parts = value.array, parts.count == 3, let record = parts[0].integer, let lines = parts[2].array else {
                throw StoreError(.seal, "A review row has not the form it was written in.")
            }
            return Candidate(
                record: record, score: parts[1].integer.map(Int.init),
                lines: lines.compactMap { line in
                    guard let pair = line.array, pair.count == 2, let points = pair[0].integer, let words = pair[1].string
                    else { return nil }
                    return ProbableMatch.Line(points: Int(points), words: words)
                })
        }
    }
}

public import CanonicalModel
public import Formats

/// What a matrix makes of a person at an instant: it may put somebody before the panel and can do nothing else.
public struct MatrixScore: Sendable, Hashable {
    /// The matrix and its version ("west-yorkshire/2").
    public var matrix: String
    /// The points.
    public var points: Int
    /// The events that gave them, by id.
    public var evidence: [String]
    /// When the first of them falls out of the window; nil when there is none.
    public var until: Timestamp?

    /// Puts a score together.
    public init(matrix: String, points: Int, evidence: [String], until: Timestamp?) {
        (self.matrix, self.points, self.evidence, self.until) = (matrix, points, evidence, until)
    }

    /// Orders scores of one matrix, the highest first.
    ///
    /// - Parameter scores: all of one matrix in one version.
    /// - Throws: `scheme.matrices-mixed`: points of two matrices are not the same points (CLV 8.17, SEL-07).
    public static func ranked(_ scores: [MatrixScore]) throws(FormatError) -> [MatrixScore] {
        guard Set(scores.map(\.matrix)).count <= 1 else {
            throw FormatError(
                path: "/matrix", rule: "scheme.matrices-mixed",
                message: "Scores of different matrices, or of two versions of one, say nothing about each other.",
                remedy: "Compare people under one matrix and version at a time.")
        }
        return scores.sorted { $0.points > $1.points }
    }
}

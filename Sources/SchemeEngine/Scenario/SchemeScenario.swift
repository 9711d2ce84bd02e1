public import CanonicalModel

/// One case that a coordinator wrote down: what is known of a person, and what the scheme has to make of it.
///
/// It is assessed by the same engine as a nominal's history, so it cannot pass here and fail there.
public struct SchemeScenario: Sendable {
    /// The case at one instant.
    struct Moment: Sendable {
        var now: Timestamp
        var wanted: [(key: ExpectationKey, answer: SchemeAnswer)]
    }

    /// What it shows, in a sentence; unique in its file.
    public var name: String
    /// The rows of the requirements that it proves ("DES-02", Contracts/schemes/rows.yaml).
    public var covers: [String]
    /// What is known.
    public var file: CaseFile
    /// When the scheme is asked first.
    public var now: Timestamp { moments.first?.now ?? Timestamp(microseconds: 0) }
    /// When the scheme is asked last.
    public var last: Timestamp { moments.map(\.now).max() ?? now }
    var moments: [Moment]
}

extension SchemeScenario {
    /// Assesses the case and holds the answer against what is expected.
    ///
    /// - Parameter pack: the scheme.
    public func result(under pack: SchemePack) -> SchemeScenarioResult {
        let evaluator = SchemeEvaluator(pack)
        return result { file, now in evaluator.assess(file, now: now) }
    }

    /// Holds anybody's answer against what is expected.
    ///
    /// - Parameter assess: says what a scheme makes of a case at an instant.
    public func result(_ assess: (CaseFile, Timestamp) -> SchemeAssessment) -> SchemeScenarioResult {
        let differences = moments.flatMap { moment in
            let assessment = assess(file, moment.now)
            return moment.wanted.compactMap { $0.key.difference(assessment, wanted: $0.answer) }.map {
                moments.count == 1 ? $0 : "at \(moment.now): \($0)"
            }
        }
        return SchemeScenarioResult(scenario: name, covers: covers, differences: differences)
    }
}

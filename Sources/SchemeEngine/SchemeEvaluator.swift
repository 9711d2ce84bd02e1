public import CanonicalModel

/// Says what a scheme makes of a person: candidates, grounds, colours, strand, tasks.
///
/// Everything is derived afresh from the case file, so that a late, doubled or shuffled feed ends in the same answer, and a
/// draft pack can be tried over history.
public struct SchemeEvaluator: Sendable {
    let pack: SchemePack

    /// An evaluator of one pack.
    public init(_ pack: SchemePack) { self.pack = pack }

    /// What the scheme says of a person at an instant.
    ///
    /// - Parameters:
    ///   - file: what is known.
    ///   - now: the clock.
    public func assess(_ file: CaseFile, now: Timestamp) -> SchemeAssessment {
        var assessment = SchemeAssessment()
        // Once for all sections: to order a history costs more than most rules.
        let view = CaseView(file, at: now)
        let book = DeselectionBook(view, pack)
        assessSelection(view, book, &assessment)
        assessDeselection(view, book, &assessment)
        assessColour(view, &assessment)
        assessStrand(view, book, &assessment)
        assessTiming(view, book, &assessment)
        assessment.settle(view, pack.roles)
        return assessment
    }
}

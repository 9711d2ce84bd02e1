import CanonicalModel

extension SchemeReplayReport {
    /// A report over written cases: what a draft says otherwise of each, from its first event to the last instant at which
    /// the case asks.
    ///
    /// - Parameters:
    ///   - scenarios: the cases.
    ///   - inForce: the pack in force.
    ///   - draft: the draft.
    public init(over scenarios: [SchemeScenario], inForce: SchemePack, draft: SchemePack) {
        let ends = scenarios.map { $0.last.adding(seconds: 1) }
        let starts = scenarios.map { $0.file.recordings.min() ?? $0.now }.map { $0.adding(seconds: -1) }
        self.init(
            inForce: inForce, draft: draft, from: starts.min() ?? Timestamp(microseconds: 0),
            until: ends.max() ?? Timestamp(microseconds: 0))
        unit = "case"
        for (index, scenario) in scenarios.enumerated() {
            let life = LifeReplay(
                of: scenario.file, from: starts[index], until: ends[index], inForce: inForce, draft: draft)
            add(life, of: scenario.name)
        }
    }
}

public import CanonicalModel

extension SchemeEvaluator {
    /// Every colour that was ever proposed of a person, and what became of it.
    ///
    /// - Parameters:
    ///   - file: what is known; past stays count too.
    ///   - now: the clock.
    /// - Returns: none for a scheme without colours.
    public func proposals(_ file: CaseFile, now: Timestamp) -> [ReportInput.Proposal] {
        guard let rules = pack.rag, let palette = rules.palette else { return [] }
        let replay = ColourReplay(ColourCase(file, rules, now), rules, palette, now: now)
        return ColourProposals(replay.transitions, ends: file.stays.compactMap(\.until).filter { $0 <= now }).all
    }
}

/// Pairs the colours that triggers proposed with what settled them.
///
/// The time to confirm is measured between two stored transitions, so that it is neither guessed from the event that a
/// decision happens to name nor lost where nobody names one (DESIGN decision 16).
struct ColourProposals {
    private(set) var all: [ReportInput.Proposal] = []
    private let ends: [Timestamp]
    /// The transition that proposed the last colour that nobody has settled.
    private var waiting: ColourState.Transition?

    /// - Parameters:
    ///   - transitions: in the order in which they were noted.
    ///   - ends: when stays ended, which no transition says.
    init(_ transitions: [ColourState.Transition], ends: [Timestamp]) {
        self.ends = ends.sorted()
        for transition in transitions { take(transition) }
        guard let waiting else { return }
        settle(waiting, by: nil)
    }

    private mutating func take(_ transition: ColourState.Transition) {
        if let waiting, let outcome = outcome(of: waiting, by: transition) {
            self.waiting = nil
            settle(waiting, by: (transition.at, outcome))
        }
        if transition.kind == .proposal { waiting = transition }
    }

    private func outcome(
        of proposal: ColourState.Transition, by transition: ColourState.Transition
    ) -> ReportInput.Proposal.Outcome? {
        switch transition.kind {
        case .confirmation: .confirmed
        case .decision: transition.to == proposal.to ? .confirmed : .decidedOtherwise
        case .correction: transition.corrects.contains(proposal.key) ? .takenBack : nil
        case .proposal, .custody, .death, .dormant, .selected: .overtaken
        case .alarm, .release, .releaseAhead: nil
        }
    }

    /// A stay that ended before whatever came next ended the proposal with it.
    private mutating func settle(
        _ proposal: ColourState.Transition, by next: (at: Timestamp, outcome: ReportInput.Proposal.Outcome)?
    ) {
        let end = ends.first { $0 >= proposal.at }
        let isEnded = end.map { end in next.map { end < $0.at } ?? true } ?? false
        all.append(
            ReportInput.Proposal(
                at: proposal.at, settledAt: isEnded ? end : next?.at, outcome: isEnded ? .overtaken : next?.outcome))
    }
}

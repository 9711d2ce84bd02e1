public import CanonicalModel

extension RAGDecision {
    /// Triggers that are told whatever else holds: somebody may be harmed before anybody asks again (DESIGN decision 16).
    private static let alwaysTold: Set<String> = ["life-risk", "recall-at-large", "victim-threat"]

    /// Whether what triggered it is told whatever else holds.
    var isAlwaysTold: Bool { triggerClass.map(Self.alwaysTold.contains) ?? false }
}

extension NominalHistory {
    /// Whether a rise in colour is kept and not told: the person is held, and shows blue (agreement reference 4.6, scenario 6;
    /// 6.1). The colour beneath stands, and is told on release if it is not what was told before.
    func isRiseKept(in spell: Spell) -> Bool {
        custody.status.isHeld && colour(in: spell)?.value.isAlwaysTold != true
    }

    /// The colour that stands for a spell: the latest decided within it, else the one it was selected with.
    public func colour(in spell: Spell) -> Register<RAGDecision>? {
        let within = ratings.values.filter { $0.stamp.occurred >= spell.start && !reading.held.contains($0.stamp.message) }
        return within.max { $0.stamp < $1.stamp }
    }

    /// The colour that recipients of an open stay are told: one that triggers propose, before anybody has confirmed it.
    func toldRating(in spell: Spell) -> (rating: RAGRating, isUnconfirmed: Bool)? {
        if spell.isOpen, let proposed = reading.proposed { return (proposed, true) }
        return rating(in: spell).map { ($0, false) }
    }

    /// The colour's word for a spell, as people decided it.
    public func rating(in spell: Spell) -> RAGRating? { colour(in: spell)?.value.rating ?? spell.decision.rag }
}

public import CanonicalModel

extension NominalHistory {
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

public import CanonicalModel

extension NominalHistory {
    /// The colour that stands for a spell: the latest decided within it, else the one it was selected with.
    public func colour(in spell: Spell) -> Register<RAGDecision>? {
        let within = ratings.values.filter { $0.stamp.occurred >= spell.start }
        return within.max { $0.stamp < $1.stamp }
    }

    /// The colour's word for a spell.
    public func rating(in spell: Spell) -> RAGRating? { colour(in: spell)?.value.rating ?? spell.decision.rag }
}

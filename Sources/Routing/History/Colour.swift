public import CanonicalModel

extension NominalHistory {
    /// The colour that stands for a spell: the latest decided within it, else the one it was selected with.
    public func colour(in spell: Spell) -> Register<RAGDecision>? {
        let within = ratings.values.filter { $0.stamp.occurred >= spell.start && !reading.held.contains($0.stamp.message) }
        return within.max { $0.stamp < $1.stamp }
    }

    /// The colour that recipients of a stay are told, and the ledger's value for it.
    ///
    /// A scheme's alert comes first while the stay goes on: one that triggers propose says that nobody has confirmed it.
    func toldColour(in spell: Spell) -> (rating: RAGRating, value: String, isUnconfirmed: Bool)? {
        if spell.isOpen, let alert = reading.alert {
            return (alert.rating, ToldLedger.value(of: alert), alert.isUnconfirmed)
        }
        return rating(in: spell).map { ($0, $0.rawValue, false) }
    }

    /// The colour's word for a spell, as people decided it.
    public func rating(in spell: Spell) -> RAGRating? { colour(in: spell)?.value.rating ?? spell.decision.rag }
}

public import CanonicalModel

extension RAGDecision {
    /// Triggers that are told whatever else holds: somebody may be harmed before anybody asks again (DESIGN decision 16).
    private static let alwaysTold: Set<String> = ["life-risk", "recall-at-large", "victim-threat"]

    /// Whether what triggered it is told whatever else holds.
    var isAlwaysTold: Bool { Self.isAlwaysTold(triggerClass) }

    /// Whether a class of trigger is told whatever else holds.
    static func isAlwaysTold(_ trigger: String?) -> Bool { trigger.map(alwaysTold.contains) ?? false }
}

extension NominalHistory {
    /// Whether a rise in colour is kept and not told: the person is held, and shows blue (agreement reference 4.6, scenario 6;
    /// 6.1). The colour beneath stands, and is told on release if it is not what was told before.
    func isRiseKept(in spell: Spell) -> Bool {
        guard custody.status.isHeld else { return false }
        if let alert = alert(in: spell) {
            return !alert.isAlarm && !RAGDecision.isAlwaysTold(alert.trigger)
        }
        return colour(in: spell)?.value.isAlwaysTold != true
    }

    /// The colour that stands for a spell: the latest decided within it, else the one it was selected with.
    public func colour(in spell: Spell) -> Register<RAGDecision>? {
        let within = ratings.values.filter { $0.stamp.occurred >= spell.start && !reading.held.contains($0.stamp.message) }
        return within.max { $0.stamp < $1.stamp }
    }

    /// The scheme's alert that belongs to a stay; one from before it, or after it, does not.
    func alert(in spell: Spell) -> SchemeReading.Alert? {
        reading.alert.flatMap { spell.isOpen && $0.at >= spell.start ? $0 : nil }
    }

    /// Whether the scheme's alert puts right what somebody was told, and is no new alarm: what it rested on was taken back, or a
    /// late fact changed the past.
    func putsRight(_ told: String?, in spell: Spell) -> Bool {
        guard let alert = alert(in: spell), alert.late == nil else { return false }
        if alert.isCorrection { return true }
        guard alert.isKnown, let heard = ToldLedger.transition(of: told) else { return false }
        return !reading.earlier.contains(heard)
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

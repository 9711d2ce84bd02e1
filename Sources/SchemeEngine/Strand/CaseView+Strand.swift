import CanonicalModel

extension CaseView {
    /// What somebody decided of a strand.
    struct DecidedStrand {
        var decision: PanelDecision
        var strand: StrandDecision.Strand
    }

    /// The strand that was decided last.
    func decidedStrand(since: Timestamp) -> DecidedStrand? {
        for decision in decisions.reversed() where decision.at >= since {
            if case .strand(let strand, _) = decision.matter {
                return DecidedStrand(decision: decision, strand: strand)
            }
        }
        return nil
    }

    /// The lead that was decided last, and by which decision.
    func decidedLead(since: Timestamp) -> (decision: PanelDecision, lead: String)? {
        for decision in decisions.reversed() where decision.at >= since {
            if case .strand(_, let lead?) = decision.matter { return (decision, lead) }
            if let lead = decision.lead { return (decision, lead) }
        }
        return nil
    }

    /// When the last order or licence ended; nil while one runs, or where none ever did.
    var endOfSupervision: Timestamp? {
        guard !isStatutory else { return nil }
        return orders.compactMap(\.until).filter { $0 <= now }.max()
    }

    /// Since when a proposal is set off and nobody has decided; nil where it is not.
    func setOff(
        _ rule: StrandProposal, _ stay: CohortStay, _ current: StrandDecision.Strand?, after last: PanelDecision?
    ) -> Timestamp? {
        let from = max(stay.from, last?.at ?? stay.from)
        let release = rule.isSuspendedInCustody ? file.custody.compactMap(\.until).filter { $0 <= now }.max() : nil
        let since: Timestamp? =
            switch rule.trigger {
            case .refusal: refusal(since: from)
            case .agreement: agreement(since: from, current)
            case .arrestAndDisposal: disposal(since: from)
            case .intelligence: first(since: from) { $0.kind == .intelligence && $0.detail.isSignificant != false }
            case .missedRequiredAppointment:
                first(since: from) { $0.kind == .appointmentMissed && $0.detail.isStatutory != false }
            }
        return since.map { max($0, wasInCustody(at: $0) ? release ?? $0 : $0) }
    }

    /// What the officer has to see beside the question: never the reason itself.
    var facts: String {
        "Status: \(isStatutory ? "statutory" : "non-statutory"); colour: \(rated?.rawValue ?? "not decided")."
    }

    /// An answer stands until somebody decides on it or the person thinks better of it.
    private func refusal(since: Timestamp) -> Timestamp? {
        guard let last = last(.refusedSupport, .agreedToSupport), last.kind == .refusedSupport, last.occurred >= since
        else { return nil }
        return last.occurred
    }

    /// "Until such time that they agree to co-operate" (LDS 1.24): a way back for those whom a refusal had moved.
    private func agreement(since: Timestamp, _ current: StrandDecision.Strand?) -> Timestamp? {
        guard current == .catchAndControl, let last = last(.refusedSupport, .agreedToSupport),
            last.kind == .agreedToSupport, last.occurred >= since,
            events.contains(where: { $0.kind == .refusedSupport && $0.occurred <= last.occurred })
        else { return nil }
        return last.occurred
    }

    private func disposal(since: Timestamp) -> Timestamp? {
        // What was let drop sets off nothing (DESIGN decision 16).
        let standing = standing
        let arrests = standing.filter { $0.kind == .arrest }
        return standing.first { ended in
            ended.occurred >= since && ended.settles
                && arrests.contains { $0.occurred <= ended.occurred && $0.isSameMatter(as: ended) }
        }?.occurred
    }

    private func first(since: Timestamp, where isMeant: (CaseEvent) -> Bool) -> Timestamp? {
        events.first { $0.occurred >= since && isMeant($0) }?.occurred
    }

    private func wasInCustody(at instant: Timestamp) -> Bool { file.isInCustody(at: instant) }
}

extension CaseEvent {
    fileprivate func isSameMatter(as other: CaseEvent) -> Bool {
        detail.reference == nil || other.detail.reference == nil || detail.reference == other.detail.reference
    }
}

import CanonicalModel

/// Every decision to take somebody off: those that stand, those that are held, and the stays that last nevertheless.
struct DeselectionBook {
    /// A decision that stands, and the stay that it ended.
    struct Ending {
        var decision: PanelDecision
        var stay: CohortStay
        var grounds: [String]
        var isDormant: Bool
    }

    private(set) var endings: [Ending] = []
    private(set) var incomplete: [IncompleteDecision] = []
    private(set) var exits: [ExitState] = []
    /// Stays that last: a decision that is held ends none.
    private(set) var lasting: [CohortStay] = []

    /// Looks at every decision in order.
    init(_ view: CaseView, _ pack: SchemePack) {
        for decision in view.decisions { file(decision, view, pack.deselection) }
        exits = endings.map { ExitState($0, view, pack.deselection) }
        lasting = view.stays.filter { stay in
            stay.lasts(at: view.now) && !endings.contains { $0.stay.id == stay.id && $0.decision.at >= stay.from }
        }
    }

    private mutating func file(_ decision: PanelDecision, _ view: CaseView, _ rules: DeselectionRules) {
        switch decision.matter {
        case .deselect(let cohort, let grounds): file(decision, cohort, grounds, isDormant: false, view, rules)
        case .makeDormant(let cohort, let grounds): file(decision, cohort, grounds, isDormant: true, view, rules)
        case .changeCohort(let from, let to): file(change: decision, from, to, rules)
        case .select, .decline, .rate, .strand, .review: break
        }
    }

    private mutating func file(
        _ decision: PanelDecision, _ cohort: String, _ grounds: [String], isDormant: Bool, _ view: CaseView,
        _ rules: DeselectionRules
    ) {
        // As the panel could know it: a decision is never judged by what came to light afterwards (DESIGN decision 3).
        let then = CaseView(view.file, at: decision.at, known: decision.recorded)
        let stay = then.stay(ended: decision.at, cohort: cohort)
        let missing = rules.demands.compactMap { demand in
            demand.missing(decision, grounds, then, stay, rules)
        }
        guard missing.isEmpty else {
            return incomplete.append(IncompleteDecision(decision: decision.id, missing: missing))
        }
        guard let stay else { return }
        endings.append(Ending(decision: decision, stay: stay, grounds: grounds, isDormant: isDormant))
    }

    /// A move that the scheme does not have may be a de-selection under another name: it is held.
    private mutating func file(change decision: PanelDecision, _ from: String, _ to: String, _ rules: DeselectionRules)
    {
        guard !rules.changes.contains(where: { $0.among.contains(from) && $0.among.contains(to) }) else { return }
        let piece = IncompleteDecision.Piece(
            rule: "cohort-changes", what: "a change of cohort that the scheme has: it has none from \(from) to \(to)")
        incomplete.append(IncompleteDecision(decision: decision.id, missing: [piece]))
    }
}

extension CaseView {
    /// The stay that a decision ends; the broker may have closed it at that very instant.
    fileprivate func stay(ended at: Timestamp, cohort: String) -> CohortStay? {
        let open = stays.filter { stay in stay.from <= at && stay.until.map { at <= $0 } ?? true }
        return open.last { $0.cohort == cohort } ?? open.last
    }
}

extension DeselectionDemand {
    /// What a decision lacks under this rule; nil when it lacks nothing.
    fileprivate func missing(
        _ decision: PanelDecision, _ named: [String], _ then: CaseView, _ stay: CohortStay?, _ rules: DeselectionRules
    ) -> IncompleteDecision.Piece? {
        guard isAsked(on: named) else { return nil }
        let what: String? =
            switch need {
            case .ground: unknownGround(named, rules)
            case .openGround: closedGround(named, then, stay, rules)
            case .meeting: decision.meeting.isStated ? nil : "the meeting, its day and who sat"
            case .meetingOrException:
                decision.meeting.isStated || decision.exception != nil
                    ? nil : "the case conference, or why a score alone was enough"
            case .receivingArea: then.receivingArea(decision) == nil ? "the area that the person moved to" : nil
            }
        return what.map { IncompleteDecision.Piece(rule: header.id, what: $0) }
    }

    private func unknownGround(_ named: [String], _ rules: DeselectionRules) -> String? {
        let known = rules.grounds.map(\.code)
        if named.isEmpty { return "the ground" }
        let unknown = named.filter { !known.contains($0) }
        guard let first = unknown.first else { return nil }
        return "a ground of the scheme: it has none called \(first)"
    }

    private func closedGround(
        _ named: [String], _ then: CaseView, _ stay: CohortStay?, _ rules: DeselectionRules
    ) -> String? {
        guard let stay else { return nil }
        let closed = rules.grounds.first { rule in
            rule.isBinding && named.contains(rule.code) && !rule.isOpen(then, stay)
        }
        return closed.map { "a ground that was open on that day: \($0.code) was not" }
    }
}

extension GroundRule {
    fileprivate func isOpen(_ view: CaseView, _ stay: CohortStay) -> Bool {
        guard scope.covers(view, cohort: stay.cohort) else { return false }
        if case .open = GroundFinding(self, view, stay) { return true }
        return false
    }
}

extension PanelDecision.Meeting? {
    fileprivate var isStated: Bool { map { !$0.members.isEmpty } ?? false }
}

extension CaseView {
    /// Where the person moved to: as the panel wrote it, or as the move was reported.
    fileprivate func receivingArea(_ decision: PanelDecision) -> String? {
        decision.transferTo ?? last(.moved)?.detail.area
    }
}

extension ExitState {
    fileprivate init(_ ending: DeselectionBook.Ending, _ view: CaseView, _ rules: DeselectionRules) {
        let decision = ending.decision
        let moved = rules.grounds.contains { $0.opening == .moved && ending.grounds.contains($0.code) }
        let flags = rules.duties.compactMap(\.flag?.rawValue).filter { flag in
            !view.isWithdrawn(flag, of: ending)
        }
        self.init(
            decision: decision.id, stay: ending.stay.id, cohort: ending.stay.cohort, grounds: ending.grounds,
            at: decision.at, intelligenceNowTo: decision.intelligenceTo ?? rules.intelligence.first?.to,
            transferTo: decision.transferTo ?? (moved ? view.receivingArea(decision) : nil), flagsToWithdraw: flags)
    }
}

extension CaseView {
    /// Whether a flag came down: every team that was told says so, or anybody where no team was.
    func isWithdrawn(_ flag: String, of ending: DeselectionBook.Ending) -> Bool {
        guard !file.flagHolders.contains(where: { $0.stay == ending.stay.id }) else {
            return openHolders(of: flag, ending).isEmpty
        }
        return events.contains { $0.confirms(flag, since: ending.decision.at) }
    }

    /// The teams that were told of a stay and have not said that a flag is down.
    func openHolders(of flag: String, _ ending: DeselectionBook.Ending) -> [String] {
        let open = file.flagHolders.filter { holder in
            guard holder.stay == ending.stay.id, !holder.isConfirmed else { return false }
            return !events.contains {
                $0.confirms(flag, since: ending.decision.at) && $0.detail.party == holder.recipient
            }
        }
        return Set(open.map(\.recipient)).sorted()
    }
}

extension CaseEvent {
    fileprivate func confirms(_ flag: String, since instant: Timestamp) -> Bool {
        kind == .flagsWithdrawn && occurred >= instant && detail.reference == flag
    }
}

import CanonicalModel

extension SchemeEvaluator {
    /// Evidence with who may be shown it; several rules on one item all hold, the narrowest wins.
    func evidence(_ ids: Set<String>, _ view: CaseView) -> [EvidenceItem] {
        view.events.filter { ids.contains($0.id) }.map { event in
            pack.selection.evidence.reduce(into: EvidenceItem(event)) { item, rule in
                if rule.covers(item) { item.narrow(by: rule) }
            }
        }
    }

    /// What a decision says to each audience (SEL-17).
    func words(_ decision: PanelDecision) -> [SelectionWord] {
        let isPlaced: Bool
        switch decision.matter {
        case .select, .changeCohort: isPlaced = true
        case .decline: isPlaced = false
        default: return []
        }
        return SelectionWord.Audience.allCases.filter { isPlaced || $0 == .leadProfessional }.map { audience in
            SelectionWord(
                decision: decision.id, audience: audience, cohort: decision.matter.cohort ?? "", isPlaced: isPlaced,
                reason: hears(audience) ? decision.reason : nil, lead: decision.lead)
        }
    }

    /// Never a neighbourhood team, whatever a pack says (CLV 8.23; reference L4 "Not why").
    private func hears(_ audience: SelectionWord.Audience) -> Bool {
        audience != .neighbourhoodTeam && pack.selection.reasons?.audiences.contains(audience) ?? false
    }
}

extension EvidenceItem {
    fileprivate init(_ event: CaseEvent) {
        self.event = event.id
        evidenceClass = EvidenceClass(event.kind)
        (party, tool) = (event.detail.party, event.detail.tool)
        categories = evidenceClass.categories(tool: event.detail.tool)
        (only, needsConsent, rules) = (nil, false, [])
    }

    fileprivate mutating func narrow(by rule: EvidenceRule) {
        if !rule.only.isEmpty { only = only.map { $0.filter(rule.only.contains) } ?? rule.only }
        needsConsent = needsConsent || rule.needsConsent
        rules.append(rule.header.id)
    }
}

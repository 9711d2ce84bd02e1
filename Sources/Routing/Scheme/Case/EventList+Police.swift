internal import CanonicalModel
internal import SchemeEngine

/// What the police recorded.
extension EventList {
    /// Arrests, charges, disposals, intelligence and nominations, the latest word on each.
    mutating func addPolice(_ history: NominalHistory) {
        let matters = PoliceMatters(history, offences)
        for kind in PoliceRecord.Kind.allCases { addRecords(history.records(kind.messageType), matters) }
        let contradicted = contradictedItems(history)
        for record in history.records(.intelligenceSubmitted) {
            guard case .intelligence(let item) = record.fact else { continue }
            add(.intelligence, record.stamp) { detail in
                // What a partner knows to be wrong is significant for nobody (EVAL 3.4; ISH-13).
                detail.isSignificant = contradicted.contains(item.reference) ? false : item.isSignificant
                detail.reference = item.reference
                detail.area = item.team
                detail.alarm = item.alarm?.rawValue
            }
        }
        for record in history.records(.nominationMade) {
            guard case .nomination(let nomination) = record.fact else { continue }
            add(.nomination, record.stamp) { detail in
                (detail.cohort, detail.party) = (nomination.cohort, nomination.nominatedBy)
                (detail.reference, detail.outcome) = (nomination.reference, nomination.reason)
            }
        }
    }

    private func contradictedItems(_ history: NominalHistory) -> Set<String> {
        Set(
            history.records(.intelligenceFeedback).compactMap { record in
                guard case .intelligenceFeedback(let feedback) = record.fact, feedback.outcome == .contradicted else {
                    return nil
                }
                return feedback.reference
            })
    }

    /// One event a class of offence; the same arrest told by two feeds is one, for its summons number names it.
    private mutating func addRecords(_ records: [AgedRecord], _ matters: PoliceMatters) {
        for group in matters.groups(of: records, offences) {
            for (index, part) in group.parts.enumerated() {
                let name = group.name.map { index == 0 ? $0 : "\($0) \(part.offence ?? "")" }
                add(part.kind, part.stamp, id: name) { detail in
                    (detail.offence, detail.reference, detail.party) = (part.offence, part.matter, part.stamp.party)
                    (detail.outcome, detail.until) = (part.outcome, part.appearance)
                }
            }
        }
    }

    /// The classes of some codes, each once; none said is one event without a class.
    func classes(_ codes: [String]) -> [String?] {
        let names = Set(codes.map(offences.name)).sorted()
        return names.isEmpty ? [nil] : names
    }
}

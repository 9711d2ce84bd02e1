internal import CanonicalModel
internal import SchemeEngine

/// What the police recorded.
extension EventList {
    /// Arrests, charges, disposals, intelligence and nominations, the latest word on each.
    mutating func addPolice(_ history: NominalHistory) {
        for kind in PoliceRecord.Kind.allCases { addRecords(history.records(kind.messageType)) }
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

    /// One event a record and offence class. The same arrest told by two feeds is one: its summons number names it.
    private mutating func addRecords(_ records: [AgedRecord]) {
        var seen = Set<String>()
        for record in records.sorted(by: { $0.stamp < $1.stamp }) {
            guard case .police(let said) = record.fact, let kind = said.eventKind else { continue }
            let asn = said.asn.flatMap { ASN($0) }.map { "\($0)" }
            if let asn, !seen.insert("\(kind.rawValue) \(asn)").inserted { continue }
            let reference = asn ?? said.custodyRecord ?? said.reference
            for offence in classes(said.offences.map(\.code)) {
                add(kind, record.stamp, id: asn.map { "\(kind.rawValue) \($0)" }) { detail in
                    (detail.offence, detail.reference, detail.party) = (offence, reference, record.stamp.party)
                    detail.outcome = said.outcome
                    detail.until = said.appearanceDate
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

extension PoliceRecord {
    /// A remand or a release by the police sets off nothing that the arrest and the charge did not.
    fileprivate var eventKind: CaseEvent.Kind? {
        switch kind {
        case .arrest: .arrest
        case .charge: .charge
        case .disposal: .disposal
        case .remand, .release: nil
        }
    }

    /// How the matter ended: the police's own code in the scheme's words, or what the court's codes amount to.
    fileprivate var outcome: String? {
        guard kind == .disposal else { return nil }
        if let disposalCode { return Self.words[disposalCode.uppercased()] ?? disposalCode.lowercased() }
        guard !offences.isEmpty else { return nil }
        let isCleared = offences.allSatisfy { offence in
            offence.resultCodes.contains(where: CourtResultCodes.acquittedOrDismissed.contains)
        }
        return isCleared ? "discontinued" : "convicted"
    }

    private static let words = ["NFA": "no-further-action", "CAUTION": "caution"]
}

internal import CanonicalModel
internal import SchemeEngine

/// What the police recorded.
extension EventList {
    /// Arrests, charges, disposals, intelligence and nominations, the latest word on each.
    mutating func addPolice(_ history: NominalHistory) {
        let summons = summonsNumbers(history)
        for kind in PoliceRecord.Kind.allCases { addRecords(history.records(kind.messageType), summons) }
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
    ///
    /// Two ends of one arrest are two: bail first and no further action later, or a caution for one of its offences.
    private mutating func addRecords(_ records: [AgedRecord], _ summons: [String: String]) {
        var seen = Set<String>()
        for record in records.sorted(by: { $0.stamp < $1.stamp }) {
            guard case .police(let said) = record.fact, let kind = said.eventKind else { continue }
            let asn = said.summonsNumber ?? said.custodyRecord.flatMap { summons[$0] }
            let name = asn.map { asn in ([kind.rawValue, asn] + [said.outcome].compactMap(\.self)).joined(separator: " ") }
            if let name, !seen.insert(name).inserted { continue }
            let reference = asn ?? said.custodyRecord ?? said.reference
            for offence in classes(said.offences.map(\.code)) {
                add(kind, record.stamp, id: name) { detail in
                    (detail.offence, detail.reference, detail.party) = (offence, reference, record.stamp.party)
                    detail.outcome = said.outcome
                    detail.until = said.appearanceDate
                }
            }
        }
    }

    /// The arrest summons number of each custody record that some report gives both of: a custody suite's no further action
    /// often bears its own number alone, and would else clear nothing.
    private func summonsNumbers(_ history: NominalHistory) -> [String: String] {
        let records = PoliceRecord.Kind.allCases.flatMap { history.records($0.messageType) }
        let pairs = records.compactMap { record -> (String, String)? in
            guard case .police(let said) = record.fact, let number = said.custodyRecord else { return nil }
            return said.summonsNumber.map { (number, $0) }
        }
        // Two numbers for one record say of neither that it is the one.
        return Dictionary(grouping: pairs, by: \.0).compactMapValues { pairs in
            Set(pairs.map(\.1)).count == 1 ? pairs[0].1 : nil
        }
    }

    /// The classes of some codes, each once; none said is one event without a class.
    func classes(_ codes: [String]) -> [String?] {
        let names = Set(codes.map(offences.name)).sorted()
        return names.isEmpty ? [nil] : names
    }
}

extension PoliceRecord {
    /// The arrest summons number in its one form; nil for one that is none.
    fileprivate var summonsNumber: String? { asn.flatMap { ASN($0) }.map { "\($0)" } }

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

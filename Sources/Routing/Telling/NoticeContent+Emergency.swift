internal import AgreementEngine
internal import CanonicalModel
private import Crypto
internal import Formats

extension NoticeContent {
    /// What prevents serious harm: who and where the person is, how great the risk, and what intelligence says.
    ///
    /// Nothing of the cohort: an emergency tells nobody of a membership. The agreement decides each field; an override beats
    /// no guardrail (agreement reference 4.6, scenario 15).
    mutating func addEmergency(_ history: NominalHistory) {
        add("name", "identity.core", history.name?.value.text, from: history.nameProvenance, isRequired: true)
        add("dateOfBirth", "identity.core", history.dateOfBirth?.value.description, from: history.birthProvenance)
        add("address", "address.current", history.address?.value?.text, from: history.addressProvenance)
        let harm = history.seriousHarm
        add("risk", "risk.rosh", harm?.text, from: harm?.provenance)
        addIntelligence(history)
    }

    /// What a notice can hold: the latest items say most.
    private static let mostItems = 5

    /// Items whose grade permits sharing in one field, those with conditions in another: the two are decided apart.
    ///
    /// Of items with conditions only those that their originators released are said, as long as there is one; otherwise the
    /// field stands for the others, and the agreement says that it waits for its originators.
    private mutating func addIntelligence(_ history: NominalHistory) {
        let items = history.intelligence
        addIntelligence("intelligence", items.filter { $0.item.handling == .permitted }, .permitted, history)
        let conditional = items.filter { $0.item.handling == .conditions }
        let released = conditional.filter { history.isPermitted($0.record, $0.item.reference, .released) }
        addIntelligence(
            "conditionalIntelligence", released.isEmpty ? conditional : released, .conditions, history,
            release: released.isEmpty ? .absent : .present)
    }

    private mutating func addIntelligence(
        _ name: String, _ all: [(record: AgedRecord, item: IntelligenceItem)], _ handling: HandlingCode,
        _ history: NominalHistory, release: Presence = .absent
    ) {
        let items = all.suffix(Self.mostItems)
        guard let oldest = items.map(\.record.asOf).min() else { return }
        let isCleared = items.allSatisfy { history.isPermitted($0.record, $0.item.reference, .cleared) }
        fields.append(
            DataField(
                name: name, category: "intelligence.summary", required: false,
                sources: .known(Set(items.map(\.record.source.feedName)).sorted()), asOf: .known(oldest),
                handling: .known(handling), isYouthRecord: isYouthRecord, originatorRelease: .known(release),
                clearedBy: .known(isCleared ? .present : .absent)))
        values.append(items.compactMap(\.item.summary).joined(separator: "\n"))
    }

    /// A digest of what it says: the same content tells nobody twice.
    var digest: String {
        var hash = SHA256()
        for (field, value) in zip(fields, values) {
            // A release changes who may read a text, and so does a clearance, though the text stays.
            hash.update(
                data: Array("\(field.name)\u{0}\(field.originatorRelease)\u{0}\(field.clearedBy)\u{0}\(value)\u{0}".utf8))
        }
        return UUIDText.version8(Array(hash.finalize()))
    }
}

extension NominalHistory {
    /// Items of intelligence that have a sanitised text, the oldest first.
    fileprivate var intelligence: [(record: AgedRecord, item: IntelligenceItem)] {
        records(.intelligenceSubmitted).compactMap { record in
            guard case .intelligence(let item) = record.fact, item.summary != nil else { return nil }
            return (record, item)
        }
    }

    /// The bands of the last complete assessment of serious harm, in words.
    fileprivate var seriousHarm: (text: String, provenance: Provenance)? {
        let complete = reports.values.compactMap { report -> (RiskAssessment, Stamp)? in
            guard case .riskAssessed(let assessment) = report.value, assessment.tool == .oasys,
                assessment.status == .complete, assessment.scores.contains(where: { $0.band != nil })
            else { return nil }
            return (assessment, report.stamp)
        }
        guard let (assessment, stamp) = complete.max(by: { $0.1 < $1.1 }) else { return nil }
        let bands = assessment.scores.compactMap { score in score.band.map { "\(score.name) \($0.rawValue)" } }
        return (bands.joined(separator: ", "), Provenance(stamp))
    }
}

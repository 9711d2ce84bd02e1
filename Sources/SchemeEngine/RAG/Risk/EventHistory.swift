import CanonicalModel

/// The versions of one event, as its sender corrected it; what arrived twice is one version.
///
/// The last version stands, as everywhere in the scheme. Colours remember the earlier ones besides: whoever was alerted
/// to what was corrected away has to hear of it.
struct EventHistory {
    /// In the order they were recorded; never empty.
    private let versions: [CaseEvent]
    /// The version that stands.
    let latest: CaseEvent

    /// The histories of events, in the order of what stands.
    static func all(_ events: [CaseEvent]) -> [EventHistory] {
        Dictionary(grouping: events, by: \.id).values.compactMap { EventHistory($0) }
            .sorted { ($0.latest.occurred, $0.latest.id) < ($1.latest.occurred, $1.latest.id) }
    }

    private init?(_ events: [CaseEvent]) {
        let ordered = events.sorted {
            ($0.recorded, $0.occurred, $0.kind.rawValue) < ($1.recorded, $1.occurred, $1.kind.rawValue)
        }
        var versions = [CaseEvent]()
        for event in ordered where versions.last.map({ !$0.says(thatOf: event) }) ?? true { versions.append(event) }
        guard let latest = versions.last else { return nil }
        (self.versions, self.latest) = (versions, latest)
    }

    /// The triggers that the versions were, and the words by which a later version took an earlier one back.
    func reading(
        _ rules: RAGRules, among events: [CaseEvent]
    ) -> (triggers: [ColourCase.Trigger], corrections: [ColourCase.Withdrawal]) {
        var triggers = [ColourCase.Trigger]()
        var corrections = [ColourCase.Withdrawal]()
        var standing: ColourCase.Trigger?
        for (index, version) in versions.enumerated() {
            let id = index == 0 ? version.id : "\(version.id)/\(index + 1)"
            let trigger = ColourCase.Trigger(version, id: id, among: events, rules)
            if let trigger, let standing, trigger.means(thatOf: standing) { continue }
            if let standing { corrections.append(ColourCase.Withdrawal(of: standing, by: version)) }
            if let trigger { triggers.append(trigger) }
            standing = trigger
        }
        return (triggers, corrections)
    }
}

extension CaseEvent {
    /// Whether it is the same word again, whenever it came.
    fileprivate func says(thatOf other: CaseEvent) -> Bool {
        kind == other.kind && occurred == other.occurred && detail == other.detail
    }
}

extension ColourCase.Trigger {
    /// Whether a correction left untouched what the trigger means for colours.
    fileprivate func means(thatOf other: ColourCase.Trigger) -> Bool {
        (occurred, triggerClass, raises) == (other.occurred, other.triggerClass, other.raises)
            && (source.detail.reference, source.detail.offence) == (
                other.source.detail.reference, other.source.detail.offence
            )
    }
}

extension ColourCase.Withdrawal {
    /// A correction that takes the trigger of an earlier version back.
    fileprivate init(of trigger: ColourCase.Trigger, by version: CaseEvent) {
        self.init(
            id: "\(trigger.id) corrected", occurred: trigger.occurred, known: max(version.recorded, trigger.known),
            rule: trigger.rule, of: [], source: version, corrected: trigger.id)
    }
}

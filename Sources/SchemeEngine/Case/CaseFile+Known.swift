import CanonicalModel

extension CaseFile {
    /// Events known at an instant, one an id, in the order they happened.
    ///
    /// What arrives twice counts once; of two versions of one event the one recorded last stands, so that neither order nor
    /// repetition of the input matters.
    func known(by now: Timestamp) -> [CaseEvent] {
        Dictionary(grouping: events(by: now), by: \.id).values
            .compactMap {
                $0.max { ($0.recorded, $0.occurred, $0.kind.rawValue) < ($1.recorded, $1.occurred, $1.kind.rawValue) }
            }
            .sorted { ($0.occurred, $0.id) < ($1.occurred, $1.id) }
    }

    /// Decisions known at an instant, one an id, in order.
    func decided(by now: Timestamp) -> [PanelDecision] {
        Dictionary(grouping: decisions(by: now), by: \.id).values
            .compactMap { $0.max { ($0.recorded, $0.at) < ($1.recorded, $1.at) } }
            .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    /// Events that still stand: not those whose matter was dropped, ended in acquittal, or was somebody else's (DESIGN 16).
    func standing(by now: Timestamp) -> [CaseEvent] {
        let events = known(by: now)
        let cleared = Set(events.filter(\.clears).compactMap(\.detail.reference))
        return events.filter { !cleared.contains($0.id) && !($0.detail.reference.map(cleared.contains) ?? false) }
    }
}

extension CaseEvent {
    /// Whether it takes back what its reference names.
    fileprivate var clears: Bool {
        switch kind {
        case .mistakenIdentity: true
        case .disposal, .courtResult: detail.outcome.map(Self.clearing.contains) ?? false
        default: false
        }
    }

    private static let clearing: Set<String> = ["no-further-action", "acquitted", "discontinued", "mistaken-identity"]
}

import CanonicalModel

extension CaseView {
    /// Events that still stand: not those whose matter was dropped or ended in acquittal (DESIGN decision 16).
    ///
    /// What was somebody else's is out of the view already.
    var standing: [CaseEvent] {
        let cleared = Set(events.filter(\.clears).compactMap(\.detail.reference))
        return events.filter { !cleared.contains($0.id) && !($0.detail.reference.map(cleared.contains) ?? false) }
    }
}

extension CaseEvent {
    /// Whether it takes back what its reference names.
    fileprivate var clears: Bool {
        switch kind {
        case .disposal, .courtResult: detail.outcome.map(Self.clearing.contains) ?? false
        default: false
        }
    }

    private static let clearing: Set<String> = ["no-further-action", "acquitted", "discontinued", "mistaken-identity"]
}

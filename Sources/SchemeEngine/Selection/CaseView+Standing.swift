import CanonicalModel

extension CaseView {
    /// Events that still stand: not those whose matter was dropped or ended in acquittal (DESIGN decision 16).
    ///
    /// What was somebody else's is out of the view already.
    var standing: [CaseEvent] {
        let cleared = Set(events.filter(\.clears).filter(isLastWord).compactMap(\.detail.reference))
        return events.filter { !cleared.contains($0.id) && !($0.detail.reference.map(cleared.contains) ?? false) }
    }

    /// Whether nothing said of the same matter overrules that it was dropped: a charge or conviction later (the Victims' Right
    /// to Review reopens what ended in no further action), or for counts that fell away a conviction on another, at any time.
    private func isLastWord(_ end: CaseEvent) -> Bool {
        guard let matter = end.detail.reference else { return true }
        return !events.contains { event in
            guard event.id != end.id, event.detail.reference == matter else { return false }
            if event.isConviction && end.detail.outcome == CaseEvent.discontinued { return true }
            return event.occurred > end.occurred && (event.isConviction || event.kind == .charge)
        }
    }
}

extension CaseEvent {
    fileprivate static let discontinued = "discontinued"

    fileprivate var isConviction: Bool {
        (kind == .courtResult || kind == .disposal) && detail.outcome == "convicted"
    }

    /// Whether it takes back what its reference names.
    fileprivate var clears: Bool {
        switch kind {
        case .disposal, .courtResult: detail.outcome.map(Self.clearing.contains) ?? false
        default: false
        }
    }

    private static let clearing: Set<String> = ["no-further-action", "acquitted", "discontinued", "mistaken-identity"]
}

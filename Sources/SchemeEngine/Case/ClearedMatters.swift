import CanonicalModel

/// Which events were taken back, by what was known at an instant: the one place that says so (DESIGN decision 16).
///
/// Candidates and scores, grounds for de-selection, colours and strands all ask here, so that somebody who was cleared is
/// cleared in all of them, and a matter that was taken up again counts again in all of them. A matter is what one arrest
/// summons number or case reference names; a word about one class of offence in it says nothing of the others.
struct ClearedMatters {
    /// Arrests, charges, convictions and the words that end a matter, in order; only of matters that some word ends.
    private let matters: [String: [CaseEvent]]

    /// - Parameter events: one an id.
    init(_ events: [CaseEvent]) {
        let ended = Set(events.filter(\.clears).compactMap(\.detail.reference))
        let said = events.filter { event in
            (event.clears || event.accuses || event.kind == .arrest)
                && event.detail.reference.map(ended.contains) ?? false
        }
        matters = Dictionary(grouping: said) { $0.detail.reference ?? "" }.mapValues { $0.sorted(by: Self.isEarlier) }
    }

    /// Charges and convictions that may reopen a matter: when they are learnt, what is taken back may change.
    var reopening: [CaseEvent] { matters.values.flatMap { $0.filter(\.accuses) } }

    /// Whether an event was taken back by what was known at an instant.
    func isTakenBack(_ event: CaseEvent, by known: Timestamp) -> Bool {
        event.names.contains { name in
            matters[name].map { isTakenBack(event, $0.filter { $0.known <= known }, name) } ?? false
        }
    }

    /// Whether a word is one of those by which an event was taken back, by what was known at an instant.
    func takesBack(_ word: CaseEvent, _ event: CaseEvent, by known: Timestamp) -> Bool {
        guard word.known <= known, word.clears, let name = word.detail.reference, event.names.contains(name),
            word.kind == .mistakenIdentity || word.isOfSameOffence(as: event)
        else { return false }
        return isTakenBack(event, by: known)
    }

    /// What one word and one charge meet in at one instant, the word ends: whoever dropped it knew of the charge.
    private static func isEarlier(_ one: CaseEvent, _ other: CaseEvent) -> Bool {
        (one.occurred, one.clears ? 1 : 0, one.id) < (other.occurred, other.clears ? 1 : 0, other.id)
    }
}

extension ClearedMatters {
    private func isTakenBack(_ event: CaseEvent, _ matter: [CaseEvent], _ name: String) -> Bool {
        if matter.contains(where: { $0.kind == .mistakenIdentity }) { return true }
        guard let word = MatterWalk(matter, about: event).ended,
            // By days, because some feeds give a day without a time.
            event.id == name || event.occurred.londonDay <= word.occurred.londonDay
        else { return false }
        return event.kind != .arrest || !ledElsewhere(word, matter)
    }

    /// Whether somebody stands charged with or convicted of an alternative that no arrest of the matter names: then it was not
    /// the arrest that was wrong.
    private func ledElsewhere(_ word: CaseEvent, _ matter: [CaseEvent]) -> Bool {
        guard word.detail.offence != nil else { return false }
        let arrested = Set(matter.filter { $0.kind == .arrest }.compactMap(\.detail.offence))
        return matter.contains { other in
            guard other.accuses, let offence = other.detail.offence, !arrested.contains(offence) else { return false }
            return !other.isOfSameOffence(as: word) && MatterWalk(matter, about: other).ended == nil
        }
    }
}

/// What became of one event's offence in a matter, from the first word to the last.
private struct MatterWalk {
    /// The word that ended it; nil while it stands.
    private(set) var ended: CaseEvent?
    private let event: CaseEvent
    private var convictions: [CaseEvent] = []
    /// The end of the whole matter, which a charge for another of its offences suspends for as long as that charge stands.
    private var suspended: (end: CaseEvent, by: CaseEvent)?

    init(_ matter: [CaseEvent], about event: CaseEvent) {
        self.event = event
        for said in matter { if said.clears { end(said) } else if said.accuses { reopen(said) } }
    }

    /// A charge or conviction after the end reopens (the Victims' Right to Review).
    private mutating func reopen(_ accusation: CaseEvent) {
        if accusation.isConviction { convictions.append(accusation) }
        guard let end = ended else { return }
        if accusation.isOfSameOffence(as: event) {
            ended = nil
        } else if end.detail.offence == nil {
            (ended, suspended) = (nil, (end, accusation))
        }
    }

    /// Counts that fall away after a conviction on another take back nothing; an acquittal on appeal does.
    private mutating func end(_ word: CaseEvent) {
        guard !word.isDiscontinued || !convictions.contains(where: word.isOfSameOffence) else { return }
        convictions.removeAll(where: word.isOfSameOffence)
        if word.isOfSameOffence(as: event) {
            ended = word
        } else if let suspended, word.isOfSameOffence(as: suspended.by) {
            (ended, self.suspended) = (suspended.end, nil)
        }
    }
}

extension CaseEvent {
    /// When it could first be acted upon.
    var known: Timestamp { max(occurred, recorded) }

    /// Whether it takes back what its reference names.
    var clears: Bool {
        switch kind {
        case .mistakenIdentity: true
        case .disposal, .courtResult: detail.outcome.map(Self.clearing.contains) ?? false
        default: false
        }
    }

    /// Whether it settles a matter: it was not dropped, nor put off, nor dropped in part.
    var settles: Bool {
        switch kind {
        case .charge: true
        case .disposal, .courtResult: !clears && !(detail.outcome.map(Self.unsettled.contains) ?? false)
        default: false
        }
    }

    private static let clearing: Set<String> = ["no-further-action", "acquitted", "discontinued", "mistaken-identity"]
    private static let unsettled: Set<String> = ["adjourned", "no-further-action-in-part"]

    /// What a word may name it by.
    fileprivate var names: [String] { [detail.reference, id].compactMap(\.self) }

    fileprivate var accuses: Bool { kind == .charge || isConviction }

    fileprivate var isConviction: Bool {
        (kind == .courtResult || kind == .disposal) && detail.outcome == "convicted"
    }

    fileprivate var isDiscontinued: Bool { kind != .mistakenIdentity && detail.outcome == "discontinued" }

    /// What nobody said the offence of concerns every offence of its matter (DESIGN decision 10).
    fileprivate func isOfSameOffence(as other: CaseEvent) -> Bool {
        detail.offence == nil || other.detail.offence == nil || detail.offence == other.detail.offence
    }
}

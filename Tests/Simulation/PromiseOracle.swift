import CanonicalModel

/// What should be believed at the end of a life, worked out from the whole list of facts without the router's code.
///
/// Deliberately plain and slow: facts in the order they happened, one loop, no ledger, no fold.
struct PromiseOracle {
    /// A stay on the cohort.
    struct Stay {
        var messages: Set<String>
        var start: Timestamp
        var end: Timestamp?
        /// The colour that the last selection of the stay gave.
        var selectedAs: RAGRating?
    }

    private(set) var stays: [Stay] = []
    private(set) var postcode: String?
    private(set) var isDead = false
    /// Whether the last movement left the person behind a door: blue covers the colour beneath (agreement reference 6.1).
    private(set) var isHeld = false
    private var isPatient = false
    private var ratings: [(time: Timestamp, rating: RAGRating)] = []

    init(_ facts: [CanonicalMessage]) {
        let ordered = Set(facts).sorted {
            ($0.time, rank($0), $0.recordedTime, $0.id) < ($1.time, rank($1), $1.recordedTime, $1.id)
        }
        for message in ordered {
            switch message.fact {
            case .selection: select(message)
            case .deselection: if stays.last?.end == nil, !stays.isEmpty { stays[stays.count - 1].end = message.time }
            case .died: isDead = true
            default: break
            }
        }
        // The address is the latest by the world's clock, then by the report's.
        for message in ordered.sorted(by: { ($0.time, $0.recordedTime, $0.id) < ($1.time, $1.recordedTime, $1.id) }) {
            if case .addressChanged(let change) = message.fact { postcode = change.person.address?.postcode }
            if case .selection(let decision) = message.fact, let address = decision.person.address { postcode = address.postcode }
            if case .rag(let decision) = message.fact { ratings.append((message.time, decision.rating)) }
            if case .custody(let movement) = message.fact { walk(movement.kind) }
        }
    }

    /// The colour of the stay that goes on: the last one decided since it began, or else what the panel selected with.
    var colour: RAGRating? {
        guard let stay = stays.last, stay.end == nil else { return nil }
        return ratings.last { $0.time >= stay.start }?.rating ?? stay.selectedAs
    }

    /// Through which door a movement leads. A patient who "departed" went nowhere: a hospital holds until somebody says more.
    private mutating func walk(_ kind: CustodyMovement.Kind) {
        switch kind {
        case .received, .transferred, .absenceStarted, .absenceEnded: (isHeld, isPatient) = (true, false)
        case .hospitalised: (isHeld, isPatient) = (true, true)
        case .released, .absconded, .removed: (isHeld, isPatient) = (false, false)
        case .departed: isHeld = isPatient
        }
    }

    private mutating func select(_ message: CanonicalMessage) {
        if let last = stays.last, last.end == nil {
            stays[stays.count - 1].messages.insert(message.id)
        } else {
            stays.append(Stay(messages: [message.id], start: message.time, end: nil))
        }
        if case .selection(let decision) = message.fact { stays[stays.count - 1].selectedAs = decision.rag }
    }
}

/// At one instant a de-selection is read after the selections.
private func rank(_ message: CanonicalMessage) -> Int { if case .deselection = message.fact { 1 } else { 0 } }

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
    }

    private(set) var stays: [Stay] = []
    private(set) var postcode: String?
    private(set) var isDead = false

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
        }
    }

    private mutating func select(_ message: CanonicalMessage) {
        if let last = stays.last, last.end == nil {
            stays[stays.count - 1].messages.insert(message.id)
        } else {
            stays.append(Stay(messages: [message.id], start: message.time, end: nil))
        }
    }
}

/// At one instant a de-selection is read after the selections.
private func rank(_ message: CanonicalMessage) -> Int { if case .deselection = message.fact { 1 } else { 0 } }

/// What a condition comes to under facts that may be unknown: Kleene's logic, with two grades of not knowing.
///
/// The cases are ordered so that AND is the least and OR the greatest of its parts. Unknown stands below unavailable: a
/// conjunction that also waits for a fact nobody will supply is not worth holding a message for.
enum Truth: UInt8, Comparable {
    case no
    case unknown
    case unavailable
    case yes

    init(_ reason: UnknownReason) {
        switch reason {
        case .notStated: self = .unknown
        case .unavailable: self = .unavailable
        }
    }

    init(_ isTrue: Bool) { self = isTrue ? .yes : .no }

    static func < (left: Truth, right: Truth) -> Bool { left.rawValue < right.rawValue }

    static prefix func ! (truth: Truth) -> Truth {
        switch truth {
        case .no: .yes
        case .yes: .no
        case .unknown, .unavailable: truth
        }
    }
}

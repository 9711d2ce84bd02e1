import Formats

/// A change for the better that is no fall in offending: housing, work, less chaos (EVAL 3.6; reference AUD-09, AUD-13).
///
/// A closed list, because what people write about somebody's life in their own words would travel with it. Nothing of
/// drugs and alcohol is in it: those are told by treatment services under a category of their own, and by consent alone
/// (FEED-02).
public enum SofterOutcome: String, Sendable, Hashable, CaseIterable {
    /// Somewhere settled to live.
    case settledHome = "settled-home"
    /// Paid work.
    case inWork = "in-work"
    /// Education, training or a course.
    case inTraining = "in-training"
    /// Benefits in payment or debts in hand.
    case moneyInOrder = "money-in-order"
    /// Ties with family mended.
    case familyTies = "family-ties"
    /// A calmer, less chaotic life (EVAL 3.6).
    case calmerLife = "calmer-life"
}

extension ObjectReader {
    /// The `outcomes` member: words of the list, each once.
    mutating func softerOutcomes() throws(FormatError) -> [SofterOutcome] {
        try list("outcomes", atMost: SofterOutcome.allCases.count) { (value, path) throws(FormatError) in
            guard let text = value.string else { throw .wrongKind(path, "a text") }
            guard let word = SofterOutcome(rawValue: text) else { throw .unknownWord(path) }
            return word
        }
    }
}

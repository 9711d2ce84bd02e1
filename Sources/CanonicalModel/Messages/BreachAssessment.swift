import Formats

/// A named officer assessed a personal data breach (Data Protection Act 2018 ss.67, 68).
public struct BreachAssessment: Sendable, Hashable {
    /// What came of it.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// Unlikely to result in a risk to anybody: the Commissioner need not be told.
        case noRisk = "no-risk"
        /// The Commissioner was told (s.67).
        case commissionerTold = "commissioner-told"
        /// A high risk: the Commissioner was told, and so was the person (s.68).
        case commissionerAndPersonTold = "commissioner-and-person-told"
    }

    /// The breach, by the id of the message that opened it.
    public var breach: String
    /// What came of it.
    public var outcome: Outcome
    /// When the Commissioner was told; nil when there was no need.
    public var toldAt: Timestamp?
    /// Whether the recipient may be told of the person again.
    public var mayBeToldAgain: Bool
    /// Who assessed it.
    public var assessedBy: String

    /// Puts an assessment together.
    public init(breach: String, outcome: Outcome, toldAt: Timestamp? = nil, mayBeToldAgain: Bool, assessedBy: String) {
        self.breach = breach
        self.outcome = outcome
        self.toldAt = toldAt
        self.mayBeToldAgain = mayBeToldAgain
        self.assessedBy = assessedBy
    }

    init(_ reader: inout ObjectReader) throws(FormatError) {
        breach = try reader.string("breach", atMost: 64)
        outcome = try reader.word("outcome")
        toldAt = try reader.optionalTimestamp("toldAt")
        mayBeToldAgain = try reader.bool("mayBeToldAgain")
        assessedBy = try reader.string("assessedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject()
        object["breach"] = .string(breach)
        object["outcome"] = .string(outcome.rawValue)
        object.setIfPresent("toldAt", toldAt?.description)
        object["mayBeToldAgain"] = .bool(mayBeToldAgain)
        object["assessedBy"] = .string(assessedBy)
        return object
    }
}

/// Everything that was read from one SPI `ResultedCaseMessage`, as written but for white space; nothing is judged yet.
///
/// An empty element reads as an absent one, and every run of white space as one space: senders indent inside values.
struct SPIResultedCase: Sendable, Hashable {
    /// The wrapper a message arrives in.
    enum Envelope: String, Sendable, Hashable {
        /// The older one, with the message as an ordinary child.
        case deliverRequest = "DeliverRequest"
        /// The present one of Common Platform and Libra, with the message as escaped text.
        case routeData = "RouteData"

        /// Where the sender's id is, below the root.
        var identifier: XMLPath { self == .deliverRequest ? "MessageIdentifier" : "RequestFromSystem/CorrelationID" }
    }

    /// What only `RouteData` says about the way of a message.
    struct Route: Sendable, Hashable {
        var sourceSystem: String?
        var destination: String?
        /// "entity-escaped", or "inline" where the message is no text but an element.
        var payloadEncoding: String
    }

    struct Hearing: Sendable, Hashable {
        var court: String?
        var courtHouse: String?
        var date: String?
        var time: String?
    }

    struct Case: Sendable, Hashable {
        var path: String
        var ptiurn: String?
        var defendants: [Defendant]
    }

    struct Defendant: Sendable, Hashable {
        var path: String
        var asn: String?
        /// Whether there is a `CourtIndividualDefendant`.
        var isIndividual: Bool
        /// Whether there is a `CourtCorporateDefendant`.
        var isCorporate: Bool
        var pncIdentifier: String?
        var title: String?
        var givenNames: [String]
        var familyName: String?
        var organisationName: String?
        var dateOfBirth: String?
        var gender: String?
        var presentAtHearing: String?
        var bailStatus: String?
        var bailConditions: [String]
        var reasonForBailConditions: String?
        var address: WrittenAddress?
        var offences: [Offence]
    }

    struct Offence: Sendable, Hashable {
        var path: String
        var sequence: String?
        var code: String?
        var startDate: String?
        var endDate: String?
        var plea: String?
        var finding: String?
        var convictionDate: String?
        var finalDisposal: String?
        var results: [Result]
    }

    struct Result: Sendable, Hashable {
        var path: String
        var code: String?
        var qualifiers: [String]
        var amount: String?
        var duration: Duration?
        var secondaryDuration: Duration?
        var nextHearing: NextHearing?
        /// First and last days of the order; the interface allows several.
        var startDates: [String] = []
        var endDates: [String] = []
    }

    struct Duration: Sendable, Hashable {
        var value: String?
        var unit: String?
    }

    struct NextHearing: Sendable, Hashable {
        var court: String?
        var date: String?
        var time: String?
        var bailStatus: String?
    }

    var envelope: Envelope
    var externalID: String?
    var route: Route?
    /// Where the `ResultedCaseMessage` is, or would be.
    var path: String
    var hearing: Hearing
    var cases: [Case]
    /// Paths of elements that occur more than once where the interface has one: readers differ on which of them counts.
    var repeatedPaths: [String]
}

/// Why a version of an agreement is not activated.
public struct ActivationRefusal: Sendable, Hashable, CustomStringConvertible {
    /// The reason, for logs, metrics and tests.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case draft = "activation.draft"
        case superseded = "activation.superseded"
        case otherAgreement = "activation.other-agreement"
        case afterTheEnd = "activation.after-the-end"
        case rolledBack = "activation.rolled-back"
        case versionReused = "activation.version-reused"
        case notYetEffective = "activation.not-yet-effective"
        case documentsMissing = "activation.documents-missing"
        case cannotPerform = "activation.cannot-perform"
        case schemeUnsettled = "activation.scheme-unsettled"
        case notSealed = "activation.not-sealed"
        case cannotUntell = "activation.cannot-untell"
        case unreadable = "activation.unreadable"
        case signaturesMissing = "signature.all-missing"
        case authorMissing = "signature.author-missing"
        case approverMissing = "signature.approver-missing"
        case partyMissing = "signature.party-missing"
        case otherText = "signature.other-text"
        case unknownKey = "signature.unknown-key"
        case wrongRole = "signature.wrong-role"
        case wrongPerson = "signature.wrong-person"
        case wrongSignature = "signature.wrong"
        case keyNotValid = "signature.key-not-valid"
        case keyWithdrawn = "signature.key-withdrawn"
        case inTheFuture = "signature.in-the-future"
        case notAParty = "signature.not-a-party"
        case samePerson = "signature.same-person"

        /// Whether somebody has to be alarmed; a version that waits for its day has nothing wrong with it.
        public var isAlarm: Bool { self != .notYetEffective }
    }

    /// The reason.
    public var code: Code
    /// What is wrong, in a sentence.
    public var message: String
    /// What to do.
    public var remedy: String

    /// Puts a refusal together.
    public init(_ code: Code, _ message: String, _ remedy: String) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    /// Message, remedy and code.
    public var description: String { "\(message) \(remedy) [\(code.rawValue)]" }
}

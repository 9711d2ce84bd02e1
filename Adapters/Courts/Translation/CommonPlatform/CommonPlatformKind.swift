import DomainEvents
import CanonicalModel
import Formats

/// What a Common Platform hearing is about: the same body means three things (feeds.md 3.1).
enum CommonPlatformKind: Hashable {
    case listed
    case resulted
    case cancelled

    /// What the envelope says, in whichever of its attributes; nil when it does not say.
    ///
    /// - Throws: when the attributes name something else, or two things at once.
    static func stated(_ envelope: EventEnvelope) throws(FormatError) -> CommonPlatformKind? {
        let hearingEvent = envelope.attribute("hearingEventType")
        guard hearingEvent.map({ words[CourtCodes.word($0)] != nil }) ?? true else { throw .unknownEventType }
        let attributes = [hearingEvent, envelope.attribute("eventType"), envelope.attribute("messageType")]
        let stated = Set(attributes.compactMap { $0.flatMap { words[CourtCodes.word($0)] } })
        guard stated.count <= 1 else { throw .unknownEventType }
        return stated.first
    }

    /// Names of types and of events; every other one ("commonplatform.case.received") leaves the matter open.
    private static let words: [String: CommonPlatformKind] = [
        "CONFIRMEDORUPDATED": .listed, "RESULTED": .resulted, "DELETED": .cancelled,
        "COMMONPLATFORM.CASE.DELETED": .cancelled, "COMMON_PLATFORM_HEARING_DELETED": .cancelled,
    ]

    /// What a body without such an attribute is about.
    ///
    /// A court that has shared results says so (`sharedTime`, `hasSharedResults`) or sends them. Results of earlier hearings
    /// come along with offences that are merely listed again and make nothing resulted.
    static func implied(by hearing: JSONNode, in body: JSONNode) -> CommonPlatformKind {
        var findings = Findings(.builtIn)  // What cannot be read is told when the hearing is judged.
        let shared = body.leaf("sharedTime")
        guard shared.text == nil, shared.trouble == nil, findings.truth(hearing["hasSharedResults"]) != true else {
            return .resulted
        }
        // Lists that are too long are refused whatever the hearing is about, and not searched to find that out.
        guard CommonPlatformBounds(hearing).hold else { return .resulted }
        return CommonPlatformResultReader(hearing).hasOwnResults() ? .resulted : .listed
    }
}

extension FormatError {
    fileprivate static var unknownEventType: FormatError {
        FormatError(
            path: "/MessageAttributes", rule: "courts.event-type",
            message: "The attributes do not say which of listed, resulted and deleted the hearing is.",
            remedy: "Send hearingEventType ConfirmedOrUpdated, Resulted or Deleted, and nothing that contradicts it.")
    }
}

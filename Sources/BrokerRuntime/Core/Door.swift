import AgreementEngine
import CanonicalModel
import Formats
import Messaging

/// The verifier at the core's door: whatever an adapter checked is checked again inside (NCSC "safely importing data").
///
/// It demands `user_id`, which RabbitMQ vouches for, and holds it against source and type: an agency publishes its own facts
/// and nothing else.
struct Door: Sendable {
    let directory: PartnershipDirectory

    /// A message that may enter.
    struct Admitted: Sendable {
        var message: CanonicalMessage
        var digest: [UInt8]
        var body: [UInt8]
        /// The AMQP user that RabbitMQ vouches for; empty for an item that waited with a person.
        var user = ""
    }

    /// Why bytes may not enter, and who sent them.
    struct Refusal: Error, Sendable {
        var user: String
        var problem: FormatError
        var body: [UInt8]
    }

    /// Verifies one delivery.
    ///
    /// - Parameters:
    ///   - delivery: bytes with what RabbitMQ vouches for.
    ///   - now: the core's clock.
    func admit(_ delivery: Delivery, now: Timestamp) -> Result<Admitted, Refusal> {
        let user = delivery.userID ?? ""
        do throws(FormatError) {
            guard let sender = directory.publisher(user) else { throw Self.unknownSender }
            guard delivery.contentType == CanonicalMessage.contentType else { throw Self.wrongContentType }
            let message = try CanonicalMessage(try StrictJSON.parse(delivery.body))
            guard sender.mayPublish(message.fact.type, from: message.source) else { throw Self.notTheirs }
            guard delivery.messageID == nil || delivery.messageID == message.id else { throw Self.otherID }
            guard message.key.utf8.allSatisfy({ $0 >= 32 }), !message.source.utf8.contains(32) else { throw Self.controlCharacter }
            if let ahead = message.fact.mayLieAheadSeconds {
                guard message.time <= now.adding(seconds: ahead) else { throw Self.fromTheFuture("/time") }
            }
            guard message.recordedTime <= now.adding(seconds: Fact.clockAllowanceSeconds) else {
                throw Self.fromTheFuture("/recordedtime")
            }
            return .success(Admitted(message: message, digest: message.contentDigest, body: delivery.body, user: user))
        } catch {
            return .failure(Refusal(user: user, problem: error, body: delivery.body))
        }
    }

    private static let unknownSender = FormatError(
        path: "amqp:user_id", rule: "door.user-id",
        message: "The message carries no user_id that the partnership's directory knows.",
        remedy: "Publish as your agency's own AMQP user and set the user_id property to it.")
    private static let wrongContentType = FormatError(
        path: "amqp:content_type", rule: "door.content-type",
        message: "The content type is not that of a CloudEvents message in structured JSON.",
        remedy: "Set content_type to application/cloudevents+json.")
    static let notTheirs = FormatError(
        path: "/source", rule: "door.not-yours",
        message: "This user may not publish this message type from this source.",
        remedy: "Publish your own agency's facts only; the directory lists what each user may publish.")
    private static func fromTheFuture(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "door.future",
            message: "The time is more than \(Fact.clockAllowanceSeconds / 60) minutes ahead of the core's clock.",
            remedy: "Set the sender's clock by NTP; say when something happened, not when it is planned for.")
    }
    /// Ids become keys of records and tasks; a control character in one is an attack or an accident.
    private static let controlCharacter = FormatError(
        path: "/id", rule: "door.control-character",
        message: "The id or the source holds a control character, or the source a space.",
        remedy: "Use printable characters in ids, and no space in a source.")
    private static let otherID = FormatError(
        path: "amqp:message_id", rule: "door.message-id", message: "The message_id property is not the message's own id.",
        remedy: "Set message_id to the CloudEvents id, or leave it out.")
}

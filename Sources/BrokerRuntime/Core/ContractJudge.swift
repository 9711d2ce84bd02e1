public import AgreementEngine
public import CanonicalModel
public import Formats
import Messaging

/// What the core's door would say of a message that nobody has sent yet.
///
/// The conformance suite of suppliers asks it, so that what passes there passes here: it is the same door.
public struct ContractJudge: Sendable {
    private let door: Door
    private let users: [String]
    private let now: Timestamp

    /// A judge for a partnership.
    ///
    /// - Parameters:
    ///   - directory: who may publish what.
    ///   - user: the AMQP user that would publish; nil asks whether anybody in the directory may.
    ///   - now: the present, for messages dated ahead of it.
    public init(directory: PartnershipDirectory, user: String?, now: Timestamp) {
        door = Door(directory: directory)
        self.now = now
        users = user.map { [$0] } ?? directory.publishers.map(\.user)
    }

    /// The message, when it would be let in.
    ///
    /// - Throws: what the door would refuse it for; with several users the last one's answer, which is the same for all but
    ///   the question whose it is.
    public func judge(_ body: [UInt8]) throws(FormatError) -> CanonicalMessage {
        var refusal = Self.nobodyPublishes
        for user in users {
            switch door.admit(delivery(body, from: user), now: now) {
            case .success(let admitted): return admitted.message
            case .failure(let answer): refusal = answer.problem
            }
            if refusal.rule != Door.notTheirs.rule { break }
        }
        throw refusal
    }

    private func delivery(_ body: [UInt8], from user: String) -> Delivery {
        Delivery(userID: user, contentType: CanonicalMessage.contentType, exchange: "", routingKey: "", body: body)
    }

    private static let nobodyPublishes = FormatError(
        path: "", rule: "door.no-publisher", message: "The directory names nobody who may publish anything.",
        remedy: "Add a publisher to the directory.")
}

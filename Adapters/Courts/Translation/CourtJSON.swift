import CanonicalModel
import DomainEvents
import Formats

/// The formats in JSON: which of them an item is, and its way through.
enum CourtJSON {
    /// Whether an item is JSON rather than XML, by its first byte that means anything; XML begins with "<" or is none.
    static func isJSON(_ bytes: [UInt8]) -> Bool {
        let first = ByteOrderMark.skipped(in: bytes).first { $0 > 32 }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// Translates an item.
    static func translate(_ item: IntakeItem, _ standingData: StandingData) -> Translation {
        do {
            return try translation(try EventEnvelope(item.bytes), item, standingData)
        } catch {
            return Translation(
                outcome: .rejected, problems: [error], correlationID: EventEnvelope.salvagedMessageID(item.bytes))
        }
    }

    private static func translation(
        _ envelope: EventEnvelope, _ item: IntakeItem, _ standingData: StandingData
    ) throws(FormatError) -> Translation {
        guard !envelope.isHousekeeping else { return Translation(outcome: .ignored, problems: [.housekeeping]) }
        let body = JSONNode(.object(envelope.body), path: envelope.bodyPath)
        let stated = try CommonPlatformKind.stated(envelope)
        switch form(of: body, stated) {
        case .hearing(let hearing):
            let kind = stated ?? CommonPlatformKind.implied(by: hearing, in: body)
            var translation = CommonPlatformTranslation(hearing: hearing, body: body, kind: kind, standingData)
            return sent(by: envelope, translation.translate()).translation(of: item)
        case .libraCase:
            let translation = LibraMessageTranslation(node: body, standingData: standingData)
            return sent(by: envelope, translation.translate()).translation(of: item)
        case .other: return Translation(outcome: .ignored, problems: [.notCourtBusiness(body.path)])
        }
    }

    /// SNS's id names the delivery, and is part of the messages' ids as a sender's own id is elsewhere; without one the id of
    /// the hearing must do.
    private static func sent(by envelope: EventEnvelope, _ outcome: CourtOutcome) -> CourtOutcome {
        var outcome = outcome
        outcome.correlationID = envelope.correlationID ?? outcome.correlationID
        return outcome
    }

    /// What was read from an item.
    static func read(_ bytes: [UInt8]) -> JSONValue {
        do {
            let envelope = try EventEnvelope(bytes)
            let body = JSONNode(.object(envelope.body), path: envelope.bodyPath)
            let isLibra = if case .libraCase = form(of: body, nil) { true } else { false }
            var object = JSONObject()
            object["wellFormed"] = true
            object["envelope"] = .string(envelope.form.rawValue)
            object.setIfPresent("messageId", envelope.messageID)
            for name in ["hearingEventType", "eventType", "messageType"] {
                object.setIfPresent(name, envelope.attribute(name))
            }
            object["body"] =
                isLibra
                ? JSONExtract.json(.object(envelope.body), keeping: LibraExtract.members)
                : JSONExtract.json(
                    .object(envelope.body), keeping: CommonPlatformExtract.members, where: CommonPlatformExtract.isShown
                )
            return .object(object)
        } catch {
            return ["wellFormed": false, "error": .string(error.message)]
        }
    }
}

// MARK: - Which format

extension CourtJSON {
    private enum Form {
        case hearing(JSONNode)
        case libraCase
        case other
    }

    private static let hearingMembers = [
        "prosecutionCases", "courtCentre", "hearingDays", "jurisdictionType", "courtApplications",
    ]
    private static let libraMembers = ["caseNo", "defendantName", "defendantType", "sessionStartTime", "courtRoom"]

    /// A deletion may be as short as an id, so what the envelope states makes a hearing of it.
    private static func form(of body: JSONNode, _ stated: CommonPlatformKind?) -> Form {
        if !body["hearing"].isAbsent { return .hearing(body["hearing"]) }
        if hearingMembers.contains(where: { !body[$0].isAbsent }) { return .hearing(body) }
        if libraMembers.contains(where: { !body[$0].isAbsent }) { return .libraCase }
        return stated == nil ? .other : .hearing(body)
    }
}

extension FormatError {
    fileprivate static let housekeeping = FormatError(
        path: "", rule: "courts.housekeeping", message: "The item is SNS asking about a subscription.",
        remedy: "Confirm the subscription where it is kept; the adapter confirms none.")

    fileprivate static func notCourtBusiness(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "courts.not-a-hearing",
            message: "The document is JSON but neither a Common Platform hearing nor a Libra case.",
            remedy: "Send a hearing, bare or with sharedTime beside it, or a Libra case; in an SNS notification or not."
        )
    }
}

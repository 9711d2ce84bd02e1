import CanonicalModel
import CourtsTranslation
import Formats

/// A Common Platform hearing whose parts a test can change one at a time; everybody in it is invented.
struct CommonPlatformSample {
    var id = #""5d1f0c66-4b7e-4a43-9d0a-0c2f1e7a0126""#
    var jurisdiction = #""MAGISTRATES""#
    var court = #"{"id": "x", "code": "B99QQ01"}"#
    var days = #"[{"sittingDay": "2026-06-10T09:05:00.000Z"}]"#
    var urn = #""99QQ0000126""#
    var name = #""title": "Mr", "firstName": "Testan", "middleName": null, "lastName": "EXAMPLE""#
    var birthDate = #""1991-04-30""#
    var gender = #""MALE""#
    var pnc = #""20090000126Y""#
    var cro = "null"
    var isYouth = "false"
    var bailStatus = #"{"code": "U"}"#
    var offences = [Self.offence()]
    /// Replaces the `personDefendant` member and what follows it.
    var party: String?
    /// More members of the defendant.
    var defendantMembers = ""
    /// More members of the hearing.
    var hearingMembers = ""
    /// More members beside the hearing.
    var bodyMembers = ""
    /// The attributes of an SNS notification around it; without any it comes bare.
    var attributes: [String: String]?

    static func offence(_ rest: String = "", code: String = #""TH68010""#, index: Int = 1) -> String {
        """
        {"id": "o\(index)", "offenceCode": \(code), "offenceTitle": "words", "wording": "words", "orderIndex": \(index)\(rest)}
        """
    }

    static func results(_ results: String...) -> String {
        ", \"judicialResults\": [\(results.joined(separator: ", "))]"
    }

    /// A member of the hearing: a result of a defendant as a whole.
    static func wholly(_ code: String, _ rest: String = "", of defendant: String = #""masterDefendantId": "m1""#)
        -> String
    {
        ", \"defendantJudicialResults\": [{\(defendant), \"judicialResult\": \(result(code, rest))}]"
    }

    static func result(_ code: String, _ rest: String = "") -> String {
        "{\"cjsCode\": \"\(code)\", \"label\": \"words\", \"category\": \"FINAL\"\(rest)}"
    }
}

extension CommonPlatformSample {
    private var defendant: String {
        let person = """
            "personDefendant": {"personDetails": {\(name), "dateOfBirth": \(birthDate), "gender": \(gender)},
            "bailStatus": \(bailStatus), "arrestSummonsNumber": "2699QQ0000000000126W"}
            """
        return """
            {"id": "d1", "masterDefendantId": "m1", "pncId": \(pnc), "croNumber": \(cro), "isYouth": \(isYouth),
            "offences": [\(offences.joined(separator: ", "))], \(party ?? person)\(defendantMembers)}
            """
    }

    var body: String {
        """
        {"hearing": {"id": \(id), "jurisdictionType": \(jurisdiction), "courtCentre": \(court), "hearingDays": \(days),
        "prosecutionCases": [{"id": "c1", "prosecutionCaseIdentifier": {"caseURN": \(urn)}, "defendants": [\(defendant)]}]
        \(hearingMembers)}\(bodyMembers)}
        """
    }

    var document: String {
        guard let attributes else { return body }
        let members = attributes.map { JSONObject.Member(key: $0, value: ["Type": "String", "Value": .string($1)]) }
        let notification: JSONValue = [
            "Type": "Notification", "MessageId": "sns-1", "Message": .string(body),
            "MessageAttributes": .object(JSONObject(members.sorted { $0.key < $1.key })),
        ]
        return notification.encodedString
    }

    var translation: Translation {
        CourtsTranslator().translate(CourtSample.item(Array(document.utf8), name: "h.json"))
    }

    var result: HearingResult? {
        guard case .hearingResulted(let result)? = translation.messages.first?.fact else { return nil }
        return result
    }

    var listing: HearingListing? {
        guard case .listing(let listing)? = translation.messages.first?.fact else { return nil }
        return listing
    }

    /// The same, resulted.
    var resulted: CommonPlatformSample {
        var sample = self
        sample.bodyMembers = #", "sharedTime": "2026-06-10T15:00:00Z""#
        return sample
    }
}

import CanonicalModel
import Formats

/// Prison events as HMPPS publishes them: an SNS notification around a domain event.
enum PrisonEvents {
    enum Kind {
        case remanded, sentenced, recalled, receivedWithoutCode, released, died
    }

    static func event(_ kind: Kind, _ number: String, at time: Timestamp) -> [UInt8] {
        let isIn = kind != .released && kind != .died
        var information: JSONObject = ["nomsNumber": .string(number)]
        information["reason"] = .string(
            kind == .receivedWithoutCode ? "NEW_ADMISSION" : isIn ? "ADMISSION" : "RELEASED")
        information.setIfPresent("nomisMovementReasonCode", code(kind))
        information["currentLocation"] = .string(isIn ? "IN_PRISON" : "OUTSIDE_PRISON")
        information["prisonId"] = "ZZI"
        information["currentPrisonStatus"] = .string(isIn ? "UNDER_PRISON_CARE" : "NOT_UNDER_PRISON_CARE")
        let family = kind == .receivedWithoutCode ? "prisoner-offender-search" : "prison-offender-events"
        return notification("\(family).prisoner.\(isIn ? "received" : "released")", information, "NOMS", number, time)
    }

    static func merged(_ number: String, _ removed: String, at time: Timestamp) -> [UInt8] {
        let information: JSONObject = [
            "nomsNumber": .string(number), "removedNomsNumber": .string(removed), "reason": "MERGE",
        ]
        return notification("prison-offender-events.prisoner.merged", information, "NOMS", number, time)
    }

    private static func code(_ kind: Kind) -> String? {
        switch kind {
        case .remanded: "N"
        case .sentenced: "I"
        case .recalled: "L"
        case .receivedWithoutCode: nil
        case .released: "CR"
        case .died: "DEC"
        }
    }

    /// The notification's own id is made of its content: published again, the same event has another, and must not matter.
    static func notification(
        _ type: String, _ information: JSONObject, _ register: String, _ number: String, _ time: Timestamp
    ) -> [UInt8] {
        let event: JSONObject = [
            "eventType": .string(type), "additionalInformation": .object(information), "version": 1,
            "occurredAt": .string(time.description), "publishedAt": .string(time.description),
            "description": "An invented event",
            "personReference": .object([
                "identifiers": .array([.object(["type": .string(register), "value": .string(number)])])
            ]),
        ]
        let wrapped: JSONObject = [
            "Type": "Notification", "MessageId": .string("\(type)-\(number)-\(time.microseconds)"),
            "TopicArn": "arn:aws:sns:eu-west-2:000000000000:invented",
            "Message": .string(JSONValue.object(event).encodedString), "Timestamp": .string(time.description),
            "MessageAttributes": .object(["eventType": .object(["Type": "String", "Value": .string(type)])]),
        ]
        return JSONValue.object(wrapped).encoded()
    }
}

/// Probation events.
enum ProbationEvents {
    static func recalled(_ number: String, at time: Timestamp, _ serial: Int) -> [UInt8] {
        let information: JSONObject = [
            "contactOutcome": "DECISION_TO_RECALL", "recommendationUrl": .string("https://recall.invalid/\(serial)"),
        ]
        return PrisonEvents.notification(
            "prison-recall.recommendation.management-oversight", information, "CRN", number, time)
    }
}

/// Court results in the police's interface (SPI 0.6g), as `ops/crash/samples.py` writes them.
enum CourtDocuments {
    static func result(
        _ person: InventedPerson, correlation: String, number: Int, day: String, code: String
    ) -> [UInt8] {
        let inner = """
            <ResultedCaseMessage xmlns="http://www.dca.gov.uk/xmlschemas/libra" Flow="ResultedCasesForThePolice" \
            Interface="LibraStandardProsecutorPolice" SchemaVersion="0.6g"><Session><CourtHearing><Hearing>\
            <CourtHearingLocation>B99QQ01</CourtHearingLocation><DateOfHearing>\(day)</DateOfHearing>\
            <TimeOfHearing>10:00:00</TimeOfHearing></Hearing><PSAcode>9901</PSAcode></CourtHearing><Case>\
            <PTIURN>99QQ\(String(10_000_000 + number).dropFirst())</PTIURN><Defendant><CourtIndividualDefendant>\
            <PersonDefendant><BasePersonDetails><PersonName><PersonGivenName1>\(person.given)</PersonGivenName1>\
            <PersonFamilyName>\(person.family)</PersonFamilyName></PersonName><Birthdate>\(person.born)</Birthdate>\
            <Gender>\(person.isFemale ? 2 : 1)</Gender></BasePersonDetails>\
            <PNCidentifier>\(person.pnc)</PNCidentifier></PersonDefendant><BailStatus>A</BailStatus>\
            <PresentAtHearing>Y</PresentAtHearing></CourtIndividualDefendant><Offence><BaseOffenceDetails>\
            <OffenceSequenceNumber>001</OffenceSequenceNumber><OffenceCode>TH68010</OffenceCode>\
            <OffenceWording>invented wording</OffenceWording></BaseOffenceDetails>\
            <FinalDisposalIndicator>Y</FinalDisposalIndicator><Finding>G</Finding><Result>\
            <ResultCode>\(code)</ResultCode><ResultText>invented text</ResultText></Result></Offence></Defendant></Case>\
            </Session></ResultedCaseMessage>
            """
        let outer = """
            <RouteData VersionNumber="1.0" RequestResponse="Request" xmlns="http://schemas.cjse.gov.uk/common/operations">\
            <RequestFromSystem VersionNumber="1.0"><CorrelationID>\(correlation)</CorrelationID>\
            <SystemID>Z00CJSE</SystemID></RequestFromSystem><DataStream VersionNumber="1.0"><System>B00LIBRA</System>\
            <DataStreamType>SPIResults</DataStreamType><SystemDataStreamID>\(correlation)-stream</SystemDataStreamID>\
            <ContentType>text/xml</ContentType><DataStreamContent>\(escaped(inner))</DataStreamContent></DataStream></RouteData>
            """
        return Array(outer.utf8)
    }

    private static func escaped(_ text: String) -> String {
        var bytes = [UInt8]()
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
            case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
            case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

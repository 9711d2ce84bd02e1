import Formats

/// What is taken of a case in a long file: the members that `SPIExtract` gives of one in a file of its own.
enum CaseExtract {
    static func json(_ record: XMLRecord) -> JSONValue {
        let hearing = record.surroundings.last?.first(at: "CourtHearing", "Hearing")
        return [
            "court": text(hearing?.first("CourtHearingLocation")), "date": text(hearing?.first("DateOfHearing")),
            "ptiurn": text(record.element.first("PTIURN")),
            "defendants": .array(record.element.all("Defendant").map(defendant)),
        ]
    }

    private static func defendant(_ defendant: XMLElement) -> JSONValue {
        let individual = defendant.first("CourtIndividualDefendant")
        let corporate = defendant.first("CourtCorporateDefendant")
        let details = individual ?? corporate
        let person = details?.first("PersonDefendant")
        let base = person?.first("BasePersonDetails")
        let name = base?.first("PersonName")
        let given = ["PersonGivenName1", "PersonGivenName2", "PersonGivenName3"].compactMap { value(name?.first($0)) }
        let organisations = individual == nil ? corporate?.descendants("OrganisationName") ?? [] : []
        return [
            "asn": text(defendant.first("ProsecutorReference")),
            "pncIdentifier": text(person?.first("PNCidentifier"), or: details?.first("PNCidentifier")),
            "title": text(name?.first("PersonTitle")), "givenNames": .array(given.map(JSONValue.string)),
            "familyName": text(name?.first("PersonFamilyName")),
            "organisationName": organisations.lazy.compactMap(value).first.map(JSONValue.string) ?? .null,
            "dateOfBirth": text(base?.first("Birthdate")), "gender": text(base?.first("Gender")),
            "presentAtHearing": text(details?.first("PresentAtHearing")),
            "bailStatus": text(details?.first("BailStatus")),
            "bailConditions": .array(conditions(person, details)),
            "reasonForBailConditionsOrCustody": text(details?.first("ReasonForBailConditionsOrCustody")),
            "offences": .array(defendant.all("Offence").map(offence)),
        ]
    }

    private static func conditions(_ person: XMLElement?, _ details: XMLElement?) -> [JSONValue] {
        let text = value(person?.first("BailConditions")) ?? value(details?.first("BailConditions")) ?? ""
        return text.split(separator: ";").map { StrictText.collapsed(String($0)) }.filter { !$0.isEmpty }
            .map(JSONValue.string)
    }

    private static func offence(_ offence: XMLElement) -> JSONValue {
        let base = offence.first("BaseOffenceDetails")
        return [
            "sequence": text(base?.first("OffenceSequenceNumber")), "code": text(base?.first("OffenceCode")),
            "startDate": text(base?.first(at: "OffenceTiming", "OffenceStart", "OffenceDateStartDate")),
            "endDate": text(base?.first(at: "OffenceTiming", "OffenceEnd", "OffenceEndDate")),
            "plea": text(offence.first("Plea")), "finding": text(offence.first("Finding")),
            "convictionDate": text(offence.first("ConvictionDate")),
            "finalDisposalIndicator": text(offence.first("FinalDisposalIndicator")),
            "results": .array(offence.all("Result").map(result)),
        ]
    }

    private static func result(_ result: XMLElement) -> JSONValue {
        let outcome = result.first("Outcome")
        let duration = outcome?.first("Duration")
        let qualifiers = result.all("ResultCodeQualifier").compactMap(value)
        return [
            "code": text(result.first("ResultCode")), "qualifiers": .array(qualifiers.map(JSONValue.string)),
            "amount": text(outcome?.first("ResultAmountSterling")),
            "duration": pair(duration?.first("DurationValue"), duration?.first("DurationUnit")),
            "secondaryDuration": pair(
                duration?.first("SecondaryDurationValue"), duration?.first("SecondaryDurationUnit")),
            "nextHearing": next(result.first("NextHearing")),
        ]
    }

    private static func next(_ next: XMLElement?) -> JSONValue {
        guard let next else { return .null }
        let details = next.first("NextHearingDetails")
        return [
            "courtOrgUnit": text(details?.first("CourtHearingLocation")), "date": text(details?.first("DateOfHearing")),
            "time": text(details?.first("TimeOfHearing")), "bailStatus": text(next.first("BailStatusOffence")),
        ]
    }

    private static func pair(_ first: XMLElement?, _ second: XMLElement?) -> JSONValue {
        let texts = [text(first), text(second)]
        return texts == [.null, .null] ? .null : .array(texts)
    }

    private static func text(_ element: XMLElement?, or other: XMLElement? = nil) -> JSONValue {
        (value(element) ?? value(other)).map(JSONValue.string) ?? .null
    }

    private static func value(_ element: XMLElement) -> String? { value(Optional(element)) }

    private static func value(_ element: XMLElement?) -> String? {
        guard let element else { return nil }
        let text = StrictText.collapsed(element.text)
        return text.isEmpty ? nil : text
    }
}

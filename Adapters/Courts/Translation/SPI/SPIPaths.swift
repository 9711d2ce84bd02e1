// Where the values of a `ResultedCaseMessage` stand (court-results.md 1.1).

// Below `ResultedCaseMessage`.
extension XMLPath {
    static let court: XMLPath = "Session/CourtHearing/Hearing/CourtHearingLocation"
    static let hearingDate: XMLPath = "Session/CourtHearing/Hearing/DateOfHearing"
    static let hearingTime: XMLPath = "Session/CourtHearing/Hearing/TimeOfHearing"
    static let courtHouse: XMLPath = "Session/CourtHearing/PSAcode"
    static let `case`: XMLPath = "Session/Case"
}

// Below `Case`.
extension XMLPath {
    static let ptiurn: XMLPath = "PTIURN"
    static let defendant: XMLPath = "Defendant"
}

// Below `Defendant`.
extension XMLPath {
    static let asn: XMLPath = "ProsecutorReference"
    static let individual: XMLPath = "CourtIndividualDefendant"
    static let corporate: XMLPath = "CourtCorporateDefendant"
    static let offence: XMLPath = "Offence"
}

// Below `CourtIndividualDefendant` or `CourtCorporateDefendant`, which share what both have.
extension XMLPath {
    static let personName: XMLPath = "PersonDefendant/BasePersonDetails/PersonName"
    static let title: XMLPath = "PersonDefendant/BasePersonDetails/PersonName/PersonTitle"
    static let givenNames: [XMLPath] = [
        "PersonDefendant/BasePersonDetails/PersonName/PersonGivenName1",
        "PersonDefendant/BasePersonDetails/PersonName/PersonGivenName2",
        "PersonDefendant/BasePersonDetails/PersonName/PersonGivenName3",
    ]
    static let familyName: XMLPath = "PersonDefendant/BasePersonDetails/PersonName/PersonFamilyName"
    static let birthDate: XMLPath = "PersonDefendant/BasePersonDetails/Birthdate"
    static let gender: XMLPath = "PersonDefendant/BasePersonDetails/Gender"
    static let personPNC: XMLPath = "PersonDefendant/PNCidentifier"
    static let personBailConditions: XMLPath = "PersonDefendant/BailConditions"
    static let organisationPNC: XMLPath = "PNCidentifier"
    static let organisationBailConditions: XMLPath = "BailConditions"
    static let organisationName: XMLPath = "OrganisationName"
    static let bailStatus: XMLPath = "BailStatus"
    static let presentAtHearing: XMLPath = "PresentAtHearing"
    static let reasonForBailConditions: XMLPath = "ReasonForBailConditionsOrCustody"
    static let simpleAddress: XMLPath = "Address/SimpleAddress"
    static let complexAddress: XMLPath = "Address/ComplexAddress"
}

// Below `SimpleAddress` and `ComplexAddress` (BS 7666).
extension XMLPath {
    static let addressLines: [XMLPath] = [
        "AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "AddressLine5",
    ]
    static let secondaryName: XMLPath = "SAON"
    static let primaryName: XMLPath = "PAON"
    static let street: XMLPath = "StreetDescription"
    static let localities: [XMLPath] = ["Locality", "Town", "AdministrativeArea"]
    static let postcode: XMLPath = "PostCode"
    static let rangeStart: XMLPath = "StartRange"
    static let rangeEnd: XMLPath = "EndRange"
    static let rangeNumber: XMLPath = "Number"
    static let rangeSuffix: XMLPath = "Suffix"
    static let rangeDescription: XMLPath = "Description"
}

// Below `Offence`.
extension XMLPath {
    static let sequence: XMLPath = "BaseOffenceDetails/OffenceSequenceNumber"
    static let offenceCode: XMLPath = "BaseOffenceDetails/OffenceCode"
    static let startDate: XMLPath = "BaseOffenceDetails/OffenceTiming/OffenceStart/OffenceDateStartDate"
    static let endDate: XMLPath = "BaseOffenceDetails/OffenceTiming/OffenceEnd/OffenceEndDate"
    static let plea: XMLPath = "Plea"
    static let finding: XMLPath = "Finding"
    static let convictionDate: XMLPath = "ConvictionDate"
    static let finalDisposal: XMLPath = "FinalDisposalIndicator"
    static let result: XMLPath = "Result"
}

// Below `Result`.
extension XMLPath {
    static let resultCode: XMLPath = "ResultCode"
    static let qualifier: XMLPath = "ResultCodeQualifier"
    static let amount: XMLPath = "Outcome/ResultAmountSterling"
    static let durationValue: XMLPath = "Outcome/Duration/DurationValue"
    static let durationUnit: XMLPath = "Outcome/Duration/DurationUnit"
    static let secondaryValue: XMLPath = "Outcome/Duration/SecondaryDurationValue"
    static let secondaryUnit: XMLPath = "Outcome/Duration/SecondaryDurationUnit"
    static let durationStart: XMLPath = "Outcome/Duration/DurationStartDate"
    static let durationEnd: XMLPath = "Outcome/Duration/DurationEndDate"
    static let nextHearing: XMLPath = "NextHearing"
    static let nextCourt: XMLPath = "NextHearing/NextHearingDetails/CourtHearingLocation"
    static let nextDate: XMLPath = "NextHearing/NextHearingDetails/DateOfHearing"
    static let nextTime: XMLPath = "NextHearing/NextHearingDetails/TimeOfHearing"
    static let nextBailStatus: XMLPath = "NextHearing/BailStatusOffence"
}

/// A path of child elements below another, "BaseOffenceDetails/OffenceCode", by local names.
///
/// The reader follows it and the translator names it in a problem, so that the two cannot disagree.
struct SPIPath: Sendable, ExpressibleByStringLiteral {
    /// As written.
    let text: String
    /// The local names, outermost first.
    let steps: [String]

    init(stringLiteral text: String) {
        self.text = text
        steps = text.split(separator: "/").map(String.init)
    }
}

// Below `ResultedCaseMessage`.
extension SPIPath {
    static let court: SPIPath = "Session/CourtHearing/Hearing/CourtHearingLocation"
    static let hearingDate: SPIPath = "Session/CourtHearing/Hearing/DateOfHearing"
    static let hearingTime: SPIPath = "Session/CourtHearing/Hearing/TimeOfHearing"
    static let courtHouse: SPIPath = "Session/CourtHearing/PSAcode"
    static let `case`: SPIPath = "Session/Case"
}

// Below `Case`.
extension SPIPath {
    static let ptiurn: SPIPath = "PTIURN"
    static let defendant: SPIPath = "Defendant"
}

// Below `Defendant`.
extension SPIPath {
    static let asn: SPIPath = "ProsecutorReference"
    static let individual: SPIPath = "CourtIndividualDefendant"
    static let corporate: SPIPath = "CourtCorporateDefendant"
    static let offence: SPIPath = "Offence"
}

// Below `CourtIndividualDefendant` or `CourtCorporateDefendant`, which share what both have.
extension SPIPath {
    static let personName: SPIPath = "PersonDefendant/BasePersonDetails/PersonName"
    static let title: SPIPath = "PersonDefendant/BasePersonDetails/PersonName/PersonTitle"
    static let givenNames: [SPIPath] = [
        "PersonDefendant/BasePersonDetails/PersonName/PersonGivenName1",
        "PersonDefendant/BasePersonDetails/PersonName/PersonGivenName2",
        "PersonDefendant/BasePersonDetails/PersonName/PersonGivenName3",
    ]
    static let familyName: SPIPath = "PersonDefendant/BasePersonDetails/PersonName/PersonFamilyName"
    static let birthDate: SPIPath = "PersonDefendant/BasePersonDetails/Birthdate"
    static let gender: SPIPath = "PersonDefendant/BasePersonDetails/Gender"
    static let personPNC: SPIPath = "PersonDefendant/PNCidentifier"
    static let personBailConditions: SPIPath = "PersonDefendant/BailConditions"
    static let organisationPNC: SPIPath = "PNCidentifier"
    static let organisationBailConditions: SPIPath = "BailConditions"
    static let organisationName: SPIPath = "OrganisationName"
    static let bailStatus: SPIPath = "BailStatus"
    static let presentAtHearing: SPIPath = "PresentAtHearing"
    static let reasonForBailConditions: SPIPath = "ReasonForBailConditionsOrCustody"
    static let simpleAddress: SPIPath = "Address/SimpleAddress"
    static let complexAddress: SPIPath = "Address/ComplexAddress"
}

// Below `SimpleAddress` and `ComplexAddress` (BS 7666).
extension SPIPath {
    static let addressLines: [SPIPath] = [
        "AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "AddressLine5",
    ]
    static let secondaryName: SPIPath = "SAON"
    static let primaryName: SPIPath = "PAON"
    static let street: SPIPath = "StreetDescription"
    static let localities: [SPIPath] = ["Locality", "Town", "AdministrativeArea"]
    static let postcode: SPIPath = "PostCode"
    static let rangeStart: SPIPath = "StartRange"
    static let rangeEnd: SPIPath = "EndRange"
    static let rangeNumber: SPIPath = "Number"
    static let rangeSuffix: SPIPath = "Suffix"
    static let rangeDescription: SPIPath = "Description"
}

// Below `Offence`.
extension SPIPath {
    static let sequence: SPIPath = "BaseOffenceDetails/OffenceSequenceNumber"
    static let offenceCode: SPIPath = "BaseOffenceDetails/OffenceCode"
    static let startDate: SPIPath = "BaseOffenceDetails/OffenceTiming/OffenceStart/OffenceDateStartDate"
    static let endDate: SPIPath = "BaseOffenceDetails/OffenceTiming/OffenceEnd/OffenceEndDate"
    static let plea: SPIPath = "Plea"
    static let finding: SPIPath = "Finding"
    static let convictionDate: SPIPath = "ConvictionDate"
    static let finalDisposal: SPIPath = "FinalDisposalIndicator"
    static let result: SPIPath = "Result"
}

// Below `Result`.
extension SPIPath {
    static let resultCode: SPIPath = "ResultCode"
    static let qualifier: SPIPath = "ResultCodeQualifier"
    static let amount: SPIPath = "Outcome/ResultAmountSterling"
    static let durationValue: SPIPath = "Outcome/Duration/DurationValue"
    static let durationUnit: SPIPath = "Outcome/Duration/DurationUnit"
    static let secondaryValue: SPIPath = "Outcome/Duration/SecondaryDurationValue"
    static let secondaryUnit: SPIPath = "Outcome/Duration/SecondaryDurationUnit"
    static let nextHearing: SPIPath = "NextHearing"
    static let nextCourt: SPIPath = "NextHearing/NextHearingDetails/CourtHearingLocation"
    static let nextDate: SPIPath = "NextHearing/NextHearingDetails/DateOfHearing"
    static let nextTime: SPIPath = "NextHearing/NextHearingDetails/TimeOfHearing"
    static let nextBailStatus: SPIPath = "NextHearing/BailStatusOffence"
}

import Formats

/// Renders what was read of a Common Platform hearing, for an adapter's `read` command.
enum CommonPlatformExtract {
    /// The members that are read, and so the only ones shown; free text is not among them.
    ///
    /// Applications are there for the codes of their results, which decide an item's fate.
    static let members: Set<String> = [
        "hearing", "hearingId", "id", "jurisdictionType", "courtCentre", "code", "hearingDays", "sittingDay",
        "hasSharedResults",
        "sharedTime", "prosecutionCases", "prosecutionCaseIdentifier", "caseURN", "prosecutionAuthorityReference",
        "defendants", "masterDefendantId", "pncId", "croNumber", "isYouth", "personDefendant", "personDetails", "title",
        "firstName", "middleName", "lastName", "dateOfBirth", "gender", "address", "address1", "address2", "address3",
        "address4", "address5", "postcode", "bailStatus", "arrestSummonsNumber", "legalEntityDefendant", "offences",
        "offenceCode", "orderIndex", "listingNumber", "startDate", "endDate", "convictionDate", "plea", "pleaValue",
        "verdict", "verdictType", "categoryType", "verdictType/description", "judicialResults", "cjsCode", "qualifier",
        "category", "orderedDate", "courtApplications", "courtApplicationCases", "courtOrder", "courtOrderOffences",
        "offence",
        "orderedHearingId", "isDeleted", "postHearingCustodyStatus", "durationElement", "primaryDurationValue",
        "primaryDurationUnit", "secondaryDurationValue", "secondaryDurationUnit", "durationStartDate",
        "durationEndDate", "nextHearing", "listedStartDateTime",
        "defendantAttendance", "attendanceDays", "attendanceType", "day", "defendantId", "defendantJudicialResults",
        "judicialResult", "defendantCaseJudicialResults", "defendantHearingYouthMarkers",
    ]

    /// Whether a text is what the translator takes from its member: a sentence in a code's place may name people.
    static func isShown(_ key: String, _ text: String) -> Bool {
        switch key {
        case "qualifier": CommonPlatformResult.qualifiers(in: text) != nil
        case "description": text.collapsed.flatMap { CourtCodes.findingByWord[CourtCodes.word($0)] } != nil
        default: true
        }
    }
}

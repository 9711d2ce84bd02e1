import Formats

/// Renders what was read of a Common Platform hearing, for an adapter's `read` command.
enum CommonPlatformExtract {
    /// The members that are read, and so the only ones shown; free text is not among them.
    static let members: Set<String> = [
        "hearing", "id", "jurisdictionType", "courtCentre", "code", "hearingDays", "sittingDay", "hasSharedResults",
        "sharedTime", "prosecutionCases", "prosecutionCaseIdentifier", "caseURN", "prosecutionAuthorityReference",
        "defendants", "masterDefendantId", "pncId", "croNumber", "isYouth", "personDefendant", "personDetails", "title",
        "firstName", "middleName", "lastName", "dateOfBirth", "gender", "address", "address1", "address2", "address3",
        "address4", "address5", "postcode", "bailStatus", "arrestSummonsNumber", "legalEntityDefendant", "offences",
        "offenceCode", "orderIndex", "listingNumber", "startDate", "endDate", "convictionDate", "plea", "pleaValue",
        "verdict", "verdictType", "categoryType", "judicialResults", "cjsCode", "category", "orderedDate",
        "orderedHearingId", "isDeleted", "postHearingCustodyStatus", "durationElement", "primaryDurationValue",
        "primaryDurationUnit", "secondaryDurationValue", "secondaryDurationUnit", "durationStartDate",
        "durationEndDate", "nextHearing", "listedStartDateTime",
        "defendantAttendance", "attendanceDays", "attendanceType", "day", "defendantId", "defendantJudicialResults",
        "judicialResult", "defendantCaseJudicialResults", "defendantHearingYouthMarkers",
    ]
}

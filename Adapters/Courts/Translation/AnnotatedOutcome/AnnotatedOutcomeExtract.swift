import Formats

/// Renders what was read of an annotated hearing outcome, for an adapter's `read` command.
enum AnnotatedOutcomeExtract {
    /// The leaves that are read, and so the only ones shown.
    private static let leaves: Set<String> = [
        "OrganisationUnitCode", "DateOfHearing", "TimeOfHearing", "DefendantPresentAtHearing", "UniqueID",
        "CourtHouseCode",
        "PTIURN", "ArrestSummonsNumber", "Title", "GivenName", "FamilyName", "BirthDate", "Gender", "AddressLine1",
        "AddressLine2", "AddressLine3", "AddressLine4", "AddressLine5", "RemandStatus", "CourtPNCIdentifier",
        "PNCIdentifier", "ActOrSource", "Year", "Reason", "Qualifier", "CommonLawOffence", "Indictment", "StartDate",
        "EndDate", "CourtOffenceSequenceNumber", "ConvictionDate", "CJSresultCode", "Code", "AmountSpecifiedInResult",
        "DurationLength", "DurationUnit", "NextHearingDate", "NextHearingTime", "OffenceRemandStatus", "PleaStatus",
        "Verdict",
    ]

    static func json(_ outcome: XMLNode, root: XMLElement) -> JSONValue {
        [
            "wellFormed": true, "envelope": .string(root.localName),
            "hearingOutcome": outcome.first("HearingOutcome").flatMap {
                XMLExtract.json($0.element, keeping: leaves)
            } ?? .null,
        ]
    }
}

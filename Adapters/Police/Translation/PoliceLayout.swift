import FeedRows

/// The columns of the police layout; README.md says what each holds.
///
/// No layout of IDIOM's is public (feeds.md 4), so this one is the project's own.
enum PoliceLayout {
    private static let record = ["source_system", "extract_date", "record_status", "force_code", "asn"]
    private static let hearing = ["court_code", "appearance_date"]

    static let layout = FeedLayout(
        prefix: "police", common: ["record_reference", "occurred_at"] + FeedRow.personColumns,
        byType: [
            "arrest": record + ["offence_codes", "custody_suite", "custody_record", "bail_status"],
            "charge": record + hearing + ["offence_codes", "custody_record", "bail_status"],
            "remand": record + hearing + ["offence_codes", "bail_status"],
            "disposal": record + ["offence_codes", "disposal_code"],
            "court-outcome": record + ["court_code", "ptiurn", "offence_results"],
            "release": record + ["released_from", "establishment"],
            "intelligence": [
                "origin", "team", "source_evaluation", "intelligence_assessment", "handling_code",
                "handling_conditions", "significant", "sanitised", "summary",
            ],
            "nomination": ["cohort", "nominated_by", "reason"],
        ])
}

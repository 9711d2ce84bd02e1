import CanonicalModel
import FeedRows

/// Reads an item of intelligence and judges its grade.
///
/// 3x5x2 grades source 1 to 3, assessment A to E, handling P or C. P counts only as the last part of a whole 3x5x2 grade:
/// a missing grade is C, and a 5x5x5 grade is C until somebody grades the item again; it is never translated (agreement
/// reference 2.7).
enum IntelligenceRow {
    static func fact(_ row: inout FeedRow, _ occurred: Timestamp) -> RowFact? {
        let reference = row.required("record_reference", row.code("record_reference", atMost: 64))
        let origin = row.word("origin", as: IntelligenceItem.Origin.self) ?? .forceIntelligence
        let team = row.code("team", atMost: 64)
        if origin == .neighbourhoodTeam { _ = row.required("team", team) }
        let summary = summary(&row)
        let person = row.person(at: occurred)
        let grade = Grade(&row)
        let conditions = row.codes("handling_conditions", atMost: IntelligenceItem.maxConditions, each: 24)
        let isSignificant = row.flag("significant")
        guard let reference, let person, row.faults.isEmpty else { return nil }
        let item = IntelligenceItem(
            person: person, reference: reference, origin: origin, team: team, grading: grade.scheme,
            sourceEvaluation: grade.source, assessment: grade.assessment, handling: grade.handling,
            conditions: conditions, isSignificant: isSignificant, summary: summary)
        let feed = origin == .neighbourhoodTeam ? "/police/neighbourhood" : "/police/intelligence"
        return RowFact(source: feed, time: occurred, reference: reference, fact: .intelligence(item), version: row.type)
    }

    /// The text, when its sender says that nothing in it can identify a source.
    private static func summary(_ row: inout FeedRow) -> String? {
        let text = row.narrative("summary", atMost: IntelligenceItem.maxSummaryBytes)
        guard text != nil, row.flag("sanitised") != true else { return text }
        row.warn(
            "summary", "not-sanitised", "The text is not marked as sanitised; the message leaves it out.",
            "Sanitise the text and send the item again with sanitised true.")
        return nil
    }
}

/// The grade of an item, as far as it can be trusted.
private struct Grade {
    private(set) var scheme = IntelligenceItem.Grading.none
    private(set) var source: IntelligenceItem.SourceEvaluation?
    private(set) var assessment: IntelligenceItem.Assessment?
    private(set) var handling = IntelligenceItem.Handling.conditions

    /// Reads the three parts; whatever is not a whole 3x5x2 grade leaves handling at C.
    init(_ row: inout FeedRow) {
        let parts = ["source_evaluation", "intelligence_assessment", "handling_code"].map {
            row.code($0, atMost: 8)?.uppercased()
        }
        let (source, assessment, handling) = (
            parts[0].flatMap(IntelligenceItem.SourceEvaluation.init),
            parts[1].flatMap(IntelligenceItem.Assessment.init),
            parts[2].flatMap(IntelligenceItem.Handling.init)
        )
        if let source, let assessment, let handling {
            (scheme, self.source, self.assessment, self.handling) = (.current, source, assessment, handling)
        } else if Self.isLegacy(parts) {
            scheme = .legacy
        }
        if scheme != .current { Self.warn(&row, scheme) }
    }

    /// 5x5x5: source A to E, intelligence 1 to 5, handling 1 to 5; a handling of digits is enough to tell.
    private static func isLegacy(_ parts: [String?]) -> Bool {
        let digits: Set<String> = ["1", "2", "3", "4", "5"]
        let letters: Set<String> = ["A", "B", "C", "D", "E"]
        if let handling = parts[2] { return digits.contains(handling) }
        return parts[0].map(letters.contains) ?? false
    }

    private static func warn(_ row: inout FeedRow, _ scheme: IntelligenceItem.Grading) {
        row.warn(
            "handling_code", scheme == .legacy ? "legacy-grade" : "no-grade",
            "The item has no whole 3x5x2 grade; it is handled under conditions (C).",
            "Grade the item again: source 1 to 3, assessment A to E, handling P or C.")
    }
}

import CanonicalModel
import Formats
import PolicyText

extension PanelDecision {
    /// Reads a decision of a scenario: one matter, and what was recorded with it.
    init(scenario value: YAMLValue, number: Int) throws(FormatError) {
        var reader = try PolicyReader(value)
        let at = try reader.instant("at")
        self.init(
            id: try reader.optionalText("id") ?? "d\(number)", matter: try Self.matter(&reader), at: at,
            recorded: try reader.optionalInstant("recorded") ?? at,
            decidedBy: try reader.optionalText("by") ?? "Sgt Cole",
            meeting: try reader.value("meeting").map { (value) throws(FormatError) in try Meeting(scenario: value) })
        evidence = try reader.someTexts("evidence")
        route = try reader.optionalText("route")
        reason = try reader.optionalText("reason")
        exception = try reader.optionalText("exception")
        lead = try reader.optionalText("lead")
        leadRole = try reader.optionalText("lead-role")
        isAgreedByPerson = try reader.value("agreed-by-person")?.truth
        rank = try reader.optionalText("rank")
        exitRecord = Set(try reader.optionalWords("exit-record"))
        transferTo = try reader.optionalText("transfer-to")
        intelligenceTo = try reader.optionalText("intelligence-to")
        party = try reader.optionalText("party")
        try reader.finish()
    }

    private static func matter(_ reader: inout PolicyReader) throws(FormatError) -> Matter {
        var matters = [Matter]()
        if let cohort = try reader.optionalText("select") { matters.append(.select(cohort: cohort)) }
        if let change = reader.value("change-cohort") { matters.append(try Matter(change: change)) }
        if let cohort = try reader.optionalText("deselect") {
            matters.append(.deselect(cohort: cohort, grounds: try reader.someTexts("grounds")))
        }
        if let cohort = try reader.optionalText("make-dormant") {
            matters.append(.makeDormant(cohort: cohort, grounds: try reader.someTexts("grounds")))
        }
        if let cohort = try reader.optionalText("decline") { matters.append(.decline(cohort: cohort)) }
        if let rating = reader.value("rate") { matters.append(.rate(try rating.word())) }
        if let strand = reader.value("strand") {
            matters.append(.strand(try strand.word(), lead: try reader.optionalText("lead")))
        }
        if let review = reader.value("review"), try review.truth { matters.append(.review) }
        guard let matter = matters.first, matters.count == 1 else { throw .oneMatter(reader.place) }
        return matter
    }
}

extension PanelDecision.Matter {
    fileprivate init(change value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        self = .changeCohort(from: try reader.text("from"), to: try reader.text("to"))
        try reader.finish()
    }
}

extension PanelDecision.Meeting {
    fileprivate init(scenario value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        self.init(
            kind: try reader.text("kind"), date: try reader.date("date"), members: try reader.someTexts("members"),
            dissent: try reader.someTexts("dissent"))
        try reader.finish()
    }
}

extension PolicyReader {
    /// Texts that may be absent.
    fileprivate mutating func someTexts(_ key: String) throws(FormatError) -> [String] {
        try (value(key)?.emptiableList ?? []).map { (value) throws(FormatError) in try value.text }
    }
}

extension FormatError {
    fileprivate static func oneMatter(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "scenario.one-matter", "A decision decides one thing.",
            "Give one of select, change-cohort, deselect, make-dormant, decline, rate, strand and review.")
    }
}

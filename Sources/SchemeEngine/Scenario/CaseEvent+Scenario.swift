import CanonicalModel
import Formats
import PolicyText

extension CaseEvent {
    /// Reads an event of a scenario; it has the next number's name unless it gives one.
    init(scenario value: YAMLValue, number: Int) throws(FormatError) {
        var reader = try PolicyReader(value)
        let occurred = try reader.instant("at")
        self.init(
            id: try reader.optionalText("id") ?? "e\(number)", kind: try reader.word("kind"), occurred: occurred,
            recorded: try reader.optionalInstant("recorded") ?? occurred, detail: try Detail(scenario: &reader))
        try reader.finish()
    }
}

extension CaseEvent.Detail {
    fileprivate init(scenario reader: inout PolicyReader) throws(FormatError) {
        self.init()
        offence = try reader.optionalText("offence")
        outcome = try reader.optionalText("outcome")
        reference = try reader.optionalText("reference")
        party = try reader.optionalText("party")
        tool = try reader.optionalText("tool")
        score = try reader.value("score")?.count
        band = try reader.optionalText("band")
        isSignificant = try reader.value("significant")?.truth
        isStatutory = try reader.value("statutory")?.truth
        alarm = try reader.optionalText("alarm")
        order = try reader.optionalText("order")
        days = try reader.value("days")?.count
        until = try reader.optionalDate("until")
        area = try reader.optionalText("area")
        cohort = try reader.optionalText("cohort")
        perWeek = try reader.value("per-week")?.count
        committed = try reader.optionalDate("committed")
    }
}

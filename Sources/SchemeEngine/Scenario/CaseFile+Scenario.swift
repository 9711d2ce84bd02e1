import CanonicalModel
import Formats
import PolicyText

extension CaseFile {
    /// Reads what a scenario gives (`given`).
    init(scenario value: YAMLValue) throws(FormatError) {
        self.init()
        var reader = try PolicyReader(value)
        born = try reader.optionalDate("born")
        died = try reader.optionalDate("died")
        if let team = reader.value("owning-team") {
            // `null` is an address that no team covers; without the key no address is known.
            hasAddress = true
            owningTeam = team.isNull ? nil : try team.text
        }
        isSupervised = try reader.value("supervised")?.truth
        events = try Self.all("events", &reader) { (item, number) throws(FormatError) in
            try CaseEvent(scenario: item, number: number)
        }
        stays = try Self.all("stays", &reader) { (item, number) throws(FormatError) in
            try CohortStay(scenario: item, number: number)
        }
        custody = try Self.all("custody", &reader) { (item, _) throws(FormatError) in
            try CustodyPeriod(scenario: item)
        }
        decisions = try Self.all("decisions", &reader) { (item, number) throws(FormatError) in
            try PanelDecision(scenario: item, number: number)
        }
        unread = try Self.all("unread", &reader) { (item, number) throws(FormatError) in
            try UnreadAlert(scenario: item, number: number)
        }
        for member in try reader.value("feeds")?.members ?? [] { feeds[member.key] = try member.value.scenarioInstant }
        try reader.finish()
    }

    private static func all<Element>(
        _ key: String, _ reader: inout PolicyReader, _ read: (YAMLValue, Int) throws(FormatError) -> Element
    ) throws(FormatError) -> [Element] {
        var elements = [Element]()
        for item in try reader.value(key)?.emptiableList ?? [] { elements.append(try read(item, elements.count + 1)) }
        return elements
    }
}

extension CohortStay {
    fileprivate init(scenario value: YAMLValue, number: Int) throws(FormatError) {
        var reader = try PolicyReader(value)
        self.init(
            id: try reader.optionalText("id") ?? "s\(number)", cohort: try reader.text("cohort"),
            from: try reader.instant("from"), until: try reader.optionalInstant("until"))
        try reader.finish()
    }
}

extension CustodyPeriod {
    fileprivate init(scenario value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        self.init(from: try reader.instant("from"), until: try reader.optionalInstant("until"))
        try reader.finish()
    }
}

extension UnreadAlert {
    fileprivate init(scenario value: YAMLValue, number: Int) throws(FormatError) {
        var reader = try PolicyReader(value)
        self.init(
            notice: try reader.optionalText("id") ?? "n\(number)", recipient: try reader.text("recipient"),
            colour: try reader.word("colour"), told: try reader.instant("told"),
            isTeam: try reader.optionalTruth("team") ?? true)
        try reader.finish()
    }
}

extension YAMLValue {
    /// The value of a mapping whose keys are names.
    fileprivate var scenarioInstant: Timestamp {
        get throws(FormatError) {
            guard let instant = Timestamp(try text) else {
                throw .wrongKind(place, "an instant, \"2026-11-21T10:00:00Z\"")
            }
            return instant
        }
    }
}

extension PolicyReader {
    /// An instant that may be absent.
    mutating func optionalInstant(_ key: String) throws(FormatError) -> Timestamp? {
        guard let value = value(key), !value.isNull else { return nil }
        return try instant(key)
    }
}

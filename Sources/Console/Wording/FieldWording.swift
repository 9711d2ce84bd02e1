private import CanonicalModel

/// The fields of the broker's notices in an officer's words.
///
/// One table; a field it does not know is shown by its own name.
public enum FieldWording {
    /// A field ready to read.
    ///
    /// - Parameters:
    ///   - name: the field's name in the notice ("nextHearing").
    ///   - value: its value ("2026-12-04").
    /// - Returns: nil for what the title and the person's line already say.
    public static func field(name: String, value: String) -> InboxNotice.Field? {
        if let said = whole[[name, value]] { return InboxNotice.Field(label: said.label, value: said.text) }
        guard !saidElsewhere.contains(name) else { return nil }
        return InboxNotice.Field(label: labels[name] ?? sentence(words(ofCamelCase: name)), value: text(name, value))
    }

    /// What a value says that is more than a value.
    private static let whole: [[String]: (label: String, text: String)] = [
        ["status", "cohort-changed"]: ("What changed", "The cohort. The person stays on your list."),
        ["unconfirmed", "yes"]: ("Not confirmed", "Nobody has confirmed this colour yet. It authorises no visit."),
        ["correction", "yes"]: ("A correction", "It puts right what an earlier notice said. Nothing new happened."),
    ]

    private static let saidElsewhere: Set<String> = ["name", "dateOfBirth", "status"]

    private static let labels: [String: String] = [
        "pnc": "PNC ID", "address": "Address", "cohort": "Cohort", "since": "On the cohort since", "rag": "Risk",
        "triggerClass": "What raised it", "custody": "Custody", "date": "Date", "establishment": "Prison",
        "recall": "Licence recalled", "court": "Court", "resultClass": "Result", "resultCodes": "Result codes",
        "remand": "Bail or remand", "nextHearing": "Next hearing", "nextCourt": "Next court", "stopList": "What stops", "scope": "What may not be used",
        "intelligence": "Intelligence", "conditionalIntelligence": "Intelligence that its originator released",
    ]

    /// Values that are words of ours; everything else (an address, an identifier, a court's name) is left as it came.
    private static let wordFields: Set<String> = ["rag", "triggerClass", "resultClass", "remand", "recall", "stopList"]

    private static func text(_ name: String, _ value: String) -> String {
        if let day = CalendarDate(value) { return day.englishText }
        switch name {
        case "scope": return value.split(separator: ", ").map { labels[String($0)] ?? words(ofCamelCase: String($0)) }
            .joined(separator: ", ").lowercased()
        case "custody": return CustodyWord(rawValue: value)?.text ?? sentence(value)
        case "cohort": return value.uppercased()
        case _ where wordFields.contains(name):
            return sentence(value.replacing("-", with: " ").replacing("iom", with: "IOM"))
        default: return value
        }
    }

    private static func words(ofCamelCase name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
    }

    private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

public import CanonicalModel
import FeedRows
public import Formats

/// Translates what youth offending, treatment, monitoring and voluntary services and the hub send: one documented layout
/// (CSV or its JSON twin; README.md lists its columns), or canonical messages of their own.
///
/// One file makes many messages, and a bad row never sinks the good ones.
public struct PartnersTranslator: MessageTranslator {
    /// The feeds: "/partners/youth-offending", "/partners/treatment", "/partners/monitoring",
    /// "/partners/voluntary-sector", "/partners/hub".
    public let source = "/partners/"

    /// Creates a translator; it has nothing to configure.
    public init() {}

    /// Translates one file.
    public func translate(_ item: IntakeItem) -> Translation {
        var report = RowReport(layout: PartnersLayout.layout)
        do {
            switch FeedFile.form(of: item.bytes) {
            case .csv:
                try FeedFile.readCSV(item.bytes, layout: PartnersLayout.layout) { row in
                    report.translate(row, of: item) { PartnersRows.fact(&$0, receivedTime: item.receivedTime) }
                }
            case .json: try translate(try FeedFile.json(item.bytes), item, &report)
            }
        } catch {
            report.addEnd(error)
        }
        return report.translation()
    }

    /// What was read from an item before any judgement: what became of it, and the types of its messages, no value.
    public func read(_ item: IntakeItem) -> JSONValue {
        let translation = translate(item)
        return [
            "file": .string(item.name), "outcome": .string(translation.outcome.rawValue),
            "types": .array(translation.messages.map { .string($0.fact.type.rawValue) }),
            "problems": .array(translation.problems.map(\.json)),
        ]
    }
}

extension PartnersTranslator {
    private func translate(_ value: JSONValue, _ item: IntakeItem, _ report: inout RowReport) throws(FormatError) {
        if CanonicalPassage.isCanonical(value) {
            return try CanonicalPassage.translate(value, of: item, into: &report)
        }
        try FeedFile.readJSON(value, layout: PartnersLayout.layout) { row in
            report.translate(row, of: item) { PartnersRows.fact(&$0, receivedTime: item.receivedTime) }
        }
    }
}

public import CanonicalModel
import FeedRows
public import Formats

/// Translates what police systems send: the daily download that IDIOM gives for flagged nominals, live custody events,
/// intelligence and nominations, in one documented layout (CSV or its JSON twin); README.md lists its columns.
///
/// One file makes many messages, and a bad row never sinks the good ones. Crime batches are recognised and ignored: they
/// speak of crimes and not of persons.
public struct PoliceTranslator: MessageTranslator {
    /// The feeds: "/police/idiom", "/police/custody", "/police/intelligence", "/police/neighbourhood", "/police/nominations".
    public let source = "/police/"

    private let codes: PoliceCodes

    /// Creates a translator.
    ///
    /// - Parameter standingData: the forces, courts and result codes that are known.
    public init(_ standingData: StandingData = .builtIn) { codes = PoliceCodes(standingData: standingData) }

    /// Translates one file or event.
    public func translate(_ item: IntakeItem) -> Translation {
        if CrimeEMail.looksLikeOne(item.bytes) { return CrimeBatch.judged(eMail: item.bytes) }
        switch FeedFile.form(of: item.bytes) {
        case .csv: return CrimeBatch.looksLikeOne(item.bytes) ? CrimeBatch.judged(item.bytes) : translateCSV(item)
        case .json: return translateJSON(item)
        }
    }

    /// What was read from an item before any judgement: the types of its rows and which columns each fills, no value.
    public func read(_ item: IntakeItem) -> JSONValue {
        let translation = translate(item)
        var object: JSONObject = ["file": .string(item.name), "outcome": .string(translation.outcome.rawValue)]
        object["rows"] = .array(PoliceRows.outline(item.bytes))
        object["problems"] = .array(translation.problems.map(\.json))
        return .object(object)
    }
}

extension PoliceTranslator {
    private func translateCSV(_ item: IntakeItem) -> Translation {
        var report = RowReport(layout: PoliceLayout.layout)
        do {
            try FeedFile.readCSV(item.bytes, layout: PoliceLayout.layout) { row in
                report.translate(row, of: item) { PoliceRows.fact(&$0, receivedTime: item.receivedTime, codes) }
            }
        } catch {
            report.addEnd(error)
        }
        return report.translation()
    }

    private func translateJSON(_ item: IntakeItem) -> Translation {
        var report = RowReport(layout: PoliceLayout.layout)
        do {
            let value = try FeedFile.json(item.bytes)
            if CrimeBatch.looksLikeOne(value) { return CrimeBatch.judged(value) }
            try FeedFile.readJSON(value, layout: PoliceLayout.layout) { row in
                report.translate(row, of: item) { PoliceRows.fact(&$0, receivedTime: item.receivedTime, codes) }
            }
        } catch {
            report.addEnd(error)
        }
        return report.translation()
    }
}

import CanonicalModel
import Formats
import PoliceTranslation

/// Builds items of the police layout for the table tests.
enum PoliceFixture {
    static let receivedTime = Timestamp("2026-11-20T09:00:00Z") ?? Timestamp(microseconds: 0)
    static let pnc = "2008/0219447A"

    static func item(_ bytes: [UInt8], name: String = "police.csv", received: Timestamp = receivedTime) -> IntakeItem {
        IntakeItem(id: "item-1", name: name, bytes: bytes, receivedTime: received)
    }

    static func translate(_ text: String) -> Translation { PoliceTranslator().translate(item(Array(text.utf8))) }

    /// A CSV of rows, each given by its columns; the header is every column that any row has.
    static func csv(_ rows: [[String: String]]) -> String {
        let columns = Set(rows.flatMap(\.keys)).sorted()
        let lines = rows.map { row in
            columns.map { "\"" + (row[$0] ?? "").replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }
        return ([columns.joined(separator: ",")] + lines).joined(separator: "\r\n")
    }

    static func translate(_ rows: [String: String]...) -> Translation { translate(csv(rows)) }

    /// An ordinary row of a type, with what a test changes.
    static func row(_ type: String, _ changes: [String: String] = [:]) -> [String: String] {
        var row = [
            "record_type": type, "record_reference": "REF-1", "occurred_at": "2026-11-19T21:40:00Z", "pnc_id": pnc,
        ]
        switch type {
        case "intelligence", "nomination": break
        default: row["extract_date"] = "2026-11-20"
        }
        switch type {
        case "remand": row["bail_status"] = "C"
        case "disposal": row["disposal_code"] = "NFA"
        case "court-outcome": row["offence_results"] = "TH68010:1002"
        case "release": row["released_from"] = "prison"
        case "nomination":
            row.merge(["cohort": "iom", "nominated_by": "west-yorkshire-police", "reason": "matrix"]) { $1 }
        default: break
        }
        return row.merging(changes) { $1 }
    }
}

extension Translation {
    /// The only message's police record.
    var record: PoliceRecord? {
        guard messages.count == 1, case .police(let record) = messages[0].fact else { return nil }
        return record
    }

    /// The only message's intelligence item.
    var intelligence: IntelligenceItem? {
        guard messages.count == 1, case .intelligence(let item) = messages[0].fact else { return nil }
        return item
    }
}

import CanonicalModel
import Crypto
import Formats
import Foundation

/// What a sender is told about one item; it depends on the sender's own bytes and history and on nothing else (DESIGN
/// decision 17): never on whether anybody in it is on a cohort.
struct Receipt: Sendable, Hashable {
    /// What became of the item.
    enum Status: String, Sendable, Hashable {
        /// The broker has confirmed every message made of it.
        case accepted
        /// Likewise, and the same bytes had been taken before.
        case duplicate
        /// It is well-formed and says nothing that this feed carries.
        case ignored
        /// It breaks the feed's contract: the problems say where, and what to do.
        case rejected
        /// It is safe, and a person of ours has to look at it; another receipt follows.
        case held
    }

    /// The one of `receipt.issued.v1`, which the core's receipts for what it refuses at its door share.
    static let messageType = "receipt.issued.v1"

    let status: Status
    private let record: IntakeRecord

    /// The receipt of an item; nil while its fate is open.
    init?(_ record: IntakeRecord) {
        switch record.state {
        case .published: status = record.isDuplicate ? .duplicate : .accepted
        case .ignored: status = .ignored
        case .rejected, .closed: status = .rejected
        case .held: status = .held
        case .received, .translated: return nil
        }
        self.record = record
    }

    /// The name of the receipt's file: a file dropped again under the same name gets its receipt in place of the older.
    var fileName: FileName { FileName(record.name).decorated(suffix: ".receipt.json") }

    /// The name of the row report beside it.
    var reportFileName: FileName { FileName(record.name).decorated(suffix: ".rows.jsonl") }

    /// Where the sender finds the row report; nil when no row has a problem, or where no way leads to it.
    private var reportPlace: String? {
        guard record.rowProblems > 0 else { return nil }
        switch record.way {
        case .file: return reportFileName.text
        case .http: return "/receipts/\(record.id)/rows"
        case .queue: return nil
        }
    }

    /// The name it is written under before it is renamed.
    var draftName: FileName { FileName(".\(record.id).tmp") }

    /// The receipt as Contracts/receipts/receipt.schema.json describes it.
    var json: JSONObject {
        var object = JSONObject()
        object["id"] = .string(record.id)
        object["file"] = .string(record.name)
        object["status"] = .string(status.rawValue)
        object["receivedTime"] = .string(record.receivedTime.description)
        object.setIfPresent("correlationID", record.correlationID)
        object.setIfPresent("caseReference", record.caseReference)
        if status == .accepted || status == .duplicate {
            object["messageIds"] = .array(record.messageIDs.map(JSONValue.string))
        }
        object["problems"] = .array(record.problems)
        object.setIfPresent("rows", rows)
        return object
    }

    private var rows: JSONValue? {
        guard record.rowProblems > 0 else { return nil }
        var rows: JSONObject = [
            "withProblems": .integer(Int64(record.rowsWithProblems)), "problems": .integer(Int64(record.rowProblems)),
        ]
        rows.setIfPresent("report", reportPlace)
        return .object(rows)
    }

    /// The receipt as a message, Contracts/notices/receipt.issued.v1.schema.json.
    ///
    /// Its id hashes the item and the status, so that one sent twice is known for the same.
    func message(source: String, at time: Timestamp) -> (id: String, body: [UInt8]) {
        let id = UUIDText.version8(Array(SHA256.hash(data: Data("receipt/\(record.id)/\(status.rawValue)".utf8))))
        var data: JSONObject = [
            "item": .string(record.id), "status": .string(status.rawValue), "problems": .array(record.problems),
        ]
        data.setIfPresent("rows", rows)
        let body: JSONValue = [
            "specversion": "1.0", "id": .string(id), "source": .string(source), "type": .string(Self.messageType),
            "time": .string(time.description), "datacontenttype": "application/json", "data": .object(data),
        ]
        return (id, body.encoded())
    }

    /// Whether a row report belongs to it.
    var hasRowReport: Bool { record.rowProblems > 0 }

    /// The sender's own id of the message that the item came as.
    var transportID: String? { record.transportID }
}

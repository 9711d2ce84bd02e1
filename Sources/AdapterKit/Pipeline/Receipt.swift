import CanonicalModel
import Formats

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
        /// It is safe, and travels when we have mended something of ours.
        case held
    }

    let status: Status
    private let record: IntakeRecord

    /// The receipt of an item; nil while its fate is open.
    init?(_ record: IntakeRecord) {
        switch record.state {
        case .published: status = record.isDuplicate ? .duplicate : .accepted
        case .ignored: status = .ignored
        case .rejected: status = .rejected
        case .held: status = .held
        case .received, .translated: return nil
        }
        self.record = record
    }

    /// The name of the receipt's file: a file dropped again under the same name gets its receipt in place of the older.
    var fileName: FileName { FileName(record.name).decorated(suffix: ".receipt.json") }

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
        return object
    }
}

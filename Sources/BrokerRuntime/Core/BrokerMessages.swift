import AgreementEngine
import CanonicalModel
import Crypto
import Formats
import RecordStore
import Routing

/// The broker's own outgoing message for a task.
enum TaskMessage {
    /// `task.raised.v1` for the hub's queue; it names no person.
    static func raised(_ task: HubTask, owner: String, hub: PartnershipDirectory.Hub) -> OutboxEntry {
        let id = stableID("task \(task.key) \(task.cause)")
        var data: JSONObject = [
            "task": .string(id), "kind": .string(task.kind.rawValue), "sentence": .string(task.sentence),
            "raisedAt": .string(task.raisedAt.description), "dueBy": .string(task.dueBy.description),
            "owner": .string(owner),
            "deputy": .string(task.detail?.scheme?.deputy ?? hub.deputy.name),
        ]
        data["key"] = .string(task.key)
        data.setIfPresent("schemeKind", task.detail?.scheme?.kind)
        data.setIfPresent("supervisor", task.detail?.scheme?.supervisor)
        data.setIfPresent("proposal", task.detail?.proposal)
        data.setIfPresent("rule", task.detail?.rule)
        return entry(id, "task.raised.v1", data, cause: task.cause, at: task.raisedAt, OutboxEntry.hubExchange, "tasks")
    }
}

/// The broker's receipts to senders on AMQP; they depend on the sender's own bytes alone.
enum Receipts {
    /// `receipt.issued.v1` for bytes that were refused at the door.
    static func rejected(_ problem: FormatError, item: Int64, user: String, now: Timestamp) -> OutboxEntry {
        issued("rejected", problem, item: item, user: user, now: now)
    }

    /// `receipt.issued.v1` with one thing to say.
    static func issued(
        _ status: String, _ problem: FormatError, item: Int64, user: String, now: Timestamp
    ) -> OutboxEntry {
        let id = stableID("receipt \(item)")
        let data: JSONObject = [
            "item": .string(String(item)), "status": .string(status),
            "problems": [
                [
                    "path": .string(problem.path), "rule": .string(problem.rule), "message": .string(problem.message),
                    "remedy": .string(problem.remedy),
                ]
            ],
        ]
        return entry(id, "receipt.issued.v1", data, cause: nil, at: now, "receipts", user)
    }
}

private func entry(
    _ id: String, _ type: String, _ data: JSONObject, cause: String?, at time: Timestamp, _ exchange: String,
    _ routingKey: String
) -> OutboxEntry {
    var object = JSONObject()
    object["specversion"] = "1.0"
    object["id"] = .string(id)
    object["source"] = .string(ItemProcessor.source)
    object["type"] = .string(type)
    object["time"] = .string(time.description)
    object.setIfPresent("causationid", cause)
    object["datacontenttype"] = "application/json"
    object["data"] = .object(data)
    return OutboxEntry(
        exchange: exchange, routingKey: routingKey, messageID: id, type: type, body: JSONValue.object(object).encoded())
}

private func stableID(_ text: String) -> String { UUIDText.version8(Array(SHA256.hash(data: Array(text.utf8)))) }

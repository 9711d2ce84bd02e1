private import CanonicalModel
private import Formats
private import Foundation
private import GRDB
import Routing

extension HubTask.Detail {
    /// The sealed form.
    var encoded: [UInt8] {
        var object = JSONObject()
        object["rule"] = .string(rule)
        object["to"] = .string(to)
        object.setIfPresent("proposal", proposal)
        object["unknown"] = .array(unknown.map(JSONValue.string))
        object.setIfPresent("statutory", isStatutory.map(JSONValue.bool))
        object.setIfPresent("rag", rag)
        if let scheme { object["scheme"] = .object(scheme.json) }
        return JSONValue.object(object).encoded()
    }

    /// Reads the sealed form back.
    init(_ bytes: [UInt8]) throws {
        guard let object = try StrictJSON.parse(bytes).object, let rule = object["rule"]?.string,
            let to = object["to"]?.string
        else { throw StoreError(.seal, "A task's detail has not the form it was written in.") }
        self.init(
            rule: rule, to: to, proposal: object["proposal"]?.string,
            unknown: (object["unknown"]?.array ?? []).compactMap(\.string), isStatutory: object["statutory"]?.bool,
            rag: object["rag"]?.string, scheme: object["scheme"]?.object.flatMap { SchemeWording($0) })
    }
}

extension SchemeWording {
    fileprivate var json: JSONObject {
        var object: JSONObject = [
            "kind": .string(kind), "sentence": .string(sentence), "due": .string(due.description),
        ]
        object.setIfPresent("deputy", deputy)
        object.setIfPresent("supervisor", supervisor)
        object.setIfPresent("word", isDoneByWord.map(JSONValue.bool))
        return object
    }

    fileprivate init?(_ object: JSONObject) {
        guard let kind = object["kind"]?.string, let sentence = object["sentence"]?.string,
            let due = object["due"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        self.init(
            kind: kind, sentence: sentence, deputy: object["deputy"]?.string,
            supervisor: object["supervisor"]?.string, due: due)
        isDoneByWord = object["word"]?.bool
    }
}

extension StoreReader {
    /// What a task says besides.
    func taskDetail(_ key: String, cause: Int64) throws -> HubTask.Detail? {
        let row = try Row.fetchOne(
            database, sql: "SELECT origin, sealed FROM task_detail WHERE task = ? AND cause = ?",
            arguments: [key, cause])
        return try row.map { try HubTask.Detail(try self.key(of: $0["origin"]).open($0["sealed"] as Data)) }
    }
}

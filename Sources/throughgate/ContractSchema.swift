import ArgumentParser
import Formats
import Foundation

/// A message type's JSON Schema, flattened for reading.
struct ContractSchema {
    /// Deeper than any of our schemas; a $ref in a circle ends here.
    private static let depthLimit = 12

    private static let unknownType = ValidationError(
        "No contract exists for that type; `throughgate contract list` names those that do.")

    private let root: JSONObject
    private let common: JSONObject

    /// Reads TYPE.schema.json and the common.schema.json beside it.
    init(type: String, contracts: String) throws {
        let isWord = type.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-".contains($0)) }
        let folder = ["canonical", "notices"].map { "\(contracts)/\($0)" }.first {
            isWord && FileManager.default.fileExists(atPath: "\($0)/\(type).schema.json")
        }
        guard let folder else { throw Self.unknownType }
        root = try Self.object("\(folder)/\(type).schema.json")
        common = try Self.object("\(folder)/common.schema.json")
        guard root["properties"]?.object?["type"]?.object?["const"]?.string == type else { throw Self.unknownType }
    }

    var title: String { root["title"]?.string ?? "" }
    var summary: String { root["description"]?.string ?? "" }

    /// A line a member: its path, a star when it must be there, category, sensitivity, what it is.
    var members: [String] { lines(of: root, at: "", depth: 0) }

    private func lines(of schema: JSONObject, at path: String, depth: Int) -> [String] {
        guard depth < Self.depthLimit else { return [] }
        let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
        return (schema["properties"]?.object?.members ?? []).flatMap { member -> [String] in
            guard let property = member.value.object.map(resolved) else { return [] }
            let place = path + "/" + member.key + (required.contains(member.key) ? "*" : "")
            return [line(place, property)] + inside(property, at: path + "/" + member.key, depth: depth + 1)
        }
    }

    private func inside(_ property: JSONObject, at path: String, depth: Int) -> [String] {
        if let items = property["items"]?.object { return lines(of: resolved(items), at: path + "[]", depth: depth) }
        return lines(of: property, at: path, depth: depth)
    }

    private func line(_ place: String, _ property: JSONObject) -> String {
        let words = (property["enum"]?.array ?? []).compactMap(\.string)
        let tail = words.isEmpty ? "" : " (\(words.joined(separator: " | ")))"
        let category = property["x-category"]?.string ?? "?"
        return "\(place)  [\(category), \(property["x-sensitivity"]?.string ?? "?")]  \(property["description"]?.string ?? "")\(tail)"
    }

    /// Members beside a $ref win over those of what it names.
    private func resolved(_ schema: JSONObject) -> JSONObject {
        guard let name = schema["$ref"]?.string?.split(separator: "/").last else { return schema }
        var whole = (common["$defs"]?.object?[String(name)] ?? root["$defs"]?.object?[String(name)])?.object ?? JSONObject()
        for member in schema.members where member.key != "$ref" { whole[member.key] = member.value }
        return whole
    }

    private static func object(_ path: String) throws -> JSONObject {
        try StrictJSON.parse(Array(try Data(contentsOf: URL(fileURLWithPath: path)))).object ?? JSONObject()
    }
}

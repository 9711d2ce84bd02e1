public import Formats
import PolicyText

/// The JSON Schemas of packs and of their scenarios, for editors that complete and underline while one writes.
///
/// Made of how the engine reads the files that ship: a key that an area adds to its section is in the schema as soon as the
/// section's loader looks for it. What only the whole pack decides the engine says when it loads the file.
public enum SchemeSchema {
    /// The schema of packs.
    ///
    /// - Parameter files: packs that load, from which the forms of values are learnt.
    /// - Throws: a ``FormatError`` of the first that does not.
    public static func packs(_ files: [[UInt8]]) throws(FormatError) -> JSONValue {
        var schema = ReadingSchema(replacing: ["format": SchemaWords.constant(SchemePack.format)])
        for file in files {
            try schema.learn(file) { (bytes) throws(FormatError) in _ = try SchemePack(yaml: bytes) }
        }
        return .object(schema.whole("Throughgate scheme pack", madeBy: "throughgate scheme schema"))
    }

    /// The schema of files of scenarios.
    ///
    /// - Parameter files: files that load.
    /// - Throws: a ``FormatError`` of the first that does not.
    public static func scenarios(_ files: [[UInt8]]) throws(FormatError) -> JSONValue {
        var schema = ReadingSchema(replacing: [
            "format": SchemaWords.constant(SchemeScenarioFile.format), "expect": SchemaWords.reference("expect"),
            "at": SchemaWords.instant,
        ])
        for file in files {
            try schema.learn(file) { (bytes) throws(FormatError) in _ = try SchemeScenarioFile(yaml: bytes) }
        }
        var whole = schema.whole("Throughgate scheme scenarios", madeBy: "throughgate scheme schema --scenarios")
        whole["$defs"] = .object(ExpectationKey.definitions)
        return .object(whole)
    }
}

extension ReadingSchema {
    fileprivate mutating func learn(
        _ bytes: [UInt8], _ load: ([UInt8]) throws(FormatError) -> Void
    ) throws(FormatError) {
        let trace = PolicyTrace()
        try PolicyTrace.$current.withValue(trace) { Result { () throws(FormatError) in try load(bytes) } }.get()
        add(try StrictYAML.parse(bytes), read: trace.places)
    }

    fileprivate func whole(_ title: String, madeBy command: String) -> JSONObject {
        var schema: JSONObject = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "title": .string(title),
            "description": .string("Made by `\(command)`; a test holds it equal to the engine."),
        ]
        for member in json.object?.members ?? [] { schema[member.key] = member.value }
        return schema
    }
}

extension ExpectationKey {
    /// The schema of `expect`, and of a value that a case names.
    fileprivate static var definitions: JSONObject {
        let plain: [JSONValue] = [SchemaWords.text, SchemaWords.truth, SchemaWords.count, ["type": "null"]]
        return [
            "expect": SchemaWords.mapping(
                JSONObject(), optional: JSONObject(all.map { JSONObject.Member(key: $0.name, value: $0.schema) }),
                atLeastOne: true),
            "value": [
                "anyOf": .array(plain + [SchemaWords.list(["anyOf": .array(plain)], mayBeEmpty: true)])
            ],
        ]
    }

    private var schema: JSONValue {
        let value = SchemaWords.reference("value")
        guard !members.isEmpty else { return value }
        let record = SchemaWords.mapping(
            JSONObject(), optional: JSONObject(members.map { JSONObject.Member(key: $0, value: value) }))
        return SchemaWords.list(["anyOf": [SchemaWords.text, record]], mayBeEmpty: comparison == .whole)
    }
}

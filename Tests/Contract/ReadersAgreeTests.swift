import CanonicalModel
import Formats
import Testing

/// The reader at the core's door and the JSON Schemas say the same about thousands of messages that are nearly right.
///
/// The contract has two halves, one executable and one to publish; where they disagree a sender is refused something
/// that was promised, or gets something in that was not. Each valid sample is spoilt in every place in every way of
/// ``Spoiling``.
@Suite("The two halves of the contract", .needsPython)
struct ReadersAgreeTests {
    @Test("Reader and schemas give the same verdict on every spoilt sample (ISH-03, ISH-23)")
    func agree() throws {
        let spoilt = try ContractFolder.samples("valid").flatMap { sample in
            Spoiling.all(of: try StrictJSON.parse(sample.bytes)).filter { isWorthAsking($0, in: sample) }.map {
                (what: "\(sample.testDescription) \($0.what)", value: $0.value)
            }
        }
        let answer = try IndependentValidator.run("verdicts", spoilt.map { $0.value.encoded() })
        try #require(answer.status == 0, "\(answer.complaints)")
        let verdicts = answer.output.split(separator: "\n")
        try #require(verdicts.count == spoilt.count && spoilt.count > 5_000)
        for (message, verdict) in zip(spoilt, verdicts) where (verdict == "valid") != isReadable(message.value) {
            Issue.record("\(message.what): the schemas say \(verdict), the reader \(reason(message.value))")
        }
    }

    /// The envelope and the person are the same in every type and are spoilt in three.
    private func isWorthAsking(_ spoilt: Spoiling.Spoilt, in sample: ContractFolder.Sample) -> Bool {
        let hasAll: Set<String> = ["address.changed.v1", "court.hearing.resulted.v1", "person.died.v1"]
        return hasAll.contains(sample.type)
            || (spoilt.what.hasPrefix("/data") && !spoilt.what.hasPrefix("/data/person/"))
    }

    private func isReadable(_ value: JSONValue) -> Bool { (try? CanonicalMessage(value)) != nil }

    private func reason(_ value: JSONValue) -> String {
        do {
            _ = try CanonicalMessage(value)
            return "valid"
        } catch {
            return "\(error.path) \(error.rule)"
        }
    }
}

/// Ways to spoil a JSON value, one place at a time.
enum Spoiling {
    /// A value that was changed in one place, and where and how.
    struct Spoilt {
        let what: String
        let value: JSONValue
    }

    /// Every spoilt form of a value.
    static func all(of value: JSONValue) -> [Spoilt] { spoil(value, at: "") }

    private static func spoil(_ value: JSONValue, at path: String) -> [Spoilt] {
        let inside: [Spoilt] =
            switch value {
            case .object(let object): spoilMembers(object, at: path)
            case .array(let elements): spoilElements(elements, at: path)
            default: []
            }
        return replacements(of: value).map { Spoilt(what: "\(path) \($0.how)", value: $0.value) } + inside
    }

    private static func spoilMembers(_ object: JSONObject, at path: String) -> [Spoilt] {
        var more = object
        more["unknown"] = "member"
        let added = Spoilt(what: "\(path) with an unknown member", value: .object(more))
        return [added]
            + object.members.flatMap { member -> [Spoilt] in
                var less = object
                less[member.key] = nil
                let removed = Spoilt(what: "\(path)/\(member.key) removed", value: .object(less))
                return [removed]
                    + spoil(member.value, at: "\(path)/\(member.key)").map { spoilt in
                        var changed = object
                        changed[member.key] = spoilt.value
                        return Spoilt(what: spoilt.what, value: .object(changed))
                    }
            }
    }

    private static func spoilElements(_ elements: [JSONValue], at path: String) -> [Spoilt] {
        elements.indices.flatMap { index in
            spoil(elements[index], at: "\(path)/\(index)").map { spoilt in
                var changed = elements
                changed[index] = spoilt.value
                return Spoilt(what: spoilt.what, value: .array(changed))
            }
        }
    }

    private static func replacements(of value: JSONValue) -> [(how: String, value: JSONValue)] {
        var all: [(how: String, value: JSONValue)] = [("is null", nil), ("is a list in a list", [[]])]
        switch value {
        case .string(let text):
            all += [("is a number", 7), ("is an object", [:]), ("says yes", true)]
            all += lengths.map { ("is \($0) characters", .string(String(repeating: "x", count: $0))) }
            all += lengths.map {
                ("is \($0) bytes", .string(String(repeating: "é", count: $0 / 2) + ($0 % 2 == 0 ? "" : "x")))
            }
            all += endings.map { ("ends in \($0)", .string(text + $0)) }
            all += words.map { ("says \($0)", .string($0)) }
        case .integer, .decimal: all += [("is a text", "2"), ("is a fraction", .decimal("2.5")), ("is zero", 0)]
        case .bool(let truth): all += [("is a text", "true"), ("is the contrary", .bool(!truth)), ("is a number", 1)]
        case .array(let elements):
            all += [("is empty", []), ("is an object", [:]), ("is a text", "list")]
            if let first = elements.first {
                all += [20, 21, 1_000, 1_001].map { ("is \($0) long", .array(Array(repeating: first, count: $0))) }
            }
        case .object: all += [("is empty", [:]), ("is a text", "object"), ("is a list", [])]
        case .null: break
        }
        return all
    }

    /// Around every limit of the contract.
    private static let lengths = [
        4, 5, 8, 9, 10, 11, 16, 17, 24, 25, 32, 33, 40, 41, 48, 49, 64, 65, 120, 121, 128, 129, 256, 257,
    ]
    private static let endings = ["X", " ", "\n", "Z"]
    /// Days, instants and numbers that are right, nearly right, or right elsewhere.
    private static let words = [
        "", " ", "\t\n", "\u{A0}\u{85}", "\u{1680}\u{2003}\u{2028}\u{202F}\u{205F}\u{3000}", "\u{FEFF}", "\u{200B}",
        "\u{180E}", "\u{1F}",
        "2024-02-29", "2026-02-29", "2026-13-01", "2026-1-1", "20261120", "2026-11-20T10:00:00Z", "2026-11-20T10:00:00",
        "2026-11-20t10:00:00z", "2026-11-20T24:00:00Z", "2026-11-20T10:00:60Z", "2026-11-20T10:00:00.123456789Z",
        "2026-11-20T10:00:00.1234567890Z", "2026-11-20T10:00:00+24:00", "2026-11-20T10:00Z", "2007/0318427X",
        "07/318427X",
        "2007/0318427A", "048213/07A", "48213/07A", "000000/00Z", "A7712ZX", "a7712zx", "X509142", "male", "red",
        "court",
        "recall", "given", "pnc", "custody.released.v1", "custody.released.v2", "1.0", "application/json",
    ]
}

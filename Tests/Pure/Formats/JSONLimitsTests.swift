import Formats
import Testing

/// Every limit admits what reaches it and refuses the next.
@Suite("JSON limits") struct JSONLimitsTests {
    @Test("admit a document of the byte limit and refuse one byte more")
    func bytes() {
        #expect(rule("[1]", Self.limits(bytes: 3)) == nil)
        #expect(rule("[1] ", Self.limits(bytes: 3)) == "json.size")
    }

    @Test("admit nesting up to the depth limit and refuse one level more", arguments: [1, 2, 32, 64])
    func depth(limit: Int) {
        let limits = Self.limits(depth: limit)
        #expect(rule(Self.arrays(limit), limits) == nil)
        #expect(rule(Self.objects(limit), limits) == nil)
        #expect(rule(Self.arrays(limit + 1), limits) == "json.depth")
        #expect(rule(Self.objects(limit + 1), limits) == "json.depth")
    }

    @Test("admit bare values where no nesting is allowed")
    func noDepth() {
        #expect(rule("1", Self.limits(depth: 0)) == nil)
        #expect(rule("[]", Self.limits(depth: 0)) == "json.depth")
    }

    @Test("never go deeper than the stack allows, whatever is asked for")
    func deepest() {
        var limits = Self.limits(depth: .max)
        #expect(limits.maxDepth == JSONLimits.deepest)
        limits.maxDepth = .max
        #expect(limits.maxDepth == JSONLimits.deepest)
        #expect(rule(Self.arrays(JSONLimits.deepest), limits) == nil)
        #expect(rule(Self.arrays(JSONLimits.deepest + 1), limits) == "json.depth")
    }

    @Test("count members and elements of the whole document together")
    func members() {
        #expect(rule(#"{"a":[1,2],"b":{"c":3}}"#, Self.limits(members: 5)) == nil)
        #expect(rule(#"{"a":[1,2],"b":{"c":3}}"#, Self.limits(members: 4)) == "json.members")
        #expect(rule("[[],[]]", Self.limits(members: 2)) == nil)
        #expect(rule("[[],[]]", Self.limits(members: 1)) == "json.members")
    }

    @Test("count the bytes of strings and keys as they are written")
    func strings() {
        let limits = Self.limits(string: 6)
        #expect(rule(#"["abcdef"]"#, limits) == nil)
        #expect(rule(#"["abcdefg"]"#, limits) == "json.string-size")
        #expect(rule(#"["éééé"]"#, limits) == "json.string-size")
        #expect(rule(#"["\u0061"]"#, limits) == nil)
        #expect(rule(#"["\u0061b"]"#, limits) == "json.string-size")
        #expect(rule(#"{"abcdef":1}"#, limits) == nil)
        #expect(rule(#"{"abcdefg":1}"#, limits) == "json.string-size")
    }

    @Test("count the bytes of numbers as they are written")
    func numbers() {
        #expect(rule("-1.5e+10", Self.limits(number: 8)) == nil)
        #expect(rule("-1.5e+100", Self.limits(number: 8)) == "json.number-size")
        let close = "-0." + String(repeating: "0", count: 77) + "1"
        #expect(rule(close, .message) == nil)
        #expect(rule("0." + String(repeating: "0", count: 127), .message) == "json.number-size")
    }

    @Test("end a 20 MB pit of open brackets at the depth limit, at once", arguments: ["[", "{\"a\":", "[{\"a\":"])
    func pit(step: String) {
        var limits = JSONLimits.feed
        limits.maxBytes = .max
        let bytes = Array(String(repeating: step, count: (20 << 20) / step.utf8.count).utf8)
        let elapsed = ContinuousClock().measure { #expect(rule(bytes, limits) == "json.depth") }
        #expect(elapsed < .seconds(1))
    }

    @Test("read an object of 100,000 keys without comparing each with each")
    func manyKeys() {
        let text = "{" + (0..<100_000).map { "\"k\($0)\":0" }.joined(separator: ",") + "}"
        let elapsed = ContinuousClock().measure { #expect(rule(text, .feed) == nil) }
        #expect(elapsed < .seconds(10))
    }

    @Test("have presets that fit a message and a feed")
    func presets() {
        #expect(JSONLimits.message.maxDepth == 32 && JSONLimits.message.maxBytes == 1_048_576)
        #expect(JSONLimits.feed.maxDepth == 64 && JSONLimits.feed.maxBytes == 16_777_216)
    }

    private static func arrays(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    private static func objects(_ depth: Int) -> String {
        String(repeating: "{\"a\":", count: depth - 1) + "{" + String(repeating: "}", count: depth)
    }

    private static func limits(
        bytes: Int = 1 << 20, depth: Int = 32, members: Int = 1000, string: Int = 1000, number: Int = 100
    ) -> JSONLimits {
        JSONLimits(
            maxBytes: bytes, maxDepth: depth, maxMembers: members, maxStringBytes: string, maxNumberBytes: number)
    }
}

private func rule(_ text: String, _ limits: JSONLimits) -> String? { rule(Array(text.utf8), limits) }

private func rule(_ bytes: [UInt8], _ limits: JSONLimits) -> String? {
    do throws(FormatError) {
        _ = try StrictJSON.parse(bytes, limits: limits)
        return nil
    } catch {
        return error.rule
    }
}

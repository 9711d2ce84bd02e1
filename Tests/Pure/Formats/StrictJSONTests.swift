import Formats
import Testing

/// What RFC 8259 calls JSON is read, and nothing else is.
///
/// The cases are our own, in the spirit of JSONTestSuite.
@Suite("Strict JSON") struct StrictJSONTests {
    @Test("reads what RFC 8259 allows", arguments: Self.valid)
    func accepts(text: String, expected: JSONValue) throws {
        #expect(try StrictJSON.parse(Array(text.utf8)) == expected)
    }

    @Test("refuses what RFC 8259 does not allow, under a stable rule", arguments: Self.invalid)
    func refuses(text: String, rule: String) throws {
        #expect(refusal(of: Array(text.utf8))?.rule == rule)
    }

    @Test("refuses bytes that are not UTF-8, each at its own byte", arguments: Self.notUTF8)
    func refusesBrokenUTF8(bytes: [UInt8], offset: Int) throws {
        let error = try #require(refusal(of: Array("\"a".utf8) + bytes + Array("\"".utf8)))
        #expect(error.rule == "json.utf8")
        #expect(error.message.hasSuffix("at byte \(2 + offset)."))
    }

    @Test(
        "reads the first and last character of every UTF-8 length",
        arguments: [
            "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}",
        ])
    func acceptsUTF8Boundaries(character: String) throws {
        #expect(try StrictJSON.parse(Array("\"\(character)\"".utf8)) == .string(character))
    }

    @Test("refuses a document cut short at any byte")
    func refusesEveryPrefix() throws {
        let whole = Array(#"{"a":[1,-2.5e+3,true,false,null],"b\u00e9":"\ud83d\ude00 é","c":{"d":{}}}"#.utf8)
        _ = try StrictJSON.parse(whole)
        for count in 0..<whole.count {
            #expect(refusal(of: Array(whole[..<count])) != nil, "prefix of \(count) bytes")
        }
    }

    @Test("reads borrowed bytes as it reads owned ones")
    func readsRawBuffers() throws {
        let value = try Array(#"{"a":1}"#.utf8).withUnsafeBytes { bytes in try StrictJSON.parse(bytes) }
        #expect(value == ["a": 1])
        #expect(throws: FormatError.self) { try StrictJSON.parse(UnsafeRawBufferPointer(start: nil, count: 0)) }
    }

    @Test("keeps members in the order written")
    func keepsOrder() throws {
        let value = try StrictJSON.parse(Array(#"{"z":1,"a":2,"m":3}"#.utf8))
        #expect(value.object?.members.map(\.key) == ["z", "a", "m"])
    }
}

// MARK: - Places

extension StrictJSONTests {
    @Test("points at the offending place with an RFC 6901 pointer", arguments: Self.places)
    func pointsAtThePlace(text: String, path: String, byte: Int) throws {
        let error = try #require(refusal(of: Array(text.utf8)))
        #expect(error.path == path)
        #expect(error.message.hasSuffix("at byte \(byte)."))
    }

    private static let places: [(String, String, Int)] = [
        ("", "", 0),
        ("[1,2,x]", "/2", 5),
        (#"{"a":{"b":[{"c":x}]}}"#, "/a/b/0/c", 16),
        (#"{"a":1,"b":2,"a":3}"#, "", 13),
        (#"{"x":[{},{"k":1,"k":2}]}"#, "/x/1", 16),
        (#"{"a/b":{"c~d":x}}"#, "/a~1b/c~0d", 14),
        (#"{"":x}"#, "/", 4),
        (#"{"a" 1}"#, "/a", 5),
        (#"{"a":1 "b":2}"#, "", 7),
        (#"[[1],[2,3,]]"#, "/1/2", 10),
        (#"[[[1],2],{"a":[1,[2,x]]}]"#, "/1/a/1/1", 20),
        (#"{"a":"\#u{01}"}"#, "/a", 6),
        ("[9007199254740993]", "/0", 1),
        ("1 2", "", 2),
    ]

    @Test("cuts long keys in a path and hides characters that could forge a log line")
    func pathsAreFitToLog() throws {
        let long = String(repeating: "k", count: 65)
        #expect(refusal(of: Array("{\"\(long)\":x}".utf8))?.path == "/" + String(repeating: "k", count: 64) + "…")
        #expect(refusal(of: Array(#"{"a\nb\u202e":x}"#.utf8))?.path == "/a\u{FFFD}b\u{FFFD}")
    }

    @Test("never quotes the payload, and always names a remedy", arguments: Self.invalid)
    func saysNothingOfThePayload(text: String, rule: String) throws {
        let secret = "Tearce"
        let hostile = #"{"a":"\#(secret)","b":"# + text
        let error = try #require(refusal(of: Array(hostile.utf8)))
        #expect(!error.message.contains(secret) && !error.remedy.contains(secret))
        #expect(error.remedy.hasSuffix("."))
    }
}

// MARK: - Where Foundation is lenient

extension StrictJSONTests {
    @Test("refuses the trailing commas that Foundation accepts", arguments: ["[1,]", "[\"\",]", "{\"a\":1,}"])
    func refusesTrailingCommas(text: String) { #expect(refusal(of: Array(text.utf8))?.rule == "json.syntax") }

    @Test("refuses the duplicate keys on which two Foundation readers disagree")
    func refusesDuplicateKeys() { #expect(refusal(of: Array(#"{"a":1,"a":2}"#.utf8))?.rule == "json.duplicate-key") }

    @Test("names the object that holds a key twice and not the key, which is the sender's own text")
    func doesNotNameADuplicateKey() {
        let error = refusal(of: Array(#"{"known":{"Jane Doe":1,"Jane Doe":2}}"#.utf8))
        #expect(error?.path == "/known")
        #expect(error?.message == "An object holds the same key twice at byte 23.")
    }

    @Test("refuses a byte order mark in any encoding, which Foundation skips")
    func refusesByteOrderMarks() {
        #expect(refusal(of: [0xEF, 0xBB, 0xBF, 0x31])?.rule == "json.bom")
        #expect(refusal(of: [0xFE, 0xFF, 0x00, 0x31])?.rule == "json.bom")
        #expect(refusal(of: [0xFF, 0xFE, 0x31, 0x00])?.rule == "json.bom")
        #expect(refusal(of: [0xFF, 0xFE])?.rule == "json.bom")
    }

    @Test("refuses UTF-16 and UTF-32 without a mark, which Foundation guesses")
    func refusesWideEncodings() {
        #expect(refusal(of: [0x31, 0x00])?.rule == "json.utf8")
        #expect(refusal(of: [0x00, 0x31])?.rule == "json.utf8")
        #expect(refusal(of: [0x00, 0x00, 0x00, 0x31])?.rule == "json.utf8")
    }

    @Test(
        "never takes a fraction or an exponent for a whole number", arguments: ["1e2", "1.0", "100E-2", "0e1", "-0.0"])
    func keepsDecimalsApart(text: String) throws {
        let value = try StrictJSON.parse(Array(text.utf8))
        #expect(value == .decimal(text))
        #expect(value.integer == nil)
    }

    @Test("reads 0e1, which JSONDecoder rejects", arguments: ["0e1", "0E1", "0e+1", "0e-0"])
    func readsZeroWithExponent(text: String) throws {
        #expect(try StrictJSON.parse(Array("[\(text)]".utf8)) == [.decimal(text)])
    }
}

// MARK: - Numbers and keys at the edge

extension StrictJSONTests {
    @Test("reads whole numbers up to 2^53 on either side and refuses the next")
    func integersHaveAnEdge() throws {
        #expect(try StrictJSON.parse(Array("9007199254740992".utf8)) == .integer(1 << 53))
        #expect(try StrictJSON.parse(Array("-9007199254740992".utf8)) == .integer(-(1 << 53)))
        let refused = [
            "9007199254740993", "-9007199254740993", "10000000000000000", "18446744073709551617",
            "100000000000000000000000000000000000000001",
        ]
        for text in refused {
            #expect(refusal(of: Array(text.utf8))?.rule == "json.number-range", "\(text)")
        }
    }

    @Test("reads decimals up to the largest 64-bit float and refuses the next")
    func decimalsHaveAnEdge() throws {
        #expect(try StrictJSON.parse(Array("1.7976931348623157e308".utf8)) == .decimal("1.7976931348623157e308"))
        #expect(refusal(of: Array("1.8e308".utf8))?.rule == "json.number-range")
        #expect(refusal(of: Array("-1e309".utf8))?.rule == "json.number-range")
        #expect(refusal(of: Array("1e99999999999999999999".utf8))?.rule == "json.number-range")
        #expect(try StrictJSON.parse(Array("1e-400".utf8)) == .decimal("1e-400"))
    }

    @Test("compares keys after their escapes are undone")
    func duplicateKeysHideBehindEscapes() {
        #expect(refusal(of: Array(#"{"a":1,"\u0061":2}"#.utf8))?.rule == "json.duplicate-key")
        #expect(refusal(of: Array(#"{"\/":1,"/":2}"#.utf8))?.rule == "json.duplicate-key")
        #expect(refusal(of: Array(#"{"😀":1,"\ud83d\ude00":2}"#.utf8))?.rule == "json.duplicate-key")
    }

    @Test("refuses keys that JSONObject could not tell apart")
    func duplicateKeysHideBehindEquivalence() {
        #expect(refusal(of: Array("{\"\u{E9}\":1,\"e\u{301}\":2}".utf8))?.rule == "json.duplicate-key")
        #expect(refusal(of: Array("{\"K\":1,\"\u{212A}\":2}".utf8))?.rule == "json.duplicate-key")
        #expect(refusal(of: Array("{\"\u{212A}\":1,\"K\":2}".utf8))?.rule == "json.duplicate-key")
    }

    @Test("notices a duplicate whichever way the keys are kept", arguments: [1, 2, 15, 16, 17, 18, 40, 1000])
    func duplicateKeysInObjectsOfAnySize(count: Int) throws {
        let members = (0..<count).map { "\"key\($0)\":\($0)" }
        let distinct = try StrictJSON.parse(Array("{\(members.joined(separator: ","))}".utf8))
        #expect(distinct.object?.members.count == count)
        for repeated in [0, count / 2, count - 1] {
            let text = "{\((members + ["\"key\(repeated)\":0"]).joined(separator: ","))}"
            let place = text.utf8.count - "\"key\(repeated)\":0}".utf8.count
            #expect(refusal(of: Array(text.utf8))?.rule == "json.duplicate-key")
            #expect(refusal(of: Array(text.utf8))?.message.hasSuffix("at byte \(place).") == true)
        }
    }

    @Test("the same key may stand in different objects")
    func sameKeyInDifferentObjects() throws {
        #expect(try StrictJSON.parse(Array(#"{"a":{"a":1},"b":[{"a":2},{"a":3}]}"#.utf8)).object?["a"] == ["a": 1])
    }
}

// MARK: - Cases

extension StrictJSONTests {
    private static let valid: [(String, JSONValue)] = [
        // structure
        ("[]", []), ("{}", [:]), ("[[]]", [[]]), ("[ ]", []), ("{ }", [:]), (" [] ", []), ("\t\r\n 1\n", 1),
        ("[[],[[]],{}]", [[], [[]], [:]]), ("[1\n,2]", [1, 2]), ("[1,null,1]", [1, nil, 1]), ("[\"a\"]\n", ["a"]),
        ("{\"a\":[]}", ["a": []]), ("{\"\":0}", ["": 0]), ("{\"a\":{\"b\":{}}}", ["a": ["b": [:]]]),
        ("{ \"a\" : 1 , \"b\" : 2 }", ["a": 1, "b": 2]), ("{\"a\":1,\"A\":2}", ["a": 1, "A": 2]),
        // words
        ("true", true), ("false", false), ("null", nil), ("[true,false,null]", [true, false, nil]),
        // numbers
        ("0", 0), ("-0", 0), ("-1", -1), ("123", 123), ("[20]", [20]), ("-9007199254740991", -9_007_199_254_740_991),
        ("0.1", .decimal("0.1")), ("-0.1", .decimal("-0.1")), ("1.500", .decimal("1.500")), ("1E22", .decimal("1E22")),
        ("1e-2", .decimal("1e-2")), ("1e+2", .decimal("1e+2")), ("0e1", .decimal("0e1")), ("0e+1", .decimal("0e+1")),
        ("123.456e78", .decimal("123.456e78")), ("1e00", .decimal("1e00")), ("-0e0", .decimal("-0e0")),
        // strings
        ("\"\"", ""), ("\" \"", " "), ("\"asd\"", "asd"), ("\"'\"", "'"), (#""\"""#, "\""), (#""\\""#, "\\"),
        (#""\/""#, "/"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"), (#""\u0000""#, "\0"), (#""\u001f""#, "\u{1F}"),
        (#""\u0022""#, "\""), (#""\u005C""#, "\\"), (#""\u00e9""#, "é"), (#""\u20AC""#, "€"),
        (#""\uFFFF""#, "\u{FFFF}"),
        (#""\uD7FF\uE000""#, "\u{D7FF}\u{E000}"), (#""\ud83d\ude00""#, "😀"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
        (#""\uD800\uDC00""#, "\u{10000}"), (#""\\u0061""#, "\\u0061"), (#""a\\""#, "a\\"), ("\"\u{7F}\"", "\u{7F}"),
        ("\"é€😀\"", "é€😀"), ("\"\u{2028}\u{2029}\"", "\u{2028}\u{2029}"), ("\"\u{FEFF}\"", "\u{FEFF}"),
        ("\"/* no */ // comment\"", "/* no */ // comment"), ("\"[{]}\"", "[{]}"),
        ("\"0123456789abcdef\"", "0123456789abcdef"),
        (#"{"\u0061\n":"é\u00e9"}"#, ["a\n": "éé"]), ("\"1234567é\"", "1234567é"), (#""1234567\n""#, "1234567\n"),
    ]

    private static let invalid: [(String, String)] = [
        // nothing, or too much
        ("", "json.empty"), (" \n", "json.empty"), ("1 2", "json.trailing"), ("[]]", "json.trailing"),
        ("{}{}", "json.trailing"), ("null,", "json.trailing"), ("\"a\"b", "json.trailing"), ("[1]x", "json.trailing"),
        ("1#", "json.trailing"), ("0 \u{A0}", "json.trailing"), ("{} // c", "json.trailing"),
        // arrays
        ("[", "json.syntax"), ("[1", "json.syntax"), ("[1,", "json.syntax"), ("[1,]", "json.syntax"),
        ("[,1]", "json.syntax"), ("[1,,2]", "json.syntax"), ("[1 2]", "json.syntax"), ("[1:2]", "json.syntax"),
        ("]", "json.syntax"), ("[1}", "json.syntax"), ("[\"\"", "json.syntax"), ("[/* c */1]", "json.syntax"),
        // objects
        ("{", "json.syntax"), ("{\"a\"", "json.syntax"), ("{\"a\":", "json.syntax"), ("{\"a\":1", "json.syntax"),
        ("{\"a\":1,", "json.syntax"), ("{\"a\":1,}", "json.syntax"), ("{,}", "json.syntax"), ("{1:1}", "json.syntax"),
        ("{a:1}", "json.syntax"), ("{'a':1}", "json.syntax"), ("{\"a\"}", "json.syntax"), ("{\"a\",1}", "json.syntax"),
        ("{\"a\"::1}", "json.syntax"), ("{\"a\":1 \"b\":2}", "json.syntax"), ("{\"a\":1]", "json.syntax"),
        ("{null:1}", "json.syntax"), ("{[]:1}", "json.syntax"), ("{\"a\":1,,\"b\":2}", "json.syntax"),
        ("{\"a\":1,\"a\":1}", "json.duplicate-key"), ("}", "json.syntax"), ("{\"a\":}", "json.syntax"),
        // words
        ("tru", "json.syntax"), ("True", "json.syntax"), ("nul", "json.syntax"), ("nulL", "json.syntax"),
        ("fals", "json.syntax"), ("truee", "json.trailing"), ("NaN", "json.syntax"), ("Infinity", "json.syntax"),
        ("undefined", "json.syntax"), ("[nope]", "json.syntax"),
        // numbers
        ("-", "json.syntax"), ("+1", "json.syntax"), (".5", "json.syntax"), ("-.5", "json.syntax"),
        ("1.", "json.syntax"), ("1.e1", "json.syntax"), ("01", "json.syntax"), ("-01", "json.syntax"),
        ("00", "json.syntax"), ("0.", "json.syntax"), ("1e", "json.syntax"), ("1e+", "json.syntax"),
        ("1e1.5", "json.trailing"), ("0x1F", "json.trailing"), ("--1", "json.syntax"), ("1_000", "json.trailing"),
        ("-Infinity", "json.syntax"), ("1.2.3", "json.trailing"), ("1+1", "json.trailing"), ("[1e]", "json.syntax"),
        ("[-]", "json.syntax"), ("[01]", "json.syntax"), ("１", "json.syntax"),
        ("9007199254740993", "json.number-range"),
        ("1e400", "json.number-range"),
        // strings
        ("\"", "json.syntax"), ("\"a", "json.syntax"), ("'a'", "json.syntax"), ("\"\\", "json.syntax"),
        ("\"\\\"", "json.syntax"), (#""\x""#, "json.syntax"), (#""\a""#, "json.syntax"), (#""\0""#, "json.syntax"),
        (#""\'""#, "json.syntax"), (#""\U0061""#, "json.syntax"), (#""\u006""#, "json.syntax"),
        (#""\u006g""#, "json.syntax"), (#""\u"#, "json.syntax"), (#""\u00"#, "json.syntax"),
        (#""\u+061""#, "json.syntax"),
        ("\"\n\"", "json.syntax"), ("\"\t\"", "json.syntax"), ("\"a\0\"", "json.syntax"), ("\"\0\"", "json.utf8"),
        ("\"\u{1F}\"", "json.syntax"),
        ("\"1234567\u{1}\"", "json.syntax"), ("\"\\\u{E9}\"", "json.syntax"), ("“a”", "json.syntax"),
        (#""\ud800""#, "json.surrogate"), (#""\udc00""#, "json.surrogate"), (#""\ud800\ud800""#, "json.surrogate"),
        (#""\ud800a""#, "json.surrogate"), (#""\ud800\n""#, "json.surrogate"), (#""\udc00\ud800""#, "json.surrogate"),
        (#""\ud800\u0061""#, "json.surrogate"), (#""\ud800\uzzzz""#, "json.syntax"),
        // bytes outside strings
        ("\u{FEFF}1", "json.bom"), ("[\u{2060}]", "json.syntax"), ("\u{C}1", "json.syntax"),
        ("[1\u{B},2]", "json.syntax"),
        ("é", "json.syntax"), ("*", "json.syntax"), ("<null>", "json.syntax"),
    ]

    private static let notUTF8: [([UInt8], Int)] = [
        ([0x80], 0), ([0xBF], 0), ([0xC0, 0xAF], 0), ([0xC1, 0xBF], 0), ([0xC2], 0), ([0xC2, 0x41], 0),
        ([0xE0, 0x80, 0x80], 0), ([0xE0, 0x9F, 0xBF], 0), ([0xE1, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
        ([0xED, 0xBF, 0xBF], 0), ([0xF0, 0x80, 0x80, 0x80], 0), ([0xF0, 0x8F, 0xBF, 0xBF], 0), ([0xF1, 0x80, 0x80], 0),
        ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0), ([0xF8, 0x88, 0x80, 0x80, 0x80], 0), ([0xFE], 0),
        ([0xFF], 0), ([0xC3, 0xA9, 0xA9], 2), ([0xE9], 0), ([0x41, 0x93, 0x42], 1),
    ]
}

/// The error that some bytes are refused with, or nil when they are read.
private func refusal(of bytes: [UInt8], limits: JSONLimits = .message) -> FormatError? {
    do throws(FormatError) {
        _ = try StrictJSON.parse(bytes, limits: limits)
        return nil
    } catch {
        return error
    }
}

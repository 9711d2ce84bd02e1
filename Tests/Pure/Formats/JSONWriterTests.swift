import Formats
import Testing

@Suite("JSON writer") struct JSONWriterTests {
    @Test("writes compact JSON, members in their own order")
    func writesCompactly() {
        let value: JSONValue = ["z": [1, -2, nil, true, false], "a": ["b": .decimal("4.50")], "c": [], "d": [:]]
        #expect(value.encodedString == #"{"z":[1,-2,null,true,false],"a":{"b":4.50},"c":[],"d":{}}"#)
    }

    @Test(
        "escapes what RFC 8259 obliges to and nothing else",
        arguments: [
            ("", #""""#), ("a", #""a""#), ("\"", #""\"""#), ("\\", #""\\""#), ("/", #""/""#), ("\u{7F}", "\"\u{7F}\""),
            ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#), ("\0\u{1}\u{F}\u{10}\u{1F}", #""\u0000\u0001\u000f\u0010\u001f""#),
            ("é€😀\u{2028}", "\"é€😀\u{2028}\""), ("12345678\n12345678", #""12345678\n12345678""#),
            ("ends in a quote\"", #""ends in a quote\"""#), ("\n\n", #""\n\n""#),
        ])
    func escapes(text: String, expected: String) {
        #expect(JSONValue.string(text).encodedString == expected)
    }

    @Test(
        "writes every integer in full", arguments: [0, 1, -1, 9, 10, -10, 1 << 53, -(1 << 53), .max, .min] as [Int64])
    func writesIntegers(number: Int64) {
        #expect(JSONValue.integer(number).encodedString == String(number))
    }

    @Test("appends to a buffer that the caller reuses")
    func appends() {
        var bytes = Array("data: ".utf8)
        JSONValue.object(JSONObject([.init(key: "a", value: 1)])).appendEncoded(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == #"data: {"a":1}"#)
    }

    @Test(
        "makes a number of text only when RFC 8259 would",
        arguments: [
            ("12", .integer(12)), ("-0.50", .decimal("-0.50")), ("1e3", .decimal("1e3")), ("", nil), (" 1", nil),
            ("1 ", nil), ("01", nil), ("1,5", nil), ("abc", nil), ("1e999", nil), ("9007199254740993", nil),
        ] as [(String, JSONValue?)])
    func numbersFromText(text: String, expected: JSONValue?) {
        #expect(JSONValue(number: text) == expected)
    }
}

// MARK: - RFC 8785

extension JSONWriterTests {
    @Test("writes the sample of RFC 8785 section 3.2.2 in canonical form")
    func canonicalSample() throws {
        let source = #"""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#
        let expected =
            #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
            + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
        let value = try StrictJSON.parse(Array(source.utf8))
        #expect(String(decoding: value.canonicalBytes(), as: UTF8.self) == expected)
    }

    @Test("sorts members by UTF-16 code units, as the sample of RFC 8785 section 3.2.3 does")
    func canonicalOrder() throws {
        let source = #"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7,"":8,"11":9,"10":0}"#
        let bytes = try StrictJSON.parse(Array(source.utf8)).canonicalBytes()
        let sorted = try StrictJSON.parse(bytes).object?.members.map(\.key)
        #expect(sorted == ["", "\r", "1", "10", "11", "\u{80}", "ö", "€", "😀", "\u{FB33}"])
    }

    @Test("sorts members at every level and leaves elements where they are")
    func canonicalDepth() {
        let value: JSONValue = ["b": [["d": 1, "c": 2], "z", "a"], "a": ["z": 1, "y": ["b": 2, "a": 3]]]
        #expect(
            String(decoding: value.canonicalBytes(), as: UTF8.self)
                == #"{"a":{"y":{"a":3,"b":2},"z":1},"b":[{"c":2,"d":1},"z","a"]}"#)
    }

    @Test("writes floats as the samples of RFC 8785 appendix B do", arguments: Self.floats)
    func canonicalFloats(bits: UInt64, expected: String) throws {
        let text = Double(bitPattern: bits).description
        let value = try #require(JSONValue(number: text))
        #expect(String(decoding: value.canonicalBytes(), as: UTF8.self) == expected)
    }

    private static let floats: [(UInt64, String)] = [
        (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
        (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"), (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
        (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"), (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
        (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
        (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
        (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
        (0x41B3_DE43_5555_5555, "333333333.3333333"), (0x41B3_DE43_5555_5556, "333333333.3333334"),
        (0x41B3_DE43_5555_5557, "333333333.33333343"), (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
        (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
    ]

    @Test("may canonicalise a decimal to whole digits that are not for sending")
    func canonicalDigitsAreNotForSending() {
        let bytes = JSONValue.decimal("1e20").canonicalBytes()
        #expect(bytes == Array("100000000000000000000".utf8))
        #expect(throws: FormatError.self) { try StrictJSON.parse(bytes) }
    }

    @Test(
        "gives one form to every spelling of a number",
        arguments: [
            ("1.0", "1"), ("10e-1", "1"), ("100", "100"), ("1e2", "100"), ("-0.0", "0"), ("0e9", "0"),
            ("1e20", "100000000000000000000"),
            ("1e21", "1e+21"), ("12e20", "1.2e+21"), ("0.000001", "0.000001"), ("0.0000001", "1e-7"),
            ("1.5e-7", "1.5e-7"),
            ("123.456e1", "1234.56"), ("1e-400", "0"),
        ])
    func canonicalSpelling(text: String, expected: String) throws {
        let value = try StrictJSON.parse(Array(text.utf8))
        #expect(String(decoding: value.canonicalBytes(), as: UTF8.self) == expected)
    }
}

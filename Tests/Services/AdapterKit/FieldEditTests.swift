import ArgumentParser
import CanonicalModel
import Formats
import Testing

@testable import AdapterKit

/// Mending an item field by field.
@Suite struct FieldEditTests {
    static let table = "\u{FEFF}Surname,dob,\"no\"\"te\"\r\nPym,1990-01-01,\"a,\nb\"\r\nDay,1991-02-02,c"

    static func applied(_ edit: FieldEdit, _ text: String) throws -> String {
        String(decoding: try edit.applied(to: Array(text.utf8)), as: UTF8.self)
    }

    @Test(
        "a JSON value is set, added or removed where the pointer leads",
        arguments: [
            ("/a", "9", "{\"a\":9,\"b\":[1,2]}"), ("/b/0", "\"x\"", "{\"a\":1,\"b\":[\"x\",2]}"),
            ("/b/-", "3", "{\"a\":1,\"b\":[1,2,3]}"), ("/c~1d", "true", "{\"a\":1,\"b\":[1,2],\"c/d\":true}"),
            ("/b", nil, "{\"a\":1}"), ("/b/1", nil, "{\"a\":1,\"b\":[1]}"),
        ] as [(String, String?, String)])
    func json(pointer: String, value: String?, result: String) throws {
        let value = try value.map { try StrictJSON.parse(Array($0.utf8)) }
        #expect(try Self.applied(.json(pointer: pointer, value: value), "{\"a\":1,\"b\":[1,2]}") == result)
    }

    @Test(
        "a pointer that leads nowhere changes nothing and says so",
        arguments: ["", "a", "/x/y", "/a/b", "/b/7", "/b/x", "/b/-/c"])
    func nowhere(pointer: String) {
        #expect(throws: AdapterError(.edit, "")) {
            try Self.applied(.json(pointer: pointer, value: 1), "{\"a\":1,\"b\":[1,2]}")
        }
        #expect(throws: AdapterError(.edit, "")) { try Self.applied(.json(pointer: "/zz", value: nil), "{\"a\":1}") }
    }

    @Test("what is no JSON is mended whole or not at all")
    func brokenJSON() throws {
        #expect(throws: AdapterError(.edit, "")) { try Self.applied(.json(pointer: "/a", value: 1), "{\"a\":") }
        #expect(try Self.applied(.whole(Array("new".utf8)), "{\"a\":") == "new")
    }

    @Test(
        "a cell is set by its column's name or number, and no other byte changes",
        arguments: [
            (1, "surname", "Bly", "Pym,", "Bly,"), (2, "dob", "1991-02-03", "1991-02-02", "1991-02-03"),
            (1, "no\"te", "plain", "\"a,\nb\"", "plain"), (2, "3", "a \"b\", c", ",c", ",\"a \"\"b\"\", c\""),
        ])
    func cell(row: Int, column: String, text: String, old: String, new: String) throws {
        let edited = try Self.applied(.cell(row: row, column: column, text: text), Self.table)
        #expect(edited == Self.table.replacing(old, with: new))
    }

    @Test(
        "a row or column that is not there is refused",
        arguments: [
            (0, "dob"), (3, "dob"), (1, "nope"), (1, "0"), (1, "4"), (-1, "dob"), (.min, "dob"), (.max, "dob"),
            (1, "-9223372036854775808"), (1, "9223372036854775807"), (1, "92233720368547758070"),
        ])
    func noCell(row: Int, column: String) {
        #expect(throws: AdapterError(.edit, "")) {
            try Self.applied(.cell(row: row, column: column, text: "x"), Self.table)
        }
    }

    @Test("a table that ends in a line break has no row behind it")
    func lastBreak() {
        #expect(throws: AdapterError(.edit, "")) {
            try Self.applied(.cell(row: 2, column: "a", text: "x"), "a,b\n1,2\n")
        }
    }

    @Test(
        "rows are counted as the row report counts them: empty lines hold none, and a bad row moves no other",
        arguments: [
            "a,b\n\n1,x\n\r\n2,y\n3,z", "\n\na,b\n1,x\n2,y\n3,z", "a,b\nO\"Brien,x\n2,y\n3,z", "a,b\n1\"\"\",x\n2,y\n3,z",
            "a,b\n1\n2,y\n3,z", "a,b\n\u{1},\"x\n\"\n2,y\n3,\"z\" ", "a,b\n1,x\n2,y\n3,\"z",
        ])
    func rowNumbers(table: String) throws {
        let edited = try Self.applied(.cell(row: 2, column: "b", text: "new"), table)
        #expect(edited == table.replacing("2,y", with: "2,new"))
    }

    @Test(
        "a row whose cells have no certain place is not mended cell by cell",
        arguments: [
            "a,b\nO\"Brien,x\n", "a,b\n1\n", "a,b\n1,2,3\n", "a,b\n\u{0},x\n", "a,b\n\"1\" ,x\n", "a,b\n1,\"x\n",
            "a,\n1,x\n", "a,A\n1,x\n", "a,\"b\"c\n1,x\n", "Kent,,,1\nKent,,,2\n", "\u{1},b\n1,x\n",
        ])
    func uncertainCell(table: String) {
        #expect(throws: AdapterError(.edit, "")) { try Self.applied(.cell(row: 1, column: "1", text: "x"), table) }
    }

    static let document = """
        <?xml version="1.0"?><!-- <a>no</a> --><s:Session xmlns:s="urn:x"><Case n="a>b"><Code>1</Code><Code/></Case>\
        <Case><Code><![CDATA[</Code>]]></Code><Code>2</Code><Code></Code></Case></s:Session>
        """

    @Test(
        "an element's text is set by its path, and no other byte changes",
        arguments: [
            ("/Session/Case/Code", "<Code>1</Code>", "<Code>x &amp; &lt;y&gt;</Code>"),
            ("/Session/Case[2]/Code[2]", "<Code>2</Code>", "<Code>x &amp; &lt;y&gt;</Code>"),
            ("/Session/Case[2]/Code", "<Code><![CDATA[</Code>]]></Code>", "<Code>x &amp; &lt;y&gt;</Code>"),
            ("/Session/Case[2]/Code[3]", "<Code></Code>", "<Code>x &amp; &lt;y&gt;</Code>"),
        ])
    func element(path: String, old: String, new: String) throws {
        let edited = try Self.applied(.element(path: path, text: "x & <y>"), Self.document)
        #expect(edited == Self.document.replacing(old, with: new))
    }

    @Test(
        "an element that is not there, is empty or holds elements is refused, and so is broken XML",
        arguments: [
            "/Session", "/Session/Case", "/Session/Case/Code[2]", "/Session/Case[3]", "/a", "", "Session/Case/Code",
        ])
    func noElement(path: String) {
        #expect(throws: AdapterError(.edit, "")) { try Self.applied(.element(path: path, text: "x"), Self.document) }
        #expect(throws: AdapterError(.edit, "")) { try Self.applied(.element(path: "/a", text: "x"), "<a>") }
    }

    @Test("an edit travels to the running adapter and back unchanged")
    func travels() throws {
        let order = QuarantineOrder(
            action: .fix, author: "jo", reason: "typo",
            selection: QuarantineSelection(
                ids: ["1"], rule: "a.b", state: .held, olderThanSeconds: 1, newerThanSeconds: 2),
            edits: [
                .json(pointer: "/a", value: ["x": 1]), .json(pointer: "/b", value: nil),
                .cell(row: 1, column: "c", text: "t"), .whole([0, 255]), .element(path: "/a/b", text: "<"),
            ], closeCode: .testData)
        #expect(
            try QuarantineOrder(try StrictJSON.parse(order.json.encoded(), limits: QuarantineOrder.jsonLimits)) == order
        )
    }

    @Test(
        "an age that no clock reckons with is refused on the socket and by the desk, and traps nobody",
        arguments: [.min, -1, 9_300_000_000_000, .max] as [Int64])
    func ages(seconds: Int64) {
        for selection in [
            QuarantineSelection(olderThanSeconds: seconds), QuarantineSelection(newerThanSeconds: seconds),
        ] {
            let order = QuarantineOrder(action: .resubmit, author: "jo", reason: "typo", selection: selection)
            #expect(throws: FormatError.self) { try QuarantineOrder(order.json) }
            #expect(throws: AdapterError(.edit, "")) { try order.checked() }
        }
    }

    @Test(
        "the command line takes no age beyond the longest, and the longest can be reckoned with",
        arguments: [("100000d", true), ("100001d", false), ("9223372036854775807d", false), ("-1d", false), ("0m", true)])
    func ageOptions(text: String, isTaken: Bool) throws {
        guard let selection = try? SelectionOptions.parse(["--older-than", text]).selection() else {
            #expect(!isTaken)
            return
        }
        #expect(isTaken)
        let order = QuarantineOrder(action: .resubmit, author: "jo", reason: "typo", selection: selection)
        #expect(try QuarantineOrder(order.checked().json).selection == selection)
        _ = selection.condition(at: Timestamp(microseconds: 1_795_000_000_000_000))
    }

    @Test("the journal gets places, never values")
    func places() {
        let edits: [FieldEdit] = [
            .json(pointer: "/a", value: "Canary"), .cell(row: 2, column: "dob", text: "Canary"),
            .whole(Array("Canary".utf8)),
        ]
        #expect(edits.map(\.place) == ["/a", "/rows/2/dob", "whole"])
    }
}

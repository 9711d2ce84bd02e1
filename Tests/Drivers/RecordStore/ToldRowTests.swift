import Formats
@testable import RecordStore
import Routing
import Testing

/// The sealed form of a telling: every form that was ever written is read.
@Suite("A row of the told ledger")
struct ToldRowTests {
    private static let key = ToldLedger.Key(spell: "s1", recipient: "disc-leeds", topic: .standing)

    private static let entries = [
        ToldLedger.Entry(revision: 0, value: "active", notice: nil),
        ToldLedger.Entry(revision: 1, value: "active", notice: "n1", isNamed: false, ticket: ["name": "L7"]),
        ToldLedger.Entry(revision: 2, value: "active", notice: "n2", held: ["name": "L7"]),
        ToldLedger.Entry(
            revision: 3, value: "active", notice: "n3", ticket: ["name": "L7"],
            replaced: ToldLedger.Replaced(value: "confused", notice: "n2")),
        ToldLedger.Entry(
            revision: 3, value: "released", notice: "n3", ticket: ["custody": "L19"],
            replaced: ToldLedger.Replaced(value: "received", notice: nil, ticket: ["custody": "L19"])),
    ]

    @Test("What is written is read back, with as many members as it needs", arguments: zip(entries, [7, 9, 9, 10, 10]))
    func roundTrip(entry: ToldLedger.Entry, members: Int) throws {
        let bytes = ToldRow(key: Self.key, entry: entry).encoded
        let row = try ToldRow(bytes)
        #expect(row.key == Self.key)
        #expect(row.entry == entry)
        #expect(try StrictJSON.parse(bytes).array?.count == members)
    }

    @Test("Rows of seven and of nine members, as earlier versions wrote them, are read")
    func earlier() throws {
        let seven = #"["s1","disc-leeds","standing",1,"active","n1",false]"#
        #expect(
            try ToldRow(Array(seven.utf8)).entry
                == ToldLedger.Entry(revision: 1, value: "active", notice: "n1", isNamed: false))
        let nine = #"["s1","disc-leeds","standing",1,"active",null,true,{"name":"L7"},{}]"#
        #expect(
            try ToldRow(Array(nine.utf8)).entry
                == ToldLedger.Entry(revision: 1, value: "active", notice: nil, ticket: ["name": "L7"]))
    }

    @Test(
        "A row of any other form is refused",
        arguments: [
            #"["s1","disc-leeds","standing",1,"active","n1"]"#,
            #"["s1","disc-leeds","standing",1,"active","n1",true,{}]"#,
            #"["s1","disc-leeds","standing",1,"active","n1",true,{},{},"confused"]"#,
            #"["s1","disc-leeds","standing",1,"active","n1",true,{},{},["confused","n0"]]"#,
            #"["s1","disc-leeds","standing",1,"active","n1",true,{},{},["confused","n0",{}],{}]"#,
        ])
    func otherForms(text: String) {
        #expect(throws: StoreError(.seal, "")) { try ToldRow(Array(text.utf8)) }
    }
}

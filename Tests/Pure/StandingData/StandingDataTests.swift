import CanonicalModel
import Formats
import Testing

/// Code tables are taken whole or refused with the entry that is wrong.
@Suite struct StandingDataTests {
    static func loaded(_ file: StandingDataFile, _ text: String) throws(FormatError) -> StandingData {
        var data = StandingData()
        try data.add(file, Array(text.utf8))
        return data
    }

    static func fault(_ file: StandingDataFile, _ text: String) -> FormatError? {
        do {
            _ = try loaded(file, text)
            return nil
        } catch {
            return error
        }
    }

    @Test("every code that has a meaning here is one of those that ship")
    func meaningfulCodesAreKnown() {
        let sets: [Set<String>] = [
            CourtResultCodes.custodial, CourtResultCodes.adjournment, CourtResultCodes.warrant,
            CourtResultCodes.community, CourtResultCodes.communityRequirement, CourtResultCodes.acquittedOrDismissed,
            CourtResultCodes.breach, CourtResultCodes.order, CourtResultCodes.sexOffenderOrder,
            [
                CourtResultCodes.death, CourtResultCodes.warrantWithdrawn, CourtResultCodes.hearingRemoved,
                CourtResultCodes.adjournedSineDie,
            ],
        ]
        let codes = Set(sets.joined())
        #expect(codes.filter { !StandingData.builtIn.knowsResultCode($0) }.isEmpty)
    }

    @Test("what ships knows fines, forces and every court, and none of a number nobody gave out")
    func shipped() {
        let data = StandingData.builtIn
        #expect(data.knowsResultCode("1015") && !data.knowsResultCode("1023") && !data.knowsResultCode("01015"))
        #expect(data.knowsForce("13") && data.knowsForce("00") && !data.knowsForce("09") && !data.knowsForce("WY"))
        #expect(data.knowsCourt("B99QQ01"))
    }

    @Test(
        "result codes and forces are added by our own file and by the published one",
        arguments: [
            (StandingDataFile.results, "code,name\n7777,Something new\n"),
            (.publishedResults, #"[{"cjsCode": "7777", "description": "Something new", "type": "F"}]"#),
        ])
    func results(file: StandingDataFile, text: String) throws {
        let data = try Self.loaded(file, text)
        #expect(data.knowsResultCode("7777") && data.knowsResultCode("1015") && !data.knowsResultCode("7778"))
    }

    @Test(
        "forces are added by our own file and by the published one",
        arguments: [
            (StandingDataFile.forces, "code\r\n09\r\n"), (.publishedForces, #"[{"code": "09", "name": "Ninth"}]"#),
        ])
    func forces(file: StandingDataFile, text: String) throws {
        let data = try Self.loaded(file, text)
        #expect(data.knowsForce("09") && data.knowsForce("13") && !data.knowsForce("19"))
    }

    @Test(
        "courts are known by their first five characters once a file names any",
        arguments: [
            (StandingDataFile.courts, "code,source\nB99QQ,invented\nB98QQ00,invented\n"),
            (
                .publishedOrganisations,
                """
                [{"topLevelCode": "B", "secondLevelCode": "99", "thirdLevelCode": "QQ", "bottomLevelCode": "00"},
                 {"topLevelCode": "B", "secondLevelCode": "98", "thirdLevelCode": "QQ", "bottomLevelCode": "00"},
                 {"topLevelCode": "", "secondLevelCode": "13", "thirdLevelCode": "ZD", "bottomLevelCode": "00"}]
                """
            ),
        ])
    func courts(file: StandingDataFile, text: String) throws {
        let data = try Self.loaded(file, text)
        #expect(data.knowsCourt("B99QQ01") && data.knowsCourt("b98qq07") && data.knowsCourt("B99QQ"))
        #expect(!data.knowsCourt("B97QQ00") && !data.knowsCourt("13ZD00") && !data.knowsCourt(""))
    }

    @Test(
        "movement reasons and registers say the same in CSV and in JSON",
        arguments: [
            (
                StandingDataFile.movementReasonsTable,
                "code,direction,meaning,source\nZZ,release,died,invented\nZZ,admission,recall,invented\n",
                StandingDataFile.registersTable, "code,class\nZZ99,safeguarding\n"
            ),
            (
                .movementReasons,
                """
                [{"code": "ZZ", "direction": "release", "meaning": "died"},
                 {"code": "ZZ", "direction": "admission", "meaning": "recall", "name": "invented"}]
                """,
                .registers, #"[{"code": "ZZ99", "class": "safeguarding"}]"#
            ),
        ])
    func meanings(
        reasons: StandingDataFile, _ reasonText: String, registers: StandingDataFile, _ registerText: String
    ) throws {
        let found = try Self.loaded(reasons, reasonText).movementReasons
        #expect(found.map(\.meaning) == [.release(.died), .admission(.recall)])
        #expect(found.map(\.code) == ["ZZ", "ZZ"])
        let entries = try Self.loaded(registers, registerText).registers
        #expect(entries.map(\.code) == ["ZZ99"] && entries.map(\.class) == [.safeguarding])
    }

    @Test("an entry repeated is one entry, and one that contradicts another is refused with both named")
    func repetition() throws {
        var data = try Self.loaded(.registersTable, "code,class\nZZ99,mappa\nZZ99,mappa\n")
        #expect(data.registers.count == 1)
        let error = #expect(throws: FormatError.self) {
            try data.add(.registers, Array(#"[{"code": "ZZ99", "class": "other"}]"#.utf8))
        }
        #expect(error?.rule == "standing.contradiction" && error?.path == "registers.json/0")
        #expect(error?.message.contains("registers.csv/rows/1") == true)
        let reasons = "code,direction,meaning\nZZ,release,died\nZZ,release,released\n"
        #expect(Self.fault(.movementReasonsTable, reasons)?.rule == "standing.contradiction")
    }

    @Test(
        "a hostile or mistaken file is refused whole, with the entry that is wrong",
        arguments: [
            (StandingDataFile.registers, "", "registers.json/", ""),
            (.registersTable, "", "registers.csv", "standing.empty"),
            (.registers, "[", "registers.json/", ""), (.registers, "[]", "registers.json", "standing.empty"),
            (.registers, "{}", "registers.json", "standing.kind"),
            (.registers, "[1]", "registers.json/0", "standing.kind"),
            (.registers, #"[{"code": 1, "class": "mappa"}]"#, "registers.json/0/code", "standing.kind"),
            (.registers, #"[{"code": "A"}]"#, "registers.json/0/class", "standing.missing"),
            (.registers, #"[{"code": "A", "class": "red"}]"#, "registers.json/0/class", "standing.word"),
            (.registers, #"[{"code": "A", "clas": "mappa"}]"#, "registers.json/0", "standing.unknown-member"),
            (.registersTable, "code;class\nA;mappa\n", "registers.csv/header", "standing.header"),
            (.registersTable, "code,class,code\nA,mappa,B\n", "registers.csv/header", "standing.header"),
            (.registersTable, "code,class\nA,mappa,B\n", "registers.csv/rows/1", ""),
            (.registersTable, "code,class\nA,mappa\n,mappa\n", "registers.csv/rows/2/code", "standing.code"),
            (.registersTable, "code,class\n=A1,mappa\n", "registers.csv/rows/1/code", "standing.code"),
            (.registersTable, "code,class\nABCDEFGHIJKLMNOPQ,mappa\n", "registers.csv/rows/1/code", "standing.code"),
            (
                .movementReasonsTable, "code,direction,meaning\nA,release,recall\n",
                "movement-reasons.csv/rows/1/meaning", "standing.word"
            ),
            (
                .movementReasonsTable, "code,direction,meaning\nA,out,died\n", "movement-reasons.csv/rows/1/direction",
                "standing.word"
            ),
            (.results, "code\n10 15\n", "result-codes.csv/rows/1/code", "standing.code"),
            (.publishedResults, #"[{"cjsCode": "１０１５"}]"#, "result-code.json/0/cjsCode", "standing.code"),
            (.courts, "code\nB99Q\n", "courts.csv/rows/1/code", "standing.code"),
            (
                .publishedOrganisations,
                #"[{"topLevelCode": "B", "secondLevelCode": "9", "thirdLevelCode": "QQ", "bottomLevelCode": "00"}]"#,
                "organisation-unit.json/0/thirdLevelCode", "standing.code"
            ),
            (
                .publishedOrganisations,
                #"[{"topLevelCode": "", "secondLevelCode": "13", "thirdLevelCode": "ZD", "bottomLevelCode": "00"}]"#,
                "organisation-unit.json", "standing.empty"
            ),
        ])
    func refused(file: StandingDataFile, text: String, path: String, rule: String) {
        let error = Self.fault(file, text)
        #expect(error?.path.hasPrefix(path) == true, "\(String(describing: error))")
        #expect(rule.isEmpty || error?.rule == rule && error?.path == path, "\(String(describing: error))")
        #expect(error?.remedy.isEmpty == false)
    }

    @Test("deep nesting, endless rows and a file too big are refused within bounds")
    func bounds() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(Self.fault(.registers, deep) != nil)
        let rows = "code\n" + String(repeating: "1015\n", count: StandingData.maxEntries + 1)
        #expect(Self.fault(.results, rows) != nil)
        let big = String(repeating: " ", count: StandingData.maxFileBytes) + "[]"
        #expect(Self.fault(.registers, big)?.rule == "standing.size")
        let meanings = "code,class\n" + (0...StandingData.maxMeanings).map { "Z\($0),other\n" }.joined()
        #expect(Self.fault(.registersTable, meanings)?.rule == "standing.too-many")
    }
}

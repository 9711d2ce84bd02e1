import CanonicalModel
import CourtsTranslation
import Formats
import Testing

@Suite("Libra lists and cases") struct LibraTests {
    static func `case`(
        number: String = "<caseno>1600000126</caseno>", type: String = "P", surname: String = "EXAMPLE",
        birth: String = "30/04/1991", rest: String = ""
    ) -> String {
        """
        <case><valid>Y</valid>\(number)<def_name_elements><title>Mr</title><forename1>Testan</forename1><forename2/>
        <surname>\(surname)</surname></def_name_elements><def_dob>\(birth)</def_dob><def_type>\(type)</def_type>
        <def_sex>N</def_sex><offences><offence><code>TH68010</code><sum>words</sum></offence></offences>\(rest)</case>
        """
    }

    static func list(
        _ cases: String, name: String = "146_10062026_9901_B99QQ01_ADULT_COURT_LIST_DAILY",
        session: String = "<doh>10/06/2026</doh><room>01</room><sstart>10:05</sstart>"
    ) -> Translation {
        let document = """
            <Envelope><Header><MessageID>mid-1</MessageID></Header><Body><ExternalDocumentRequest><documents><document>
            <info><source_file_name>\(name)</source_file_name></info><data><job><sessions><session>\(session)
            <blocks><block><cases>\(cases)</cases></block></blocks></session></sessions></job></data></document></documents>
            </ExternalDocumentRequest></Body></Envelope>
            """
        return CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
    }

    static func listing(_ translation: Translation) -> HearingListing? {
        guard case .listing(let listing)? = translation.messages.first?.fact else { return nil }
        return listing
    }

    @Test("Every person's case on a list is a listed hearing in local time")
    func persons() {
        let translation = Self.list(Self.case() + Self.case(number: "<caseno>2</caseno>", surname: "OTHER"))
        #expect(translation.messages.map(\.fact.type) == [.hearingListed, .hearingListed])
        #expect(translation.messages.map(\.source) == ["/courts/libra", "/courts/libra"])
        #expect(translation.messages.first?.time.description == "2026-06-10T09:05:00Z")
        #expect(translation.correlationID == "mid-1")
        #expect(Self.listing(translation)?.offenceCodes == ["TH68010"])
        #expect(Self.listing(translation)?.person.dateOfBirth?.description == "1991-04-30")
    }

    @Test(
        "The session's own court, room and day stand before those of the file's name",
        arguments: [
            ("<ou_code>B99ZZ</ou_code><doh>11/06/2026</doh><room>07</room>", "B99ZZ07", "2026-06-11"),
            ("<ou_code>B99ZZ00</ou_code><room>07</room>", "B99ZZ00", "2026-06-10"), ("", "B99QQ01", "2026-06-10"),
            ("<room>Court A</room>", "B99QQ", "2026-06-10"),
        ])
    func overrides(session: String, court: String, day: String) {
        let listing = Self.listing(Self.list(Self.case(), session: session))
        #expect(listing?.hearing.courtOrganisationUnit == court)
        #expect(listing?.hearing.date.description == day)
    }

    static let rooms: [(room: String, court: String, trouble: String?)] = [
        ("1", "B99QQ01", nil), ("07", "B99QQ07", nil), ("Court A", "B99QQ", "room"), ("001", "B99QQ", "room"),
    ]

    @Test("A room of one digit is padded, and one that is no number is the trouble itself", arguments: rooms)
    func padding(room: String, court: String, trouble: String?) {
        let translation = Self.list(
            Self.case(), session: "<ou_code>B99QQ</ou_code><doh>10/06/2026</doh><room>\(room)</room>")
        #expect(Self.listing(translation)?.hearing.courtOrganisationUnit == court)
        #expect(translation.problems.count == (trouble == nil ? 0 : 1))
        #expect(translation.problems.first?.path.hasSuffix("/" + (trouble ?? "")) ?? true)
    }

    @Test("A list's time may have a zone, and a bad birth date is left out of its row")
    func timesAndBirths() {
        let zoned = Self.list(Self.case(), session: "<doh>10/06/2026</doh><room>01</room><sstart>09:05:00Z</sstart>")
        #expect(Self.listing(zoned)?.hearing.time == "10:05:00")
        let born = Self.list(Self.case(birth: "1991-04-30"))
        #expect(born.problems.map(\.rule) == ["courts.date"])
        #expect(Self.listing(born)?.person.dateOfBirth == nil)
    }

    @Test("Nobody sits in a dummy court", arguments: [("49", 1), ("50", 0), ("99", 0)])
    func dummyCourts(room: String, messages: Int) {
        let translation = Self.list(Self.case(), session: "<doh>10/06/2026</doh><room>\(room)</room>")
        #expect(translation.messages.count == messages)
        #expect(translation.problems.map(\.rule) == (messages == 0 ? ["courts.dummy-court"] : []))
    }

    @Test("A bad row is told and never sinks the good ones")
    func badRows() {
        let translation = Self.list(Self.case() + Self.case(number: "") + Self.case(type: "Q"))
        #expect(translation.outcome == .translated)
        #expect(translation.messages.count == 1)
        #expect(translation.problems.map(\.rule) == ["courts.missing", "courts.code"])
        #expect(Self.list(Self.case(number: "")).outcome == .rejected)
    }

    @Test("A case repeated word for word is told once, and one case identifier makes no person")
    func repetitions() {
        let translation = Self.list(Self.case() + Self.case() + Self.case(surname: "OTHER"))
        #expect(translation.messages.count == 2)
        #expect(translation.problems.map(\.rule) == ["courts.repeated-cases"])
    }

    @Test("The police's reference names the case where there is one, the court's number otherwise")
    func references() {
        #expect(Self.listing(Self.list(Self.case()))?.case.ptiurn == "1600000126")
        #expect(Self.listing(Self.list(Self.case(rest: "<urn>99qq0000126</urn>")))?.case.ptiurn == "99QQ0000126")
    }

    @Test(
        "Organisations, invalid cases and empty lists are ignored with their reason",
        arguments: [
            (Self.case(type: "O"), "courts.not-a-person"),
            (Self.case().replacing("<valid>Y", with: "<valid>N"), "courts.not-valid"), ("", "courts.no-defendants"),
        ])
    func ignored(cases: String, rule: String) {
        let translation = Self.list(cases)
        #expect(translation.outcome == .ignored)
        #expect(translation.problems.map(\.rule) == [rule])
    }

    @Test("Offence summaries stay behind")
    func carriesNoWords() {
        let translation = Self.list(Self.case().replacing("words", with: "CANARY"))
        #expect(translation.outcome == .translated)
        #expect(!translation.json(file: "x").encodedString.contains("CANARY"))
    }

    @Test("A list of three thousand cases is read whole")
    func longLists() {
        let cases = (1...3_000).map { Self.case(number: "<caseno>\($0)</caseno>") }
        let translation = Self.list(cases.joined())
        #expect(translation.messages.count == 3_000)
    }

    @Test("Reading shows codes and names and no summaries")
    func reading() {
        let document =
            "<ExternalDocumentRequest><documents><document><data><job><sessions><session><blocks><block><cases>"
            + Self.case()
            + "</cases></block></blocks></session></sessions></job></data></document></documents></ExternalDocumentRequest>"
        let read = CourtsTranslator().read(CourtSample.item(Array(document.utf8))).encodedString
        #expect(read.contains("TH68010") && read.contains("1600000126"))
        #expect(read.contains("Mr"))
        #expect(!read.contains("words"))
    }

    static func lonely(_ rest: String = "", room: String = #""01""#, name: String? = nil, offences: String? = nil)
        -> String
    {
        """
        {"caseNo": 1600000126, "name": \(name ?? #"{"title": "Mr", "forename1": "Testan", "forename2": null, "surname": "EXAMPLE"}"#),
        "defendantType": "P", "defendantSex": "N", "defendantDob": "30/04/1991",
        "offences": \(offences ?? #"[null, {"offenceCode": "th68010", "title": "CANARY"}]"#),
        "sessionStartTime": "2026-06-10T10:05:00", "courtCode": "B99QQ", "courtRoom": \(room), "anything": {"else": []}\(rest)}
        """
    }

    @Test("Reading a case that comes alone shows the person's title and no offence's")
    func readingAlone() {
        let read = CourtsTranslator().read(CourtSample.item(Array(Self.lonely().utf8))).encodedString
        #expect(read.contains("Mr") && read.contains("th68010"))
        #expect(!read.contains("CANARY"))
    }

    static let wrongKinds: [(document: String, path: String)] = [
        (lonely(name: #""EXAMPLE""#), "/name"), (lonely(offences: "{}"), "/offences"),
        (lonely(offences: #"["TH68010"]"#), "/offences/0"),
    ]

    @Test("What should hold a case's parts and does not is refused", arguments: wrongKinds)
    func kinds(document: String, path: String) {
        let translation = CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.contains { $0.rule == "courts.kind" && $0.path == path })
    }

    @Test("A case's number is no police reference, and a room written as a number is a room")
    func numbers() {
        let listing = Self.listing(CourtsTranslator().translate(CourtSample.item(Array(Self.lonely(room: "1").utf8))))
        #expect(listing?.case.ptiurn == "1600000126")
        #expect(listing?.case.isPTIURNVerified == false)
        #expect(listing?.hearing.courtOrganisationUnit == "B99QQ01")
    }

    @Test("A case that comes alone tells what the list tells")
    func alone() {
        let document = Self.lonely()
        let alone = CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
        #expect(alone.messages.map(\.fact) == Self.list(Self.case()).messages.map(\.fact))
        #expect(alone.messages.map(\.time) == Self.list(Self.case()).messages.map(\.time))
    }
}

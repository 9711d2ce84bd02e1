import CanonicalModel
import CourtsTranslation
import Formats
import Testing

/// Results wherever a hearing puts them, deleted, of earlier hearings, and of nobody: none is lost in silence.
@Suite("Common Platform results") struct CommonPlatformResultTests {
    typealias Sample = CommonPlatformSample

    static let earlier = #", "orderedHearingId": "other", "orderedDate": "2026-03-01""#
    static let deleted = #", "isDeleted": true"#

    private static func types(_ sample: Sample) -> [MessageType] { sample.translation.messages.map(\.fact.type) }
    private static func rules(_ sample: Sample) -> [String] { sample.translation.problems.map(\.rule) }

    // MARK: Applications

    static let custody = #""judicialResults": [{"cjsCode": "1002"}]"#

    static let places = [
        custody, "\"courtApplicationCases\": [{\"offences\": [{\(custody)}]}]",
        "\"courtOrder\": {\"courtOrderOffences\": [{\"offence\": {\(custody)}}]}",
    ]

    @Test("An application's custody is told beside the rest, wherever in the application it stands", arguments: places)
    func applications(place: String) {
        let sample = Sample(hearingMembers: ", \"courtApplications\": [{\(place)}]").resulted
        #expect(Self.types(sample) == [.hearingResulted])
        #expect(Self.rules(sample) == ["courts.application-result"])
    }

    @Test("An application's custody that is all an item says is refused", arguments: places)
    func onlyApplications(place: String) {
        let document = """
            {"hearing": {"id": "h1", "jurisdictionType": "CROWN", "hearingDays": [{"sittingDay": "2026-06-10T09:05:00Z"}],
            "prosecutionCases": [], "courtApplications": [{\(place)}]}, "sharedTime": "2026-06-10T15:00:00Z"}
            """
        let translation = CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.map(\.rule) == ["courts.application-result"])
    }

    static let quietResults: [(result: String, rules: [String])] = [
        (#"{"cjsCode": "1002", "isDeleted": "TRUE"}"#, []), (#"{"cjsCode": "1100"}"#, []),
        ("{\"cjsCode\": \"1002\"\(earlier)}", ["courts.earlier-result"]),
        (#"{"cjsCode": "1002", "isDeleted": "perhaps"}"#, ["courts.code", "courts.application-result"]),
    ]

    @Test(
        "An application's result that was deleted, or is not demanding, is none; an earlier hearing's is told as such",
        arguments: quietResults)
    func quietApplications(result: String, rules: [String]) {
        let sample = Sample(hearingMembers: ", \"courtApplications\": [{\"judicialResults\": [\(result)]}]").resulted
        #expect(Set(Self.rules(sample)).isSubset(of: Set(rules)))
        #expect(Self.rules(sample).isEmpty == rules.isEmpty)
    }

    // MARK: Defendants as a whole

    @Test(
        "A result of the hearing finds its defendant by either id, in capitals or not",
        arguments: [
            #""masterDefendantId": "m1""#, #""masterDefendantId": "M1""#, #""defendantId": "d1""#,
            #""defendantId": "D1", "masterDefendantId": null"#,
        ])
    func claimed(ids: String) {
        let sample = Sample(hearingMembers: Sample.wholly("2065", of: ids)).resulted
        #expect(Self.types(sample) == [.hearingResulted, .personDied])
        #expect(Self.rules(sample) == [])
    }

    static let unclaimedResults: [(code: String, rest: String, isRefused: Bool)] = [
        ("2065", "", true), ("4576", "", true), ("1002", "", true), ("1100", "", false),
        ("4576", deleted, false), ("1002", earlier, false),
    ]

    @Test(
        "A result of the hearing that names none of its defendants is told, and refused when it demands action",
        arguments: unclaimedResults)
    func unclaimed(code: String, rest: String, isRefused: Bool) {
        for ids in [#""masterDefendantId": "m2""#, #""defendantId": "d2""#, #""other": 1"#] {
            let sample = Sample(hearingMembers: Sample.wholly(code, rest, of: ids)).resulted
            #expect(sample.translation.outcome == (isRefused ? .rejected : .translated))
            #expect(Self.rules(sample) == ["courts.unclaimed-result"])
        }
    }

    @Test("A result of a case, or of nobody in a hearing that is listed, is not lost either")
    func results() {
        let listed = Sample(hearingMembers: Sample.wholly("2065", of: #""other": 1"#))
        #expect(listed.translation.outcome == .rejected)
        #expect(Self.rules(listed) == ["courts.unclaimed-result"])
        let document = Sample().resulted.document.replacing(
            #""id": "c1","#, with: #""id": "c1", "judicialResults": [{"cjsCode": "2065"}],"#)
        let translation = CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
        #expect(translation.problems.map(\.rule) == ["courts.unclaimed-result"])
    }

    // MARK: Deleted

    @Test(
        "A deleted result is never told, however its deletion is written",
        arguments: ["true", #""true""#, #""True""#, #""TRUE""#, #"" true ""#, "1", #""yes""#, "{}"])
    func deletions(written: String) {
        let results = Sample.results(Sample.result("4576", ", \"isDeleted\": \(written)"), Sample.result("2063"))
        let sample = Sample(offences: [Sample.offence(results)]).resulted
        #expect(sample.result?.offences.flatMap(\.results).map(\.code) ?? ["2063"] == ["2063"])
        #expect(!Self.types(sample).contains(.warrantIssued))
        let isRead = written.lowercased().contains("true")
        #expect(Self.types(sample) == (isRead ? [.hearingResulted, .warrantWithdrawn] : []))
        #expect(Self.rules(sample) == (isRead ? [] : ["courts.code"]))
    }

    static let otherWarrants: [(other: String, types: [MessageType])] = [
        (Sample.result("4575"), [MessageType.hearingResulted, .warrantIssued]),
        (Sample.result("4575", earlier), [.hearingResulted]),
        (Sample.result("4575", deleted), [.hearingResulted, .warrantWithdrawn, .warrantWithdrawn]),
    ]

    @Test(
        "A deleted warrant is not taken back while another stands, an earlier hearing's among them",
        arguments: otherWarrants)
    func standingWarrants(other: String, types: [MessageType]) {
        let results = Sample.results(Sample.result("4576", Self.deleted), other)
        #expect(Self.types(Sample(offences: [Sample.offence(results)]).resulted) == types)
    }

    @Test("A deleted warrant is taken back and a deleted death told even where no offence is left")
    func nothingLeft() {
        let removed = Sample.offence(Sample.results(Sample.result("4576", Self.deleted), Sample.result("4583")))
        #expect(Self.types(Sample(offences: [removed]).resulted) == [.warrantWithdrawn])
        let whole = Sample(offences: [], defendantMembers: Sample.results(Sample.result("4576", Self.deleted))).resulted
        #expect(Self.types(whole) == [.warrantWithdrawn])
        #expect(Self.rules(whole) == ["courts.no-offences"])
        let dead = Sample(offences: [], defendantMembers: Sample.results(Sample.result("2065", Self.deleted))).resulted
        #expect(dead.translation.outcome == .ignored)
        #expect(Self.rules(dead) == ["courts.no-offences", "courts.deleted-death"])
    }

    // MARK: Earlier hearings

    static let resultsOfEarlierHearings: [(results: [String], isTold: Bool)] = [
        ([Sample.result("1002", earlier), Sample.result("2063")], true),
        ([Sample.result("1100", earlier), Sample.result("2063")], false), ([Sample.result("1100", earlier)], true),
        ([Sample.result("1002", earlier + deleted), Sample.result("2063")], false),
    ]

    @Test(
        "Results of earlier hearings that are left out leave a trace where they matter",
        arguments: resultsOfEarlierHearings)
    func earlierResults(results: [String], isTold: Bool) {
        let offence = Sample.offence(", \"judicialResults\": [\(results.joined(separator: ", "))]")
        #expect(Self.rules(Sample(offences: [offence]).resulted) == (isTold ? ["courts.earlier-result"] : []))
    }

    // MARK: Kinds and leaves

    static let kindsOfContainers: [(sample: Sample, rules: [String])] = [
        (Sample(offences: [Sample.offence(#", "judicialResults": {"cjsCode": "4576"}"#)]), ["courts.kind"]),
        (Sample(offences: [Sample.offence(#", "judicialResults": ["4576"]"#)]), ["courts.kind"]),
        (Sample(offences: [Sample.offence(", \"judicialResults\": [null, \(Sample.result("1015"))]")]), []),
        (
            Sample(hearingMembers: #", "courtApplications": [{"judicialResults": {"cjsCode": "4576"}}]"#),
            ["courts.kind"]
        ),
        (Sample(hearingMembers: #", "courtApplications": [{"courtOrder": []}]"#), ["courts.kind"]),
        (Sample(hearingMembers: #", "defendantJudicialResults": ["4576"]"#), ["courts.kind"]),
        (Sample(bailStatus: #""C""#), ["courts.kind"]), (Sample(bailStatus: #"["C"]"#), ["courts.kind"]),
        (Sample(offences: [Sample.offence(), "null"], hearingMembers: #", "courtApplications": [null]"#), []),
    ]

    @Test(
        "What should hold results and does not is refused; a null among them is passed over",
        arguments: kindsOfContainers)
    func kinds(sample: Sample, rules: [String]) {
        let translation = sample.resulted.translation
        #expect(translation.outcome == (rules.isEmpty ? .translated : .rejected))
        #expect(translation.problems.map(\.rule) == rules)
    }

    @Test(
        "A bad leaf beside the matter is left out and told, and the custody goes on its way",
        arguments: [
            (#", "durationElement": {"primaryDurationValue": 12.0, "primaryDurationUnit": "Months"}"#, "courts.code"),
            (#", "durationElement": "a year""#, "courts.kind"), (#", "nextHearing": "Monday""#, "courts.kind"),
            (#", "nextHearing": {"listedStartDateTime": "10/07/2026 at ten"}"#, "courts.date"),
            (#", "nextHearing": {"courtCentre": {"code": ["B99QQ01"]}}"#, "courts.kind"),
            (#", "judicialResultPrompts": {}"#, "courts.kind"),
            (#", "judicialResultPrompts": [{"isFinancialImposition": true, "value": "£100.00."}]"#, "courts.code"),
        ])
    func besideTheMatter(rest: String, rule: String) {
        let sample = Sample(offences: [Sample.offence(Sample.results(Sample.result("1002", rest)))]).resulted
        #expect(sample.result?.offences.first?.results == [HearingResult.Result(code: "1002", qualifiers: [])])
        #expect(Self.rules(sample) == [rule])
    }

    @Test(
        "A bad day of the offence or the birth is left out and told",
        arguments: [
            Sample(offences: [Sample.offence(#", "startDate": "2026-01-03T00:00:00Z""#)]),
            Sample(offences: [Sample.offence(#", "convictionDate": "3 January""#)]),
            Sample(birthDate: #""1991-04-30T00:00:00Z""#),
        ])
    func badDays(sample: Sample) {
        #expect(Self.types(sample.resulted) == [.hearingResulted])
        #expect(Self.rules(sample.resulted) == ["courts.date"])
    }

    // MARK: Persons

    @Test("Presence is that of the day the results are dated from, by video too")
    func presence() {
        let attendance =
            #", "defendantAttendance": [{"defendantId": "D1", "attendanceDays": [{"day": "2026-06-08", "attendanceType": "NOT_PRESENT"}, {"day": "2026-06-10", "attendanceType": "BY_VIDEO"}]}]"#
        let sample = Sample(
            days: #"[{"sittingDay": "2026-06-08T09:00:00Z"}, null, {"sittingDay": "2026-06-10T09:00:00Z"}]"#,
            hearingMembers: attendance)
        #expect(sample.resulted.result?.presentAtHearing == "Y")
        #expect(Self.rules(sample.resulted) == [])
    }

    @Test("An empty organisation says nothing about a person", arguments: ["{}", #"{"organisation": null}"#, "null"])
    func emptyOrganisation(written: String) {
        let sample = Sample(defendantMembers: ", \"legalEntityDefendant\": \(written)")
        #expect(Self.types(sample) == [.hearingListed])
        #expect(Self.rules(sample) == [])
    }

    // MARK: Bytes and reading

    @Test("A byte order mark before JSON is passed over")
    func mark() {
        let bytes = [0xEF, 0xBB, 0xBF] + Array(Sample().document.utf8)
        #expect(
            CourtsTranslator().translate(CourtSample.item(bytes)).messages.map(\.fact)
                == Sample().translation.messages.map(\.fact))
        #expect(CourtsTranslator().read(CourtSample.item(bytes)).object?["wellFormed"] == true)
    }

    @Test("Reading shows what is translated: qualifiers, a verdict's description, results of applications")
    func reading() {
        let offence = Sample.offence(
            #", "verdict": {"verdictType": {"description": "Not guilty"}}"#
                + Sample.results(Sample.result("1015", #", "qualifier": "LG,A""#)))
        let wordy = Sample.offence(
            #", "verdict": {"verdictType": {"description": "CANARY"}}"#
                + Sample.results(Sample.result("1015", #", "qualifier": "CANARY says""#)), index: 2)
        let document = Sample(
            offences: [offence, wordy],
            hearingMembers:
                ", \"hearingId\": \"h-77\", \"courtApplications\": [{\(Self.custody), \"applicant\": {\"lastName\": \"CANARY\"}}]"
        ).document
        let read = CourtsTranslator().read(CourtSample.item(Array(document.utf8))).encodedString
        for shown in ["LG,A", "Not guilty", "h-77", "1002"] { #expect(read.contains(shown)) }
        #expect(!read.contains("CANARY"))
    }
}

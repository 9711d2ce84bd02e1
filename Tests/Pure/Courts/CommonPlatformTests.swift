import CanonicalModel
import CourtsTranslation
import Formats
import Testing

@Suite("Common Platform hearings") struct CommonPlatformTests {
    typealias Sample = CommonPlatformSample

    // MARK: Listed, resulted, deleted

    @Test(
        "The envelope tells listed, resulted and deleted apart",
        arguments: [
            (["hearingEventType": "ConfirmedOrUpdated"], MessageType.hearingListed),
            (["hearingEventType": "Resulted"], .hearingResulted), (["hearingEventType": "Deleted"], .hearingCancelled),
            (["eventType": "commonplatform.case.deleted"], .hearingCancelled),
            (["messageType": "COMMON_PLATFORM_HEARING_DELETED"], .hearingCancelled),
            (["eventType": "commonplatform.case.received", "messageType": "COMMON_PLATFORM_HEARING"], .hearingListed),
            (["hearingEventType": "Resulted", "eventType": "commonplatform.case.received"], .hearingResulted),
        ])
    func envelope(attributes: [String: String], type: MessageType) {
        let translation = Sample(attributes: attributes).translation
        #expect(translation.messages.map(\.fact.type) == [type])
        #expect(translation.correlationID == "sns-1")
    }

    @Test(
        "An envelope that says something else, or two things, is refused",
        arguments: [
            ["hearingEventType": "Adjusted"],
            ["hearingEventType": "Resulted", "messageType": "COMMON_PLATFORM_HEARING_DELETED"],
        ])
    func contradiction(attributes: [String: String]) {
        let translation = Sample(attributes: attributes).translation
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.map(\.rule) == ["courts.event-type"])
    }

    static let ofCase = Sample.results(Sample.result("1002")).replacing("judicial", with: "defendantCaseJudicial")

    static let bareHearings: [(sample: Sample, type: MessageType)] = [
        (Sample(), MessageType.hearingListed), (Sample().resulted, .hearingResulted),
        (Sample(hearingMembers: #", "hasSharedResults": true"#), .hearingResulted),
        (Sample(hearingMembers: #", "hasSharedResults": false"#), .hearingListed),
        (Sample(hearingMembers: #", "hasSharedResults": "true""#), .hearingResulted),
        (Sample(bodyMembers: #", "sharedTime": """#), .hearingListed),
        (Sample(defendantMembers: Sample.results(Sample.result("1002"))), .hearingResulted),
        (Sample(defendantMembers: ofCase), .hearingResulted),
        (Sample(hearingMembers: Sample.wholly("1002")), .hearingResulted),
        (
            Sample(hearingMembers: #", "courtApplications": [{"judicialResults": [{"cjsCode": "1100"}]}]"#),
            .hearingResulted
        ),
        (Sample(offences: [Sample.offence(Sample.results(Sample.result("1015")))]), .hearingResulted),
        (
            Sample(offences: [Sample.offence(Sample.results(Sample.result("1015", #", "isDeleted": true"#)))]),
            .hearingResulted
        ),
        (
            Sample(offences: [
                Sample.offence(
                    Sample.results(
                        Sample.result("1015", #", "orderedHearingId": "other", "orderedDate": "2026-03-01""#)))
            ]), .hearingListed
        ),
    ]

    @Test("A bare hearing is resulted when it shares results or carries some of its own", arguments: bareHearings)
    func bare(sample: Sample, type: MessageType) {
        #expect(sample.translation.messages.map(\.fact.type) == [type])
    }

    @Test("The envelope's word stands even where the body carries results of earlier hearings")
    func listedWithResults() {
        var sample = Sample(offences: [Sample.offence(Sample.results(Sample.result("4576")))])
        sample.attributes = ["hearingEventType": "ConfirmedOrUpdated"]
        #expect(sample.translation.messages.map(\.fact.type) == [.hearingListed])
    }

    @Test("A deletion of which only an id is left is refused, for an operator to see, and keeps the id")
    func namelessDeletion() {
        let document =
            #"{"Type":"Notification","MessageId":"sns-1","Message":"{\"hearingId\":\"h1\"}","MessageAttributes":{"hearingEventType":{"Type":"String","Value":"Deleted"}}}"#
        let translation = CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.map(\.rule) == ["courts.cancelled-names-nobody"])
        #expect(translation.caseReference == "h1")
    }

    @Test(
        "A pointer to a body in another store is refused with a way out",
        arguments: [
            #"["software.amazon.payloadoffloading.PayloadS3Pointer",{"s3BucketName":"b","s3Key":"k"}]"#,
            #"{"Type":"Notification","MessageId":"m","Message":"[\"software.amazon.payloadoffloading.PayloadS3Pointer\",{\"s3Key\":\"k\"}]"}"#,
        ])
    func claimCheck(document: String) {
        let translation = CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.map(\.rule) == ["event.claim-check"])
    }

    // MARK: Persons

    @Test(
        "A youth is a youth, said as a truth value or as text",
        arguments: [
            ("true", true), (#""true""#, true), ("false", nil), (#""false""#, nil), ("null", nil), (#""""#, nil),
        ])
    func youth(written: String, isYouth: Bool?) {
        #expect(Sample(isYouth: written).listing?.isYouth == isYouth)
        #expect(Sample(isYouth: written).resulted.result?.isYouth == isYouth)
    }

    @Test("What might be a youth and might not is refused", arguments: [#""perhaps""#, "1", "[]"])
    func unclearYouth(written: String) {
        #expect(Sample(isYouth: written).translation.outcome == .rejected)
    }

    @Test("A youth marker of the hearing makes a youth of whom it names")
    func youthMarker() {
        let marked = Sample(hearingMembers: #", "defendantHearingYouthMarkers": [{"defendantId": "d1"}]"#)
        let another = Sample(hearingMembers: #", "defendantHearingYouthMarkers": [{"defendantId": "d2"}]"#)
        #expect(marked.listing?.isYouth == true)
        #expect(another.listing?.isYouth == nil)
    }

    @Test(
        "Only what could be a number travels, and only what passes its check is verified",
        arguments: [
            (#""20090000126Y""#, ["2009/0000126Y"], true), (#""2009/0000126Y""#, ["2009/0000126Y"], true),
            (#""2009/0000126Z""#, ["2009/0000126Z"], false), (#""""#, [], false), ("null", [], false),
            (#""Redacted""#, [], false), (#""given by Jane Doe 3""#, [], false),
            (#""33629585-8""#, ["33629585-8"], false),
        ])
    func numbers(written: String, values: [String], isVerified: Bool) {
        let identifiers = Sample(pnc: written).listing?.person.identifiers
        #expect(identifiers?.map(\.value) == values)
        #expect(identifiers?.first?.isVerified ?? false == isVerified)
    }

    @Test("An organisation is passed over with its reason")
    func organisation() {
        let translation = Sample(party: #""legalEntityDefendant": {"organisation": {"name": "Example Ltd"}}"#)
            .translation
        #expect(translation.outcome == .ignored)
        #expect(translation.problems.map(\.rule) == ["courts.not-a-person"])
    }

    @Test(
        "A member whose kind is wrong is refused, one that is null is absent",
        arguments: [
            (Sample(pnc: "{}"), false), (Sample(name: #""lastName": ["EXAMPLE"]"#), false),
            (Sample(name: #""lastName": null"#), false), (Sample(id: #""""#), false),
            (Sample(jurisdiction: "null"), false),
            (Sample(days: "[]"), false), (Sample(days: #"[{"sittingDay": null}]"#), false),
            (Sample(urn: "null"), false),
            (Sample(birthDate: #""30/04/1991""#), true), (Sample(offences: []), true),
            (Sample(birthDate: "null"), true),
            (Sample(court: "null"), true), (Sample(gender: #""OTHER""#), true), (Sample(gender: "null"), true),
            (Sample(bailStatus: "null"), true),
        ])
    func kinds(sample: Sample, isTranslated: Bool) {
        #expect(sample.translation.outcome == (isTranslated ? .translated : .rejected))
    }

    // MARK: Results

    @Test("A later share of a hearing is another message of the same hearing and says when it was shared")
    func reshare() throws {
        let first = Sample(offences: [Sample.offence(Sample.results(Sample.result("4576")))]).resulted
        var second = Sample(offences: [
            Sample.offence(Sample.results(Sample.result("4576", #", "isDeleted": true"#), Sample.result("2063")))
        ])
        second.bodyMembers = #", "sharedTime": "2026-06-12 10:30:00""#
        let (before, after) = (try #require(first.result), try #require(second.result))
        #expect(before.case == after.case && before.hearing == after.hearing)
        #expect(after.sharedTime?.description == "2026-06-12T09:30:00Z")
        #expect(after.offences.flatMap(\.results).map(\.code) == ["2063"])
        #expect(first.translation.messages.map(\.fact.type) == [.hearingResulted, .warrantIssued])
        #expect(second.translation.messages.map(\.fact.type) == [.hearingResulted, .warrantWithdrawn])
    }

    @Test("A warrant deleted from one offence is not taken back while another offence has one")
    func deletedWarrantBesideAnother() {
        let deleted = Sample.result("4576", #", "isDeleted": true"#)
        let sample = Sample(offences: [
            Sample.offence(Sample.results(deleted)), Sample.offence(Sample.results(Sample.result("4575")), index: 2),
        ]).resulted
        #expect(sample.translation.messages.map(\.fact.type) == [.hearingResulted, .warrantIssued])
    }

    @Test("A deleted death is told aloud")
    func deletedDeath() {
        let deleted = Sample.result("2065", #", "isDeleted": true"#)
        let sample = Sample(offences: [Sample.offence(Sample.results(deleted))]).resulted
        #expect(sample.translation.messages.map(\.fact.type) == [.hearingResulted])
        #expect(sample.translation.problems.map(\.rule) == ["courts.deleted-death"])
    }

    @Test("Every fault is told at once, a bad day among them")
    func everyFault() {
        let sample = Sample(
            id: "null", days: #"[{"sittingDay": "2026-02-30"}]"#, urn: "null", name: #""lastName": "" "#,
            bailStatus: "[]")
        #expect(
            sample.resulted.translation.problems.map(\.rule) == [
                "courts.missing", "courts.date", "courts.missing", "courts.missing", "courts.kind",
            ])
    }

    @Test("Sharing the same again makes another id of the same content")
    func sameAgain() throws {
        let first = try #require(Sample().resulted.translation.messages.first)
        var again = Sample()
        again.bodyMembers = #", "sharedTime": "2026-06-13T15:00:00Z""#
        let second = try #require(again.translation.messages.first)
        #expect(first.id != second.id)
        #expect(first.contentDigest == second.contentDigest)
    }

    @Test("A hearing of several days keeps its first day and is dated from the last one before it was shared")
    func severalDays() throws {
        var sample = Sample(
            days:
                #"[{"sittingDay": "2026-06-11T09:00:00Z"}, {"sittingDay": "2026-06-09T09:00:00Z"}, {"sittingDay": "2026-06-10T09:00:00Z"}]"#
        )
        sample.bodyMembers = #", "sharedTime": "2026-06-10T15:00:00Z""#
        #expect(sample.result?.hearing.date.description == "2026-06-09")
        #expect(sample.translation.messages.first?.time.description == "2026-06-10T09:00:00Z")
    }

    @Test(
        "Pleas and findings travel only where the code tables map them",
        arguments: [
            ("GUILTY", "1"), ("NOT_GUILTY", "2"), ("Not guilty", "2"), ("not guilty", "2"), ("NO_PLEA", "3"),
            ("ADMITS", "7"),
            ("DENIES", "8"), ("ADMITS_BREACH", nil), ("CHANGE_TO_GUILTY_NO JURY", nil),
        ])
    func pleas(word: String, code: String?) {
        let offence = Sample.offence(#", "plea": {"pleaValue": "\#(word)"}"#)
        let sample = Sample(offences: [offence]).resulted
        #expect(sample.result?.offences.first?.plea == code)
        #expect(sample.translation.problems.map(\.rule) == (code == nil ? ["courts.unknown-code"] : []))
    }

    static let remandStates: [(written: String, statuses: [String], code: String?)] = [
        (#"{"code": "B"}"#, ["C"], "B"), ("null", ["C"], "C"), ("null", ["C", "C"], "C"),
        ("null", ["C", "B"], "C"), ("null", ["P", "U"], "P"), ("null", ["U", "B"], nil), ("null", ["A", "B"], "B"),
        ("null", ["A", "A"], "A"), ("null", ["A", "C", "U"], "C"),
        ("null", ["R"], nil), (#"{"code": "R"}"#, [], nil), (#"{"code": "0hs9ytllu5"}"#, ["A"], "A"),
    ]

    @Test("The remand state is the defendant's, or the one that all results leave behind", arguments: remandStates)
    func bail(written: String, statuses: [String], code: String?) {
        let results = statuses.map { Sample.result("4028", #", "postHearingCustodyStatus": "\#($0)""#) }
        let offence = Sample.offence(", \"judicialResults\": [\(results.joined(separator: ", "))]")
        #expect(Sample(bailStatus: written, offences: [offence]).resulted.result?.bail?.status == code)
    }

    @Test("A result of the defendant as a whole stands with the first offence")
    func defendantLevel() {
        let death =
            #", "defendantJudicialResults": [{"masterDefendantId": "m1", "judicialResult": {"cjsCode": "2065"}}]"#
        let sample = Sample(hearingMembers: death).resulted
        #expect(sample.translation.messages.map(\.fact.type) == [.hearingResulted, .personDied])
    }

    @Test("An application's result that matters is never passed over in silence")
    func applications() {
        let warrant = #", "courtApplications": [{"judicialResults": [{"cjsCode": "4576"}]}]"#
        let granted = #", "courtApplications": [{"judicialResults": [{"label": "Granted"}]}]"#
        #expect(
            Sample(hearingMembers: warrant).resulted.translation.problems.map(\.rule) == ["courts.application-result"])
        #expect(Sample(hearingMembers: granted).resulted.translation.problems.isEmpty)
    }

    @Test("A hearing entered in error leaves nothing of its offence")
    func removed() {
        let sample = Sample(offences: [Sample.offence(Sample.results(Sample.result("4583")))]).resulted
        #expect(sample.translation.outcome == .ignored)
        #expect(sample.translation.problems.map(\.rule) == ["courts.no-offences"])
    }

    @Test("Words that name victims stay behind, and no value stands in a problem")
    func carriesNoWords() {
        let canary = "CANARY"
        let document = Sample(
            name: #""lastName": "EXAMPLE", "firstName": null"#, pnc: #""CANARY""#, bailStatus: #"{"code": "CANARY"}"#,
            offences: [
                Sample.offence(
                    #", "wordingWelsh": "CANARY", "victims": [{"lastName": "CANARY"}], "plea": {"pleaValue": "CANARY"}"#
                        + Sample.results(
                            Sample.result("1015", #", "resultText": "CANARY", "qualifier": "CANARY says""#)))
            ], hearingMembers: #", "reportingRestrictionReason": "CANARY""#
        ).resulted
        #expect(document.translation.outcome == .translated)
        #expect(!document.translation.json(file: "x").encodedString.contains(canary))
    }

    @Test("Lists that multiply are refused before they are searched")
    func boundedLists() {
        let entries = Array(repeating: #"{"defendantId": "d1"}"#, count: 1_001).joined(separator: ", ")
        let sample = Sample(hearingMembers: ", \"defendantAttendance\": [\(entries)]")
        #expect(sample.translation.problems.map(\.rule) == ["courts.too-many"])
    }

    @Test("Reading shows codes and dates and no words")
    func reading() {
        let document = Sample(offences: [
            Sample.offence(Sample.results(Sample.result("1015", #", "resultText": "CANARY""#)))
        ])
        let read = CourtsTranslator().read(CourtSample.item(Array(document.document.utf8))).encodedString
        #expect(read.contains("1015") && read.contains("TH68010"))
        #expect(!read.contains("CANARY") && !read.contains("words"))
    }

    @Test("Whatever the bytes, the translator answers")
    func hostileBytes() {
        let documents = [Sample(attributes: ["hearingEventType": "Resulted"]).document, Sample().resulted.document]
        for document in documents.map({ Array($0.utf8) }) {
            for length in stride(from: 0, to: document.count, by: 7) {
                let translation = CourtsTranslator().translate(CourtSample.item(Array(document.prefix(length))))
                #expect(translation.outcome == .rejected, "cut at \(length)")
            }
            for place in stride(from: 0, to: document.count, by: 11) {
                var bytes = document
                bytes[place] = UInt8(ascii: "{")
                let translation = CourtsTranslator().translate(CourtSample.item(bytes))
                #expect(translation.messages.isEmpty == (translation.outcome != .translated))
                #expect(translation.outcome == .translated || !translation.problems.isEmpty)
                _ = CourtsTranslator().read(CourtSample.item(bytes))
            }
        }
    }
}

import CanonicalModel
import CourtsTranslation
import Formats
import Testing

/// Warnings that ask somebody to act at once, beside more other warnings than a receipt lists.
@Suite("Urgent warnings of Common Platform hearings") struct CommonPlatformUrgencyTests {
    typealias Sample = CommonPlatformSample
    typealias Results = CommonPlatformResultTests

    /// Offences that make a warning each, more than are listed.
    private static let noisy = (2...151).map { Sample.offence(#", "plea": {"pleaValue": "SHRUGS"}"#, index: $0) }

    static let urgent: [(sample: Sample, rule: String)] = [
        (
            Sample(offences: noisy + [Sample.offence(Sample.results(Sample.result("2065", Results.deleted)))]),
            "courts.deleted-death"
        ),
        (
            Sample(offences: noisy + [Sample.offence(Sample.results(Sample.result("1002", Results.earlier)))]),
            "courts.earlier-result"
        ),
        (
            Sample(offences: noisy, hearingMembers: ", \"courtApplications\": [{\(Results.custody)}]"),
            "courts.application-result"
        ),
        (
            Sample(offences: noisy, hearingMembers: Sample.wholly("4576", Results.deleted, of: #""other": 1"#)),
            "courts.unclaimed-result"
        ),
        (
            Sample(offences: noisy + [Sample.offence(Sample.results(Sample.result("2509", Results.deleted)))]),
            "courts.deleted-withdrawal"
        ),
    ]

    @Test("What asks for action at once is told however many other warnings there are", arguments: urgent)
    func urgency(sample: Sample, rule: String) {
        let rules = sample.resulted.translation.problems.map(\.rule)
        #expect(rules.first == rule)
        #expect(rules.filter { $0 == rule }.count == 1)
    }

    @Test("Warnings that are not listed are counted")
    func untold() {
        let problems = Sample(offences: Self.noisy).resulted.translation.problems
        #expect(problems.map(\.rule) == Array(repeating: "courts.unknown-code", count: 100) + ["courts.untold"])
        #expect(problems.last?.message.hasSuffix(": 50.") == true)
        #expect(problems.last?.path == "/hearing")
        #expect(Sample(offences: Array(Self.noisy.prefix(100))).resulted.translation.problems.count == 100)
    }

    @Test("Bad rows of a list that are not listed are counted")
    func untoldRows() {
        let bad = String(repeating: LibraTests.case(number: ""), count: 130)
        let problems = LibraTests.list(LibraTests.case() + bad).problems
        #expect(problems.count == 101)
        #expect(problems.last?.rule == "courts.untold")
        #expect(problems.last?.message.hasSuffix(": 30.") == true)
    }

    @Test("A court of no table is told once, in however many next hearings it stands")
    func toldOnce() throws {
        var data = StandingData()
        try data.add(.courts, Array("code\nB99QQ\n".utf8))
        let next = #", "nextHearing": {"courtCentre": {"code": "B77ZZ01"}}"#
        let results = (1...3).map { _ in Sample.result("4028", next) }.joined(separator: ", ")
        let document = Sample(offences: [Sample.offence(", \"judicialResults\": [\(results)]")]).resulted.document
        let translation = CourtsTranslator(data).translate(CourtSample.item(Array(document.utf8)))
        #expect(translation.messages.count == 1)
        #expect(translation.problems.map(\.rule) == ["courts.unknown-court"])
    }

    // MARK: Withdrawals that the court took back

    static let standingWarrants: [(other: String?, types: [MessageType], rules: [String])] = [
        (nil, [.hearingResulted], ["courts.deleted-withdrawal"]),
        (Sample.result("2509"), [.hearingResulted, .warrantWithdrawn], []),
        (Sample.result("4576"), [.hearingResulted, .warrantIssued], ["courts.deleted-withdrawal"]),
        (
            Sample.result("4576", Results.earlier), [.hearingResulted, .warrantIssued],
            ["courts.deleted-withdrawal", "courts.earlier-result"]
        ),
        (Sample.result("4576", Results.deleted), [.hearingResulted, .warrantWithdrawn], ["courts.deleted-withdrawal"]),
    ]

    @Test(
        "A deleted withdrawal is told aloud unless another stands, and a warrant that the share still shows is issued again",
        arguments: standingWarrants)
    func deletedWithdrawals(other: String?, types: [MessageType], rules: [String]) {
        let results = [Sample.result("2509", Results.deleted), other].compactMap { $0 }.joined(separator: ", ")
        let sample = Sample(offences: [Sample.offence(", \"judicialResults\": [\(results)]")]).resulted
        #expect(sample.translation.messages.map(\.fact.type) == types)
        #expect(sample.translation.problems.map(\.rule) == rules)
    }

    // MARK: Warrants that the court took back

    private static let twoDays = #"[{"sittingDay": "2026-06-08T09:00:00Z"}, {"sittingDay": "2026-06-10T09:00:00Z"}]"#

    @Test("A warrant and its deletion name the first day of their hearing", arguments: ["", Results.deleted])
    func hearingDates(rest: String) throws {
        let offence = Sample.offence(Sample.results(Sample.result("4576", rest)))
        let sample = Sample(days: Self.twoDays, offences: [offence]).resulted
        guard case .warrant(let warrant)? = sample.translation.messages.last?.fact else {
            Issue.record("The last message is no warrant's.")
            return
        }
        #expect(warrant.hearingDate?.description == "2026-06-08")
        #expect(warrant.isDeletion == !rest.isEmpty)
    }

    static let earlierDeletions: [(other: String?, rules: [String])] = [
        (nil, ["courts.deleted-warrant"]), (Sample.result("2509"), []), (Sample.result("4575"), []),
        (Sample.result("2063"), ["courts.deleted-warrant"]),
    ]

    @Test(
        "An earlier hearing's deleted warrant takes back nothing of this hearing, and is told aloud while none is out",
        arguments: earlierDeletions)
    func earlierDeletedWarrants(other: String?, rules: [String]) {
        let gone = Sample.result("4576", Results.deleted + Results.earlier)
        let results = [gone, other].compactMap { $0 }.joined(separator: ", ")
        let sample = Sample(offences: [Sample.offence(", \"judicialResults\": [\(results)]")]).resulted
        let deletions = sample.translation.messages.filter { message in
            guard case .warrant(let warrant) = message.fact else { return false }
            return warrant.isDeletion
        }
        #expect(deletions.isEmpty)
        #expect(sample.translation.problems.map(\.rule) == rules)
    }

    @Test("A hearing that deletes its warrant and withdraws what there is says so once")
    func deletedAndWithdrawn() {
        let results = Sample.results(Sample.result("4576", Results.deleted), Sample.result("2509"))
        let warrants = Sample(offences: [Sample.offence(results)]).resulted.translation.messages.dropFirst().map(\.fact)
        #expect(warrants.map(\.type) == [.warrantWithdrawn])
        guard case .warrant(let warrant)? = warrants.first else { return }
        #expect(warrant.resultCode == "2509")
    }
}

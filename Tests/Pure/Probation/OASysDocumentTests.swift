import CanonicalModel
import Formats
import ProbationTranslation
import Testing

/// OASys assessments as they are fetched.
@Suite struct OASysDocumentTests {
    static func assessment(
        _ number: Int64, _ status: String, begun: JSONValue = "2026-08-01T09:15:00", completed: JSONValue = .null,
        _ more: [(String, JSONValue)] = []
    ) -> JSONValue {
        var object = JSONObject()
        object["assessmentPk"] = .integer(number)
        object["assessmentType"] = "LAYER3"
        object["assessmentStatus"] = .string(status)
        object["initiationDate"] = begun
        object["dateCompleted"] = completed
        for (key, value) in more { object[key] = value }
        return .object(object)
    }

    static func translate(_ assessments: JSONValue..., number: JSONValue = "Z000001") -> Translation {
        ProbationTranslator().translate((["probNumber": number, "assessments": .array(assessments)] as JSONValue).item)
    }

    @Test(
        "an assessment is complete or not by its status (FEED-06)",
        arguments: [
            ("COMPLETE", RiskAssessment.Status.complete), ("LOCKED_INCOMPLETE", .incomplete), ("OPEN", .incomplete),
            ("SUPERSEDED", .superseded),
        ])
    func statuses(word: String, status: RiskAssessment.Status) {
        let translation = Self.translate(Self.assessment(1, word, completed: "2026-08-12"))
        #expect(translation.assessments.map(\.status) == [status])
    }

    @Test("of several complete ones only the last stands, and an open one supersedes none")
    func superseded() {
        let translation = Self.translate(
            Self.assessment(3, "OPEN", begun: "2026-11-01"), Self.assessment(1, "COMPLETE", completed: "12/02/2024"),
            Self.assessment(2, "COMPLETE", completed: "2026-08-12"))
        #expect(translation.assessments.map(\.status) == [.incomplete, .superseded, .complete])
    }

    @Test("of two completed on one day the later hour stands, and of one hour the later number")
    func sameDay() {
        let hours = Self.translate(
            Self.assessment(9, "COMPLETE", completed: "2026-08-12T09:00:00"),
            Self.assessment(8, "COMPLETE", completed: "2026-08-12T16:00:00"))
        #expect(hours.assessments.map(\.status) == [.superseded, .complete])
        let numbers = Self.translate(
            Self.assessment(9, "COMPLETE", completed: "2026-08-12"),
            Self.assessment(8, "COMPLETE", completed: "12/08/2026"))
        #expect(numbers.assessments.map(\.status) == [.complete, .superseded])
    }

    @Test("assessments of different types do not supersede each other")
    func types() {
        let translation = Self.translate(
            Self.assessment(1, "COMPLETE", completed: "2026-01-01"),
            Self.assessment(2, "COMPLETE", completed: "2026-02-01", [("assessmentType", "LAYER1")]))
        #expect(translation.assessments.map(\.status) == [.complete, .complete])
    }

    @Test("a time without a zone is London's")
    func london() {
        let translation = Self.translate(
            Self.assessment(1, "COMPLETE", completed: "2026-08-12T16:00:00"),
            Self.assessment(2, "OPEN", begun: "2026-12-12T16:00:00"),
            Self.assessment(3, "OPEN", begun: "2026-08-12T16:00:00+00:00"))
        #expect(
            translation.messages.map(\.time.description)
                == ["2026-08-12T15:00:00Z", "2026-12-12T16:00:00Z", "2026-08-12T16:00:00Z"])
    }

    @Test("levels of harm travel by whom to whom; null is none")
    func levels() {
        let translation = Self.translate(
            Self.assessment(
                1, "COMPLETE", completed: "2026-08-12",
                [
                    ("riskChildrenCommunity", "Low"), ("riskKnownAdultCustody", "Very High"),
                    ("riskStaffCommunity", .null), ("riskLevel", ["riskScoreLevel": "Medium"]),
                ]))
        #expect(
            translation.assessments.first?.scores == [
                .init(name: "rosh-children-community", band: .low),
                .init(name: "rosh-known-adult-custody", band: .veryHigh),
                .init(name: "risk-score-level", band: .medium),
            ])
    }

    @Test("one that cannot be read refuses the whole: without it an older one would look like the latest")
    func oneBroken() {
        let good = Self.assessment(1, "COMPLETE", completed: "2026-08-12")
        for (bad, rule) in [
            (Self.assessment(2, "ARCHIVED"), "probation.unknown-status"),
            (Self.assessment(2, "OPEN", begun: .null), "event.missing"),
            (Self.assessment(2, "OPEN", begun: "2026-02-30"), "probation.date"),
            (Self.assessment(2, "OPEN", [("riskPublicCommunity", "Purple")]), "probation.unknown-band"),
            ("text", "event.kind"),
        ] {
            let translation = Self.translate(good, bad)
            #expect(translation.outcome == .rejected)
            #expect(translation.rules == [rule])
            #expect(translation.messages.isEmpty)
        }
    }

    @Test("complete without a date of completion counts from its beginning, with a warning")
    func undated() {
        let translation = Self.translate(Self.assessment(1, "COMPLETE"))
        #expect(translation.messages.map(\.time.description) == ["2026-08-01T08:15:00Z"])
        #expect(translation.rules == ["probation.completion-date"])
    }

    @Test("a document without assessments says nothing; one about nobody, or with too many, is refused")
    func empty() {
        #expect(Self.translate(Self.assessment(1, "OPEN"), number: .null).rules == ["probation.no-identity"])
        #expect(Self.translate().outcome == .ignored)
        #expect(Self.translate().rules == ["probation.no-assessment"])
        let items: [JSONValue] = [["probNumber": "Z000001", "assessments": "none"], ["assessments": .null]]
        for item in items { #expect(ProbationTranslator().translate(item.item).outcome == .rejected) }
        let many = ProbationTranslator().translate(
            (["probNumber": "Z000001", "assessments": .array(Array(repeating: Self.assessment(1, "OPEN"), count: 201))]
                as JSONValue).item)
        #expect(many.rules == ["probation.assessments"])
    }

    @Test("what it read is shown without anything that may name somebody")
    func shown() {
        let item =
            ([
                "probNumber": "Z000001", "note": "Zebedee Canary",
                "assessments": [Self.assessment(1, "OPEN", [("summary", "Zebedee Canary")])],
            ] as JSONValue).item
        let shown = ProbationTranslator().read(item).encodedString
        #expect(shown.contains("OPEN"))
        #expect(!shown.contains("Canary"))
    }
}

import CanonicalModel
import Formats
import PartnersTranslation
import Testing

/// The partners' translator, by table.
@Suite("The partners' translator") struct PartnersTranslatorTests {
    private static let types = [
        "youth-assessment", "treatment", "monitoring", "attendance", "breach", "plan", "strand", "consent",
        "nomination",
    ]
    private static let providers = ["youth-offending", "treatment", "monitoring", "voluntary-sector", "hub"]

    /// Who may tell what.
    private static let tells: [String: Set<String>] = [
        "youth-offending": ["youth-assessment", "attendance", "breach", "nomination"],
        "treatment": ["treatment", "attendance", "nomination"], "monitoring": ["monitoring", "breach", "nomination"],
        "voluntary-sector": ["attendance", "nomination"], "hub": ["plan", "strand", "consent", "nomination"],
    ]

    private static func row(_ type: String, _ provider: String, _ changes: [String: String] = [:]) -> [String: String] {
        let detail: [String: String] =
            switch type {
            case "youth-assessment": ["tool": "asset", "assessment_status": "complete", "reoffending_band": "high"]
            case "treatment": ["treatment_origin": "dip", "treatment_event": "started"]
            case "monitoring": ["monitoring_event": "tag-fitted"]
            case "attendance": ["attended": "yes", "service": "mentoring"]
            case "breach": ["breached_order": "licence"]
            case "plan": ["support_level": "low"]
            case "strand": ["strand": "catch-and-control", "decided_by": "K. Idris"]
            case "consent":
                [
                    "covers": "engagement.*", "purpose": "resettle", "with": "vcs", "consent_state": "given",
                    "recorded_by": "R. Bell",
                ]
            default: ["cohort": "iom", "nominated_by": "disc", "reason": "self-referral"]
            }
        let common = [
            "record_type": type, "provider": provider, "occurred_at": "2026-11-19T10:00:00Z", "crn": "X509142",
        ]
        return common.merging(detail) { $1 }.merging(changes) { $1 }
    }

    private func translate(_ rows: [String: String]...) -> Translation { translate(PoliceFixture.csv(rows)) }

    private func translate(_ text: String) -> Translation {
        PartnersTranslator().translate(PoliceFixture.item(Array(text.utf8)))
    }

    @Test("a partner tells of its own work and of nothing else (FEED-02, FEED-05)", arguments: providers, types)
    func ownWork(provider: String, type: String) {
        let translation = translate(Self.row(type, provider))
        if Self.tells[provider]?.contains(type) == true {
            #expect(translation.messages.map(\.source) == ["/partners/" + provider])
            #expect(translation.problems.isEmpty)
        } else {
            #expect(translation.rules == ["partners.not-yours"])
        }
    }

    @Test("a provider that is none is refused", arguments: ["", "police", "HUB", "hub/"])
    func unknownProvider(provider: String) {
        #expect(translate(Self.row("attendance", provider)).outcome == .rejected)
    }

    @Test("attended and missed are facts of their own")
    func attendance() {
        let missed = translate(
            Self.row(
                "attendance", "treatment",
                ["attended": "no", "absence_acceptable": "no", "appointment_required": "yes"]))
        guard case .attendance(let fact) = missed.messages.first?.fact else {
            Issue.record("No attendance.")
            return
        }
        #expect(fact.kind == .missed && fact.isAcceptable == false && fact.isRequired == true)
        #expect(missed.messages.first?.fact.type == .appointmentMissed)
    }

    @Test(
        "a clock may run ahead as far as the core's door allows, and no second further",
        arguments: [("2026-11-20T09:10:00Z", true), ("2026-11-20T09:10:01Z", false)])
    func clocks(time: String, isTaken: Bool) {
        let translation = translate(Self.row("nomination", "hub", ["occurred_at": time]))
        #expect(translation.rules == (isTaken ? [] : ["partners.ahead"]))
        let message = translate(Self.canonical { $0["time"] = .string(time) })
        #expect(message.rules == (isTaken ? [] : ["partners.ahead"]))
    }

    @Test("the fillers for no end and not known are a fault of their column", arguments: ["9999-12-31", "0001-01-01"])
    func fillers(day: String) {
        #expect(translate(Self.row("nomination", "hub", ["occurred_at": day])).rules == ["partners.year"])
        #expect(translate(Self.row("plan", "hub", ["review_due": day])).rules == ["partners.year"])
    }

    @Test("several events may share a reference, one event told twice is told once")
    func sharedReference() {
        let started = Self.row("treatment", "treatment", ["record_reference": "MIC-1"])
        let tested = Self.row("treatment", "treatment", ["record_reference": "MIC-1", "treatment_event": "tested"])
        let translation = translate(started, tested, started)
        #expect(translation.messages.count == 2)
        #expect(translation.rules == ["partners.row-twice"])
    }

    @Test(
        "free text has no way in",
        arguments: [
            ("treatment", "treatment", "modality", "told Canary"),
            ("plan", "hub", "plan_actions", "See Canary:disc:started"),
            ("monitoring", "monitoring", "order_type", "near Canary"), ("nomination", "hub", "reason", "says Canary"),
            ("breach", "monitoring", "breached_order", "Canary"),
        ])
    func noFreeText(type: String, provider: String, column: String, value: String) {
        let translation = translate(Self.row(type, provider, [column: value]))
        #expect(translation.outcome == .rejected)
        #expect(!translation.json(file: "x").encodedString.contains("Canary"))
    }

    // MARK: Canonical messages

    private static func canonical(_ changes: (inout JSONObject) -> Void = { _ in }) -> String {
        var object: JSONObject = [
            "specversion": "1.0", "id": "theirs", "source": "/partners/monitoring",
            "type": "monitoring.event.recorded.v1", "time": "2026-11-19T10:00:00Z",
            "recordedtime": "2020-01-01T00:00:00Z",
            "datacontenttype": "application/json",
            "data": [
                "person": ["identifiers": [["kind": "crn", "value": "X509142", "verified": true]]],
                "event": "tag-fitted",
            ],
        ]
        changes(&object)
        return JSONValue.object(object).encodedString
    }

    @Test("a canonical message gets our id and our time of arrival and keeps theirs as correlation")
    func passage() {
        let message = translate(Self.canonical()).messages.first
        #expect(message?.id != "theirs")
        #expect(message?.correlationID == "theirs")
        #expect(message?.recordedTime == PoliceFixture.receivedTime)
        #expect(message?.sourceItem?.id == "item-1")
        #expect(
            message?.id == translate(Self.canonical { $0["recordedtime"] = "2021-01-01T00:00:00Z" }).messages.first?.id)
    }

    @Test("a table saved by a spreadsheet program tells the same fact as a canonical message (ISH-08)")
    func agreement() {
        let csv = translate(Self.row("monitoring", "monitoring", ["record_reference": "theirs"]))
        let canonical = translate(
            Self.canonical {
                $0["data"] = [
                    "person": ["identifiers": [["kind": "crn", "value": "X509142", "verified": true]]],
                    "event": "tag-fitted", "reference": "theirs",
                ]
            })
        #expect(csv.messages == canonical.messages)
    }

    @Test(
        "a message that is not theirs, or not whole, is refused",
        arguments: [
            ("source", "/prison/hmpps-domain-events", "partners.not-yours"),
            ("source", "/partners/hub", "partners.not-yours"),
            ("source", "/partners/monitoring/x", "partners.not-yours"),
            ("type", "custody.released.v1", "contract.unknown-member"),
            ("type", "x.v1", "contract.unknown-type"), ("time", "2031-01-01T00:00:00Z", "partners.ahead"),
            ("specversion", "2.0", "cloudevents.version"), ("id", "", "contract.kind"),
        ])
    func refused(member: String, value: String, rule: String) {
        let translation = translate(Self.canonical { $0[member] = .string(value) })
        #expect(translation.outcome == .rejected)
        #expect(translation.rules == [rule])
    }

    @Test("in a list a bad message never sinks the good ones")
    func list() {
        let translation = translate("[\(Self.canonical()), {\"specversion\": 1}, 7]")
        #expect(translation.messages.count == 1)
        #expect(translation.problems.map(\.path) == ["/rows", "/1/specversion", "/2"])
    }
}

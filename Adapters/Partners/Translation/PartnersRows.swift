import CanonicalModel
import FeedRows
import Formats

/// Reads one row of the partners' layout as the fact it is.
enum PartnersRows {
    /// The row's fact; nil when it has a fault.
    static func fact(_ row: inout FeedRow, receivedTime: Timestamp) -> RowFact? {
        let provider = row.required("provider", row.word("provider", as: Provider.self))
        let reference = row.code("record_reference", atMost: 64)
        guard let occurred = row.required("occurred_at", row.moment("occurred_at", orDay: true))?.instant,
            let person = row.person(at: occurred), let provider
        else { return nil }
        // A record of the future would outlast every correction of it, and the core's door refuses it.
        guard occurred <= receivedTime.adding(seconds: Fact.clockAllowanceSeconds) else {
            row.fault(
                "occurred_at", "ahead", "The time lies ahead of the moment at which the item arrived.",
                "Correct the time.")
            return nil
        }
        guard let fact = fact(&row, person, reference), row.faults.isEmpty else { return nil }
        guard provider.mayTell(fact.type) else {
            row.fault(
                "record_type", "not-yours", "A partner of this kind does not tell records of this type.",
                "Send the types that the README lists for your kind of service.")
            return nil
        }
        return RowFact(source: provider.source, time: occurred, reference: reference, fact: fact)
    }

    private static func fact(_ row: inout FeedRow, _ person: Person, _ reference: String?) -> Fact? {
        switch row.type {
        case "youth-assessment": youthAssessment(&row, person, reference)
        case "treatment": treatment(&row, person, reference)
        case "monitoring": monitoring(&row, person, reference)
        case "attendance": attendance(&row, person, reference)
        case "breach": breach(&row, person, reference)
        case "plan": plan(&row, person)
        case "strand": strand(&row, person)
        case "consent": consent(&row, person)
        default: nomination(&row, person, reference)
        }
    }
}

// MARK: - Services

extension PartnersRows {
    private static func youthAssessment(_ row: inout FeedRow, _ person: Person, _ reference: String?) -> Fact? {
        let tool = row.required("tool", row.word("tool", as: YouthAssessment.Tool.self))
        let status = row.required("assessment_status", row.word("assessment_status", as: YouthAssessment.Status.self))
        let assessedOn = row.date("assessed_on")
        let scores = scores(&row)
        guard let tool, let status else { return nil }
        return .youthAssessed(
            YouthAssessment(
                person: person, tool: tool, status: status, scores: scores, assessedOn: assessedOn,
                reference: reference))
    }

    private static func scores(_ row: inout FeedRow) -> [YouthAssessment.Score] {
        let value = row.count("reoffending_score")
        let bands: [(YouthAssessment.Score.Name, YouthAssessment.Score.Band?)] = [
            (.likelihoodOfReoffending, row.word("reoffending_band")), (.riskOfSeriousHarm, row.word("harm_band")),
            (.safetyAndWellbeing, row.word("safety_band")),
        ]
        return bands.compactMap { name, band in
            let number = name == .likelihoodOfReoffending ? value : nil
            guard band != nil || number != nil else { return nil }
            return YouthAssessment.Score(name: name, value: number, band: band)
        }
    }

    private static func treatment(_ row: inout FeedRow, _ person: Person, _ reference: String?) -> Fact? {
        let origin = row.required("treatment_origin", row.word("treatment_origin", as: TreatmentReport.Origin.self))
        let event = row.required("treatment_event", row.word("treatment_event", as: TreatmentReport.Event.self))
        let modality = row.code("modality", atMost: 24)
        let result = row.word("test_result", as: TreatmentReport.TestResult.self)
        guard let origin, let event else { return nil }
        return .treatment(
            TreatmentReport(
                person: person, origin: origin, event: event, modality: modality, testResult: result,
                reference: reference))
    }

    private static func monitoring(_ row: inout FeedRow, _ person: Person, _ reference: String?) -> Fact? {
        let kind = row.required("monitoring_event", row.word("monitoring_event", as: MonitoringEvent.Kind.self))
        let order = row.code("order_type", atMost: 24)
        return kind.map {
            .monitoring(MonitoringEvent(person: person, kind: $0, orderType: order, reference: reference))
        }
    }

    private static func attendance(_ row: inout FeedRow, _ person: Person, _ reference: String?) -> Fact? {
        let attended = row.required("attended", row.flag("attended"))
        let service = row.required("service", row.word("service", as: Attendance.Service.self))
        let isRequired = row.flag("appointment_required")
        let isAcceptable = row.flag("absence_acceptable")
        let provider = row.code("provider_id", atMost: 48)
        guard let attended, let service else { return nil }
        if attended, isAcceptable != nil {
            row.fault(
                "absence_acceptable", "contradiction", "The person attended, and an absence is judged.",
                "Leave the column empty for an appointment attended.")
        }
        return .attendance(
            Attendance(
                person: person, kind: attended ? .attended : .missed, service: service, isRequired: isRequired,
                isAcceptable: isAcceptable, provider: provider, reference: reference))
    }

    private static func breach(_ row: inout FeedRow, _ person: Person, _ reference: String?) -> Fact? {
        row.required("breached_order", row.word("breached_order", as: BreachStart.Order.self)).map {
            .breach(BreachStart(person: person, order: $0, reference: reference))
        }
    }

    private static func nomination(_ row: inout FeedRow, _ person: Person, _ reference: String?) -> Fact? {
        let cohort = row.required("cohort", row.code("cohort", atMost: 24))
        let agency = row.required("nominated_by", row.code("nominated_by", atMost: 48))
        let reason = row.required("reason", row.code("reason", atMost: 48))
        guard let cohort, let agency, let reason else { return nil }
        return .nomination(
            Nomination(person: person, cohort: cohort, nominatedBy: agency, reason: reason, reference: reference))
    }
}

// MARK: - The hub

extension PartnersRows {
    private static func plan(_ row: inout FeedRow, _ person: Person) -> Fact? {
        let written = row.codes("plan_actions", atMost: 100, each: 120)
        let actions = written.compactMap(action)
        if actions.count != written.count {
            row.fault(
                "plan_actions", "plan-action", "The value is not a list of actions in codes.",
                "Write each as CODE:PARTNER:STATUS or CODE:PARTNER:STATUS:REASON.")
        }
        let said = row.codes("outcomes", atMost: SofterOutcome.allCases.count, each: 24)
        let outcomes = said.compactMap(SofterOutcome.init)
        if outcomes.count != said.count {
            row.fault(
                "outcomes", "outcome", "The value holds a word that is none of the list's.",
                "Use the words that the README lists; what is said of somebody in other words does not travel.")
        }
        return .plan(
            PlanUpdate(
                person: person, version: row.count("plan_version"), actions: actions,
                supportLevel: row.word("support_level", as: PlanUpdate.SupportLevel.self),
                contact: row.text("lead_professional", atMost: 120), reviewDue: row.date("review_due"),
                outcomes: outcomes))
    }

    /// "ETE-1:disc:started:pathway-ete".
    private static func action(_ text: String) -> PlanUpdate.Action? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard (3...4).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }), parts[0].utf8.count <= 24,
            parts[1].utf8.count <= 48, let status = PlanUpdate.Action.Status(rawValue: parts[2])
        else { return nil }
        let reason = parts.count == 4 ? parts[3] : nil
        guard (reason?.utf8.count ?? 0) <= 24 else { return nil }
        return PlanUpdate.Action(code: parts[0], partner: parts[1], status: status, reason: reason)
    }

    private static func strand(_ row: inout FeedRow, _ person: Person) -> Fact? {
        let strand = row.required("strand", row.word("strand", as: StrandDecision.Strand.self))
        let decidedBy = row.required("decided_by", row.text("decided_by", atMost: 120))
        let lead = row.code("lead_agency", atMost: 48)
        let meeting = row.text("meeting", atMost: 120)
        guard let strand, let decidedBy else { return nil }
        return .strand(
            StrandDecision(person: person, strand: strand, leadAgency: lead, meeting: meeting, decidedBy: decidedBy))
    }

    private static func consent(_ row: inout FeedRow, _ person: Person) -> Fact? {
        let covers = row.required("covers", row.text("covers", atMost: 48))
        let purpose = row.required("purpose", row.code("purpose", atMost: 48))
        let recipients = row.required("with", row.code("with", atMost: 48))
        let state = row.required("consent_state", row.word("consent_state", as: ConsentState.self))
        let form = row.word("consent_form", as: ConsentForm.self)
        let recordedBy = row.required("recorded_by", row.text("recorded_by", atMost: 120))
        guard let covers, let purpose, let recipients, let state, let recordedBy else { return nil }
        return .consent(
            ConsentRecord(
                person: person, covers: covers, purpose: purpose, with: recipients, state: state.state,
                form: form?.rawValue, recordedBy: recordedBy))
    }

    /// What became of a consent, in words that can be listed to a sender.
    private enum ConsentState: String, CaseIterable {
        case given
        case refused
        case withdrawn

        var state: ConsentRecord.State {
            switch self {
            case .given: .given
            case .refused: .refused
            case .withdrawn: .withdrawn
            }
        }
    }

    private enum ConsentForm: String, CaseIterable {
        case written
        case spoken
    }
}

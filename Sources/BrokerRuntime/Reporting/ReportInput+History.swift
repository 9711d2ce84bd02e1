import CanonicalModel
import Routing
import SchemeEngine

extension ReportInput.Person {
    /// A person as the fold has them.
    ///
    /// - Parameter grounds: of the de-selections, by message.
    init(_ history: NominalHistory, grounds: [String: String]) {
        self.init(born: history.dateOfBirth?.value, died: history.death?.occurred)
        spells = history.spells.flatMap { history.parts(of: $0, grounds) }
        custody = history.custodyCourse.map { ReportInput.Custody(at: $0.at, isHeld: $0.status.isHeld) }
        recordings = history.movements.values.map {
            ReportInput.Recording(at: $0.stamp.occurred, recordedAt: $0.stamp.recorded)
        }
        takeRecords(history)
        takeReports(history)
        // A colour that waits for what its decision does not state is nobody's colour yet.
        ratings = history.ratings.filter { !history.reading.held.contains($0.key) }.values.map { rating in
            ReportInput.Rating(
                at: rating.stamp.occurred, rating: rating.value.rating, trigger: rating.value.triggerClass,
                triggeredAt: history.trigger(of: rating))
        }
    }

    private mutating func takeRecords(_ history: NominalHistory) {
        for record in history.records.values where !record.isReportedWithdrawn { take(record) }
    }

    private mutating func take(_ record: AgedRecord) {
        let at = record.stamp.occurred
        switch record.fact {
        case .police(let said): take(said, at)
        case .attendance(let visit):
            recordings.append(ReportInput.Recording(at: at, recordedAt: record.stamp.recorded))
            attendances.append(
                ReportInput.Attendance(
                    at: at, isAttended: visit.kind == .attended, isRequired: visit.isRequired ?? false,
                    isAcceptable: visit.isAcceptable ?? false))
        case .breach: enforcement.append(ReportInput.Enforcement(at: at, kind: .breach))
        case .plan(let plan):
            plans.append(
                ReportInput.Plan(at: at, actions: plan.actions.map { .init(need: $0.code, status: $0.status) }))
            add(plan.outcomes, at)
        case .exitInterviewed(let interview): add(interview.outcomes, at)
        case .treatment(let report):
            if let result = report.testResult { drugTests.append(ReportInput.DrugTest(at: at, result: result)) }
            if report.event == .completed { softOutcomes.append(.init(at: at, kind: "treatment completed")) }
        case .intelligence: intelligence.append(at)
        case .nomination: nominations.append(at)
        case .candidateDeclined: declines.append(at)
        default: return
        }
    }

    private mutating func add(_ outcomes: [SofterOutcome], _ at: Timestamp) {
        softOutcomes += outcomes.map { outcome in
            ReportInput.SoftOutcome(at: at, kind: outcome.rawValue.split(separator: "-").joined(separator: " "))
        }
    }

    private mutating func take(_ record: PoliceRecord, _ at: Timestamp) {
        switch record.kind {
        case .arrest: arrests.append(ReportInput.Arrest(at: at, asn: record.asn))
        case .disposal where record.authority == .court:
            outcomes.append(ReportInput.CourtOutcome(at: at, asn: record.asn, offences: record.offences.count))
        default: return
        }
    }

    private mutating func takeReports(_ history: NominalHistory) {
        for report in history.reports.values {
            guard case .recall(let decision) = report.value, !decision.isDeclined else { continue }
            enforcement.append(ReportInput.Enforcement(at: report.stamp.occurred, kind: .recall))
        }
    }
}

extension NominalHistory {
    /// A stay as the times that it spent on each cohort: a change of cohort ends a part and not the stay (DES-01).
    fileprivate func parts(of spell: Spell, _ grounds: [String: String]) -> [ReportInput.Spell] {
        var parts = [
            ReportInput.Spell(
                cohort: firstCohort(of: spell), start: spell.start, end: spell.end, ground: ground(of: spell, grounds),
                isStatutory: spell.decision.isStatutory, colours: colours(of: spell),
                isImported: !spell.alreadyTold.isEmpty)
        ]
        for change in changes.values.sorted(by: { $0.stamp < $1.stamp }) {
            let at = change.stamp.occurred
            guard var part = parts.last, part.cohort == change.value.from, spell.start <= at,
                spell.end.map({ at < $0 }) ?? true
            else { continue }
            parts[parts.count - 1].end = at
            parts[parts.count - 1].ground = nil
            (part.cohort, part.start, part.colours) = (change.value.to, at, [])
            parts.append(part)
        }
        return parts
    }

    private func firstCohort(of spell: Spell) -> String {
        guard spell.changed != nil else { return spell.cohort }
        let first = spell.members.compactMap { selections[$0] }.min { $0.stamp < $1.stamp }
        return first?.decision.cohort ?? spell.cohort
    }

    private func colours(of spell: Spell) -> [ReportInput.Rating] {
        spell.members.compactMap { selections[$0] }.compactMap { selection in
            selection.decision.rag.map { ReportInput.Rating(at: selection.stamp.occurred, rating: $0) }
        }
    }
}

extension NominalHistory {
    /// Why a stay ended: the ground of the de-selection that ended it.
    private func ground(of spell: Spell, _ grounds: [String: String]) -> String? {
        if dormancies.values.contains(where: { $0.value.cohort == spell.cohort && $0.stamp.occurred == spell.end }) {
            return "dormant"
        }
        return deselections.first { $0.value.cohort == spell.cohort && $0.value.stamp.occurred == spell.end }
            .flatMap { grounds[$0.key] }
    }

    /// When the event happened that a colour names as its trigger: the last of its class before it.
    ///
    /// No message carries the proposal itself yet, so the event stands for it. One that is older than four weeks, the longest
    /// interval between meetings (CLV 8.10), is not what the meeting spoke of.
    fileprivate func trigger(of rating: Register<RAGDecision>) -> Timestamp? {
        guard let trigger = rating.value.triggerClass else { return nil }
        let decided = rating.stamp.occurred
        let last = events(trigger).filter { $0 <= decided }.max()
        return last.flatMap { decided <= $0.adding(seconds: 28 * 86_400) ? $0 : nil }
    }

    private func events(_ trigger: String) -> [Timestamp] {
        switch trigger {
        case "arrest": records(.arrestRecorded).map(\.stamp.occurred)
        case "missed-appointment": records(.appointmentMissed).map(\.stamp.occurred)
        case "tag-breach": records(.monitoringEventRecorded).map(\.stamp.occurred)
        case "recall":
            reports.values.compactMap { report in
                if case .recall(let decision) = report.value, !decision.isDeclined {
                    report.stamp.occurred
                } else {
                    nil
                }
            }
        default: []
        }
    }
}

extension AgedRecord {
    fileprivate var isReportedWithdrawn: Bool {
        if case .police(let record) = fact { record.isWithdrawn } else { false }
    }
}

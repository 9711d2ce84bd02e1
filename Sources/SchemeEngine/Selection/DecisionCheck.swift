import CanonicalModel

/// Holds one decision against a pack: what it lacks, and whether it can be mended.
struct DecisionCheck {
    let decision: PanelDecision
    let pack: SchemePack
    let file: CaseFile
    /// Until when reports count.
    let known: Timestamp

    /// What a decision lacks; nil when it stands.
    ///
    /// It is judged by what the panel could know, so that nothing that comes to light later unmakes it (DESIGN decision
    /// 3); a late report may complete it.
    static func lacks(_ decision: PanelDecision, _ pack: SchemePack, _ file: CaseFile, _ now: Timestamp)
        -> IncompleteDecision?
    {
        let then = DecisionCheck(decision: decision, pack: pack, file: file, known: max(decision.at, decision.recorded))
        return then.result == nil ? nil : DecisionCheck(decision: decision, pack: pack, file: file, known: now).result
    }

    private var result: IncompleteDecision? {
        let findings = cohortFindings + entryFindings + routeFindings + statementFindings
        guard !findings.isEmpty else { return nil }
        return IncompleteDecision(
            decision: decision.id, missing: findings.map(\.piece), isRefused: findings.contains(where: \.isFinal))
    }

    /// A missing piece, and whether no further word can mend it.
    struct Finding {
        let piece: IncompleteDecision.Piece
        let isFinal: Bool
    }

    private var entryFindings: [Finding] {
        guard matter == .select || matter == .changeCohort else { return [] }
        return pack.cohorts.entry.filter { $0.scope.holds(for: decision, isStatutory: isStatutory) }.flatMap(findings)
    }

    private var statementFindings: [Finding] {
        guard route?.standsAlone != true else { return [] }
        return pack.selection.decisions.filter { $0.scope.holds(for: decision, isStatutory: isStatutory) }.flatMap(
            findings)
    }

    private var routeFindings: [Finding] {
        guard let word = decision.route, matter == .select || matter == .changeCohort else { return [] }
        guard let route else {
            return [missing("scheme.unknown-route", "a route that the scheme has; it has no '\(word)'")]
        }
        return route.demands.compactMap { finding($0, route.header.id) }
    }

    private var route: RouteRule? { pack.selection.routes.first { $0.route == decision.route } }

    /// A cohort that the scheme does not have is no cohort of it, and its reasons are the scheme's (SEL-03, SEL-15).
    private var cohortFindings: [Finding] {
        guard let word = decision.matter.cohort, matter == .select || matter == .changeCohort || matter == .decline
        else { return [] }
        guard let cohort = pack.cohorts[word] else {
            return [
                Finding(
                    piece: piece("scheme.unknown-cohort", "a cohort of the scheme; it has no '\(word)'"), isFinal: true)
            ]
        }
        guard let reason = decision.reason, matter != .decline, !cohort.reasons.isEmpty,
            !cohort.reasons.contains(reason)
        else { return [] }
        return [missing(cohort.header.id, "one of the cohort's reasons: \(cohort.reasons.joined(separator: ", "))")]
    }

    private func findings(_ rule: DecisionRule) -> [Finding] { rule.demands.compactMap { finding($0, rule.header.id) } }

    private var matter: DecisionScope.Matter? { DecisionScope.Matter(decision.matter) }

    /// The status on the day of the decision: what happened later does not unmake it.
    private var isStatutory: Bool { status.isStatutory }
}

extension DecisionCheck {
    private func piece(_ rule: String, _ what: String) -> IncompleteDecision.Piece { .init(rule: rule, what: what) }

    private func missing(_ rule: String, _ what: String) -> Finding {
        Finding(piece: piece(rule, what), isFinal: false)
    }

    private func finding(_ demand: Demand, _ rule: String) -> Finding? {
        if let what = unstated(demand) { return missing(rule, what) }
        if let (what, isFinal) = unmet(demand) { return Finding(piece: piece(rule, what), isFinal: isFinal) }
        return nil
    }

    /// What the record does not state; nil when it does, or when the demand is about the person.
    private func unstated(_ demand: Demand) -> String? {
        let meeting = decision.meeting
        switch demand {
        case .meeting(let kinds): return isHeld(in: kinds) ? nil : Self.meeting(kinds)
        case .meetingOrException(let kinds):
            return isHeld(in: kinds) || decision.exception != nil
                ? nil : "\(Self.meeting(kinds)), or why the score alone was enough"
        case .members(let count):
            return Set(meeting?.members ?? []).count >= count ? nil : "the \(count) or more agencies that sat"
        case .evidence: return decision.evidence.isEmpty ? "the evidence it rests on" : nil
        case .reason: return decision.reason == nil ? "the ground, in the scheme's code" : nil
        case .lead: return decision.lead == nil ? "the lead professional's agency" : nil
        case .leadRole(let roles):
            return decision.leadRole.map(roles.contains) ?? false
                ? nil : "a lead professional who is \(roles.joined(separator: " or "))"
        case .decidedBy:
            return decision.decidedBy.allSatisfy(\.isWhitespace) ? "the name of who decided" : nil
        case .agreement, .chosenBy, .age, .order, .assessment: return nil
        }
    }

    private func isHeld(in kinds: [String]) -> Bool {
        decision.meeting.map { kinds.isEmpty || kinds.contains($0.kind) } ?? false
    }

    private static func meeting(_ kinds: [String]) -> String {
        kinds.isEmpty ? "the meeting and its date" : "a meeting (\(kinds.joined(separator: " or "))) and its date"
    }
}

extension DecisionCheck {
    /// What is not so, or not known to be so, of the person; and whether that settles it.
    private func unmet(_ demand: Demand) -> (what: String, isFinal: Bool)? {
        switch demand {
        case .agreement: agreement
        case .chosenBy(let parties): choice(parties)
        case .age(let ages): age(ages)
        case .order(let orders):
            orders.contains(where: ordersInForce.contains)
                ? nil : ("an order in force: \(orders.map(\.rawValue).joined(separator: " or "))", false)
        case .assessment(let tests): assessment(tests)
        default: nil
        }
    }

    /// Nobody said is held; no is no (SEL-28).
    private var agreement: (what: String, isFinal: Bool)? {
        switch decision.isAgreedByPerson {
        case true: nil
        case false: ("the person's own agreement; they did not give it", true)
        default: ("whether the person agreed to be managed", false)
        }
    }

    /// The record says who chose; where it does not, a nomination for the cohort by one of them does.
    private func choice(_ parties: [String]) -> (what: String, isFinal: Bool)? {
        let who = parties.joined(separator: " or ")
        if let party = decision.party { return parties.contains(party) ? nil : ("the choice of \(who)", true) }
        let hasNominated = events.contains {
            $0.kind == .nomination && $0.detail.cohort == decision.matter.cohort
                && $0.detail.party.map(parties.contains) ?? false
        }
        return hasNominated ? nil : ("the choice of \(who), recorded or nominated", false)
    }

    /// The age on the London day of the decision; an unknown date of birth is asked for, not guessed.
    private func age(_ ages: ClosedRange<Int>) -> (what: String, isFinal: Bool)? {
        guard let born = file.born else { return ("the date of birth", false) }
        let age = born.wholeYears(to: decision.at.londonDay)
        if ages.contains(age) { return nil }
        let allowed =
            ages.upperBound >= 150 ? "\(ages.lowerBound) or older" : "\(ages.lowerBound) to \(ages.upperBound)"
        return ("an age of \(allowed) on the day; it was \(age)", true)
    }

    private func assessment(_ tests: [AssessmentTest]) -> (what: String, isFinal: Bool)? {
        let latest = events.latestAssessments
        guard !tests.contains(where: { test in latest.contains(where: test.passes) }) else { return nil }
        return ("an assessment that is high enough: \(tests.map(\.words).joined(separator: ", or "))", false)
    }

    private var events: [CaseEvent] { CaseView(file, at: decision.at, known: known).standing }

    private var ordersInForce: [SupervisionOrder] { status.orders }

    fileprivate var status: StatutoryStatus { StatutoryStatus(file, at: decision.at, knownBy: known) }
}

extension AssessmentTest {
    fileprivate var words: String {
        let bands = bands.isEmpty ? nil : "\(tool) \(bands.joined(separator: " or "))"
        return [bands, score.map { "\(tool) of \($0) or more" }].compactMap(\.self).joined(separator: ", or ")
    }
}

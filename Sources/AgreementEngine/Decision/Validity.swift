import CanonicalModel

/// What has to hold before any rule of an agreement is asked.
struct Validity: Sendable {
    /// Why nothing is permitted.
    struct Gate: Sendable {
        var rule: BuiltInRule
        var reason: ReasonCode
    }

    private let status: Agreement.Status
    private let effective: Span
    private let reviewDue: Timestamp
    private let suspendsNonStatutory: Timestamp?

    init(_ agreement: Agreement) {
        status = agreement.status
        effective = Span(from: agreement.effectiveFrom, until: agreement.effectiveUntil)
        reviewDue = agreement.review.due.startOfDay.adding(seconds: Span.day)
        suspendsNonStatutory = agreement.review.suspendNonStatutoryAfterDays.map { [reviewDue] in
            reviewDue.adding(seconds: Int64($0) * Span.day)
        }
    }

    /// The first condition that fails, or nil when rules may be asked.
    func gate(_ plan: DecisionPlan, _ request: DisclosureRequest) -> Gate? {
        let now = request.now
        if status == .suspended { return Gate(rule: .agreementInForce, reason: .agreementSuspended) }
        guard status.permits else { return Gate(rule: .agreementInForce, reason: .agreementNotInForce) }
        guard effective.contains(now) else { return Gate(rule: .agreementInForce, reason: .agreementOutsideDates) }
        guard plan.isPurposeDeclared else { return Gate(rule: .declaredPurpose, reason: .unknownPurpose) }
        guard isBound(plan, request) else { return Gate(rule: .signatoriesOnly, reason: .recipientNotSignatory) }
        guard let signed = plan.discloserSignature, signed.contains(now) else {
            return Gate(rule: .signatoriesOnly, reason: .discloserNotSignatory)
        }
        if !plan.kind.isStatutory, let suspendsNonStatutory, now >= suspendsNonStatutory {
            return Gate(rule: .reviewInGrace, reason: .agreementReviewOverdue)
        }
        return nil
    }

    private func isBound(_ plan: DecisionPlan, _ request: DisclosureRequest) -> Bool {
        if plan.isBoundByUndertaking { return request.recipient.undertaking == .known(.signed) }
        return plan.recipientSignature?.contains(request.now) ?? false
    }

    func isReviewOverdue(at now: Timestamp) -> Bool { now >= reviewDue }
}

/// From the start of one day to the end of another.
///
/// Days are UTC's, so in summer a span starts and ends at one in the morning by the clock on the wall.
struct Span: Sendable {
    static let day: Int64 = 86_400

    private let start: Timestamp
    private let end: Timestamp?

    init(from: CalendarDate, until: CalendarDate?) {
        start = from.startOfDay
        end = until?.startOfDay.adding(seconds: Span.day)
    }

    func contains(_ now: Timestamp) -> Bool { start <= now && end.map { now < $0 } ?? true }
}

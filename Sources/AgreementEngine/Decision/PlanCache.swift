private import Synchronization

/// Plans made so far; a partnership asks the same few questions (recipient role, notice, fields) all day.
final class PlanCache: Sendable {
    /// More shapes than this mean that somebody varies what should not vary; the cache then starts afresh.
    static let planLimit = 1_024

    private let agreement: Agreement
    private let plans = Mutex<[RequestShape: DecisionPlan]>([:])

    init(_ agreement: Agreement) { self.agreement = agreement }

    func plan(for request: DisclosureRequest) -> DecisionPlan {
        let shape = RequestShape(request: request)
        if let plan = plans.withLock({ $0[shape] }) { return plan }
        let plan = DecisionPlan(agreement, request)
        plans.withLock { plans in
            if plans.count >= Self.planLimit { plans.removeAll() }
            plans[shape] = plan
        }
        return plan
    }
}

/// The part of a request that a plan depends on: everything but the facts, the clock and the delivery.
private struct RequestShape: Hashable {
    var request: DisclosureRequest

    static func == (left: RequestShape, right: RequestShape) -> Bool {
        let (left, right) = (left.request, right.request)
        return left.message == right.message && left.recipient.role == right.recipient.role
            && left.recipient.party == right.recipient.party && left.recipient.kind == right.recipient.kind
            && left.purpose == right.purpose && left.discloser == right.discloser
            && left.fields.count == right.fields.count
            && left.fields.indices.allSatisfy { left.fields[$0].category == right.fields[$0].category }
    }

    /// Only what tells most shapes apart: hashing every category would cost more than the decision.
    func hash(into hasher: inout Hasher) {
        hasher.combine(request.message)
        hasher.combine(request.recipient.party)
        hasher.combine(request.recipient.role)
        hasher.combine(request.fields.count)
        hasher.combine(request.fields.last?.category)
    }
}

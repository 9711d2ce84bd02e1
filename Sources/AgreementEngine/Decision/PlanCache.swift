private import Synchronization

/// Plans made so far; a partnership asks the same few questions (recipient role, notice, fields) all day.
final class PlanCache: Sendable {
    /// More shapes than this mean that somebody varies what should not vary; the cache then starts afresh.
    static let planLimit = 1_024

    private let agreement: Agreement
    /// By a hash of the shape.
    ///
    /// A dictionary keyed by the request would copy the request, facts and all, to look it up.
    private let plans = Mutex(Plans())

    private struct Plans {
        var byHash: [Int: [Entry]] = [:]
        var count = 0
    }

    private struct Entry {
        var shape: RequestShape
        var plan: DecisionPlan
    }

    init(_ agreement: Agreement) { self.agreement = agreement }

    func plan(for request: DisclosureRequest) -> DecisionPlan {
        let hash = RequestShape.hash(of: request)
        let found = plans.withLock { $0.byHash[hash]?.first { $0.shape.isShape(of: request) }?.plan }
        if let found { return found }
        let plan = DecisionPlan(agreement, request)
        plans.withLock { plans in
            if plans.count >= Self.planLimit { plans = Plans() }
            plans.count += 1
            plans.byHash[hash, default: []].append(Entry(shape: RequestShape(request), plan: plan))
        }
        return plan
    }
}

/// The part of a request that a plan depends on: everything but the facts, the clock and the delivery.
private struct RequestShape {
    private let message: NoticeKind
    private let party: String
    private let role: String
    private let kind: PartyKind
    private let purpose: String
    private let discloser: Discloser
    private let categories: [String]

    init(_ request: DisclosureRequest) {
        message = request.message
        party = request.recipient.party
        role = request.recipient.role
        kind = request.recipient.kind
        purpose = request.purpose
        discloser = request.discloser
        categories = request.fields.map(\.category)
    }

    func isShape(of request: DisclosureRequest) -> Bool {
        message == request.message && role == request.recipient.role && party == request.recipient.party
            && kind == request.recipient.kind && purpose == request.purpose && discloser == request.discloser
            && categories.count == request.fields.count
            && categories.indices.allSatisfy { categories[$0] == request.fields[$0].category }
    }

    /// Only what tells most shapes apart: hashing every category would cost more than the decision.
    static func hash(of request: DisclosureRequest) -> Int {
        var hasher = Hasher()
        hasher.combine(request.message.ordinal)
        hasher.combine(request.recipient.party)
        hasher.combine(request.recipient.role)
        hasher.combine(request.fields.count)
        hasher.combine(request.fields.last?.category)
        return hasher.finalize()
    }
}

/// What a release obliges the recipient and the broker to; an agreement that names any other obligation is not loaded,
/// because an enforcement point has to refuse what it cannot honour (XACML 3.0, section 7.18).
public struct Obligations: Sendable, Hashable {
    /// Whether the recipient may pass it on; the strictest is first.
    public enum Onward: String, Sendable, Hashable, CaseIterable, Comparable {
        case never = "none"
        case askFirst = "ask-first"

        /// Stricter first.
        public static func < (left: Onward, right: Onward) -> Bool { left == .never && right == .askFirst }
    }

    /// How it has to be handed over; the strictest is first.
    public enum Handover: String, Sendable, Hashable, CaseIterable, Comparable {
        case inPerson = "in-person"
        case byDirection = "by-direction"

        /// Stricter first.
        public static func < (left: Handover, right: Handover) -> Bool { left == .inPerson && right == .byDirection }
    }

    /// `acknowledge-within-hours`: until a named officer has to have acknowledged.
    public var acknowledgeWithinHours: Int?
    /// `chase-after-hours`: until a missing acknowledgement is chased.
    public var chaseAfterHours: Int?
    /// `report-after-hours`: until a missing acknowledgement is reported.
    public var reportAfterHours: Int?
    /// `review-within-hours`: until the disclosure is looked at again.
    public var reviewWithinHours: Int?
    /// `retain-days`: how long the recipient may keep it.
    public var retainDays: Int?
    /// `retain: "until-deselected"`: not after the de-selection.
    public var retainUntilDeselected = false
    /// `erase-local-copy-days`: until copies on devices are gone.
    public var eraseLocalCopyDays: Int?
    /// `onward`; nil when no rule says.
    public var onward: Onward?
    /// `deliver`; nil when no rule says.
    public var deliver: Handover?
    /// `withdraw-flags`: the IOM flag is taken off, never a safety marker (DESIGN decision 16).
    public var withdrawFlags = false
    /// `stop-on-withdrawal`: use ends when the person withdraws consent.
    public var stopOnWithdrawal = false
    /// `caveat`, in text order.
    public var caveats: [String] = []
    /// `minimise`, in text order.
    public var minimise: [String] = []
    /// `notify`, in text order.
    public var notify: [String] = []

    /// No obligation.
    public init() {}

    /// Takes over another permit's obligations: the union, and where both speak the more restrictive.
    ///
    /// AuthzForce returned only the first permit's (issue 92), which for us would drop a redaction.
    public mutating func merge(_ other: Obligations) {
        acknowledgeWithinHours = least(acknowledgeWithinHours, other.acknowledgeWithinHours)
        chaseAfterHours = least(chaseAfterHours, other.chaseAfterHours)
        reportAfterHours = least(reportAfterHours, other.reportAfterHours)
        reviewWithinHours = least(reviewWithinHours, other.reviewWithinHours)
        retainDays = least(retainDays, other.retainDays)
        eraseLocalCopyDays = least(eraseLocalCopyDays, other.eraseLocalCopyDays)
        onward = least(onward, other.onward)
        deliver = least(deliver, other.deliver)
        retainUntilDeselected = retainUntilDeselected || other.retainUntilDeselected
        withdrawFlags = withdrawFlags || other.withdrawFlags
        stopOnWithdrawal = stopOnWithdrawal || other.stopOnWithdrawal
        caveats = union(caveats, other.caveats)
        minimise = union(minimise, other.minimise)
        notify = union(notify, other.notify)
    }

    /// Whether every word of these obligations holds beside others: a longer time than the others' would not.
    func holdWhole(beside others: Obligations) -> Bool {
        var both = others
        both.merge(self)
        func isKept<Value: Equatable>(_ value: (Obligations) -> Value?) -> Bool {
            value(self) == nil || value(self) == value(both)
        }
        return isKept(\.acknowledgeWithinHours) && isKept(\.chaseAfterHours) && isKept(\.reportAfterHours)
            && isKept(\.reviewWithinHours) && isKept(\.retainDays) && isKept(\.eraseLocalCopyDays)
            && isKept(\.onward) && isKept(\.deliver)
    }

    private func least<Value: Comparable>(_ left: Value?, _ right: Value?) -> Value? {
        guard let left else { return right }
        guard let right else { return left }
        return min(left, right)
    }

    private func union(_ left: [String], _ right: [String]) -> [String] {
        if right.isEmpty { return left }
        if left.isEmpty { return right }
        return Set(left).union(right).sorted()
    }
}

public import CanonicalModel

/// The states that an agreement goes through: draft, signed, effective, under refresh, suspended, superseded, ended.
public enum AgreementLifeCycle {
    /// Where a version is.
    public enum Stage: String, Sendable, Hashable, CaseIterable {
        /// Being written, or not signed by everybody it takes. Can transition to signed.
        case draft
        /// Verified, its day still to come. Can transition to effective.
        case signed
        /// Decides messages. Can transition to every state after it.
        case effective
        /// Decides messages while it is rewritten. Can transition as effective can.
        case underRefresh = "under-refresh"
        /// Everything is held. Can transition to effective, to superseded and to ended.
        case suspended
        /// A later version has taken over. The last state of a version.
        case superseded
        /// Out of time, or ended by its parties. The last state of an agreement.
        case ended
    }

    /// Where a version is.
    ///
    /// - Parameters:
    ///   - agreement: the version.
    ///   - isVerified: whether its signatures, seals and documents are as activation demands.
    ///   - isSuperseded: whether a later version has been activated.
    ///   - today: the day.
    public static func stage(
        of agreement: Agreement, isVerified: Bool, isSuperseded: Bool, today: CalendarDate
    ) -> Stage {
        if agreement.status == .superseded || isSuperseded { return .superseded }
        if agreement.status == .ended || agreement.effectiveUntil.map({ $0 < today }) ?? false { return .ended }
        guard isVerified, agreement.status != .draft else { return .draft }
        if agreement.status == .suspended { return .suspended }
        if today < agreement.effectiveFrom { return .signed }
        return agreement.status == .underRefresh ? .underRefresh : .effective
    }

    /// Whether a version of one status may take over from a version of another.
    ///
    /// An agreement that its parties ended is never brought back by raising a number; they write a new one.
    static func may(_ next: Agreement.Status, follow current: Agreement.Status) -> Bool {
        switch next {
        case .draft, .superseded: false
        case .inForce, .underRefresh, .suspended, .ended: current != .ended
        }
    }
}

public import CanonicalModel

/// A named officer's decision to release specific items to prevent serious harm (ICO data sharing code, emergencies).
///
/// It satisfies a permit that asks for it and nothing else: no guardrail gives way to it.
public struct EmergencyOverride: Sendable, Hashable {
    /// Police ranks, the lowest first.
    public enum Rank: String, Sendable, Hashable, CaseIterable, Comparable {
        case constable, sergeant, inspector
        case chiefInspector = "chief-inspector"
        case superintendent
        case chiefSuperintendent = "chief-superintendent"
        case chiefOfficer = "chief-officer"

        /// The lower first.
        public static func < (left: Rank, right: Rank) -> Bool { left.place < right.place }

        private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// The officer's rank.
    public var rank: Rank
    /// Whether a reason is recorded; without one it is no override.
    public var hasReason: Bool
    /// When it was made.
    public var madeAt: Timestamp

    /// Puts an override together.
    public init(rank: Rank, hasReason: Bool, madeAt: Timestamp) {
        self.rank = rank
        self.hasReason = hasReason
        self.madeAt = madeAt
    }
}

/// `override: { rank-at-least, reason, age-hours-at-most }`: what a rule asks of an emergency override.
public struct OverrideQuestion: Sendable, Hashable {
    /// The lowest rank that may.
    public var rankAtLeast: EmergencyOverride.Rank
    /// How long it lasts.
    public var ageHoursAtMost: Int
}

extension OverrideQuestion {
    /// Whether an override was made that the rule accepts.
    func truth(_ override: Knowable<EmergencyOverride?>, at now: Timestamp) -> Truth {
        switch override {
        case .unknown(let reason): return Truth(reason)
        case .known(nil): return .no
        case .known(let override?):
            let oldest = now.adding(seconds: -Int64(ageHoursAtMost) * 3_600)
            return Truth(
                override.rank >= rankAtLeast && override.hasReason && override.madeAt <= now
                    && override.madeAt > oldest)
        }
    }
}

extension OverrideQuestion: CustomStringConvertible {
    /// The question as an officer would say it.
    public var description: String {
        "an officer of \(rankAtLeast.rawValue) rank or above overrode within \(ageHoursAtMost) hours, with a reason"
    }
}

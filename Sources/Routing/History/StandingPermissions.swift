internal import AgreementEngine
public import CanonicalModel

extension NominalHistory {
    /// An emergency override with what became of it.
    public struct Override: Sendable, Hashable {
        /// The message that opened it, as source and id.
        public var key: String
        /// What the officer said.
        public var opening: OverrideOpening
        /// When it was opened.
        public var openedAt: Timestamp
        /// The last review of it.
        public var review: OverrideReview.Outcome?

        /// The seconds that an override lasts (agreement reference 4.6, scenario 15).
        public static let lasts: Int64 = 24 * 3_600

        /// Whether something may be released under it: it is opened, a day has not passed, and no review found against it.
        public func stands(at now: Timestamp) -> Bool {
            review != .notUpheld && openedAt <= now && now < openedAt.adding(seconds: Self.lasts)
        }
    }

    /// Every override opened about the person, in the order of its messages.
    public var overrides: [Override] {
        permissions.values.sorted { $0.stamp < $1.stamp }.compactMap { said in
            guard case .overrideOpened(let opening) = said.value else { return nil }
            return Override(
                key: said.stamp.message, opening: opening, openedAt: said.stamp.occurred,
                review: review(of: said.stamp.id))
        }
    }

    /// The override that a recipient may be told something under: of several, the one of the highest rank, then the latest.
    func override(for recipient: String, at now: Timestamp) -> Override? {
        guard !permissions.isEmpty else { return nil }
        return overrides.filter { $0.opening.recipient == recipient && $0.stands(at: now) }
            .max { ($0.engine.rank, $0.openedAt, $0.key) < ($1.engine.rank, $1.openedAt, $1.key) }
    }

    private func review(of override: String) -> OverrideReview.Outcome? {
        let reviews = permissions.values.compactMap { said -> (Stamp, OverrideReview.Outcome)? in
            guard case .overrideReviewed(let review) = said.value, review.override == override else { return nil }
            return (said.stamp, review.outcome)
        }
        return reviews.max { $0.0 < $1.0 }?.1
    }

    /// Every judgement whether something may be told about the person.
    var disclosureAssessments: [DisclosureRiskAssessment] {
        permissions.values.compactMap { said in
            guard case .sharingAssessed(let assessment) = said.value else { return nil }
            return DisclosureRiskAssessment(
                purpose: assessment.purpose, outcome: assessment.outcome == .share ? .share : .doNotShare,
                madeAt: said.stamp.occurred)
        }
    }

    /// Whether a named person let the text of an item go further, as the item stands now.
    ///
    /// A permission is for what its giver read: one from before the item's latest report is for another text. Where two feeds
    /// use one number, the permission has to say which it means.
    func isPermitted(_ item: AgedRecord, _ reference: String, _ kind: TextPermission.Kind) -> Bool {
        permissions.values.contains { said in
            guard case .textPermitted(let permission) = said.value, permission.kind == kind,
                permission.reference == reference, said.stamp.occurred >= item.stamp.occurred
            else { return false }
            return permission.feed.map { $0 == item.source } ?? isOnlyItem(reference)
        }
    }

    private func isOnlyItem(_ reference: String) -> Bool {
        records.keys.filter { $0.type == .intelligenceSubmitted && $0.reference == reference }.count == 1
    }
}

extension NominalHistory.Override {
    /// The override as the agreement asks about it; a rank nobody knows is the lowest.
    var engine: EmergencyOverride {
        EmergencyOverride(
            rank: EmergencyOverride.Rank(rawValue: opening.rank.rawValue) ?? .constable,
            hasReason: opening.reason.contains { !$0.isWhitespace }, madeAt: openedAt)
    }
}

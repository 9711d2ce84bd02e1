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
        /// Whether somebody other than the officer who opened it has reviewed it.
        public var isReviewed: Bool

        /// The seconds that an override lasts (agreement reference 4.6, scenario 15).
        public static let lasts: Int64 = 24 * 3_600

        /// Whether something may be released under it: it is opened, a day has not passed, and no review found against it.
        ///
        /// The officer's clock may run as far ahead of ours as the door lets it: nothing else would come to tell the recipient
        /// once ours had caught up.
        public func stands(at now: Timestamp) -> Bool {
            review != .notUpheld && openedAt <= now.adding(seconds: Fact.clockAllowanceSeconds)
                && now < openedAt.adding(seconds: Self.lasts)
        }
    }

    /// Every override opened about the person, in the order of its messages.
    public var overrides: [Override] {
        permissions.values.sorted { $0.stamp < $1.stamp }.compactMap { said in
            guard case .overrideOpened(let opening) = said.value else { return nil }
            let reviews = reviews(of: said.stamp.id)
            return Override(
                key: said.stamp.message, opening: opening, openedAt: said.stamp.occurred,
                review: reviews.last { !$0.isOwn(opening) || $0.outcome == .notUpheld }?.outcome,
                isReviewed: reviews.contains { !$0.isOwn(opening) })
        }
    }

    /// The override that a topic stands for, while something may be released under it.
    ///
    /// Each override is asked for by itself: what left on one would else stand when that one is found against, because it was
    /// told as the other.
    func override(of topic: Topic, at now: Timestamp) -> Override? {
        guard case .override(let key) = topic else { return nil }
        return overrides.first { $0.key == key && $0.stands(at: now) }
    }

    /// Every review of an override, in the order of their messages.
    private func reviews(of override: String) -> [OverrideReview] {
        permissions.values.sorted { $0.stamp < $1.stamp }.compactMap { said in
            guard case .overrideReviewed(let review) = said.value, review.override == override else { return nil }
            return review
        }
    }

    /// Every judgement whether something may be told about the person.
    ///
    /// One from a clock that runs ahead is of now: "do not share" must not wait until ours has caught up.
    func disclosureAssessments(at now: Timestamp) -> [DisclosureRiskAssessment] {
        permissions.values.compactMap { said in
            guard case .sharingAssessed(let assessment) = said.value else { return nil }
            return DisclosureRiskAssessment(
                purpose: assessment.purpose, outcome: assessment.outcome == .share ? .share : .doNotShare,
                madeAt: min(said.stamp.occurred, now))
        }
    }

    /// Whether a named person let the text of an item go further, as the item stands now.
    ///
    /// A permission is for what its giver read: one from before the item's latest report was made is for another text, though
    /// the report speaks of an earlier moment, as a correction does. Where two feeds use one number, the permission has to say
    /// which it means.
    func isPermitted(_ item: AgedRecord, _ reference: String, _ kind: TextPermission.Kind) -> Bool {
        permissions.values.contains { said in
            guard case .textPermitted(let permission) = said.value, permission.kind == kind,
                permission.reference == reference,
                said.stamp.occurred >= max(item.stamp.occurred, item.stamp.recorded, item.asOf)
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
    func engine(at now: Timestamp) -> EmergencyOverride {
        EmergencyOverride(
            rank: EmergencyOverride.Rank(rawValue: opening.rank.rawValue) ?? .constable,
            hasReason: opening.reason.contains { !$0.isWhitespace }, madeAt: min(openedAt, now))
    }
}

extension OverrideReview {
    /// Whether the officer who opened an override is the one who reviewed it. To end one's own is always open; to uphold it is
    /// for somebody else.
    func isOwn(_ opening: OverrideOpening) -> Bool {
        let (opener, reviewer) = (Self.words(opening.openedBy), Self.words(reviewedBy))
        if opener == reviewer { return true }
        // "R. Mallow" is who signed as "Insp. R. Mallow"; a surname alone is too little to say so.
        return min(opener.count, reviewer.count) > 1 && (opener.isSubset(of: reviewer) || reviewer.isSubset(of: opener))
    }

    private static func words(_ name: String) -> Set<String> {
        Set(name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }
}

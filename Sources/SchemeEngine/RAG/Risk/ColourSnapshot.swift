import CanonicalModel

/// What is shown of somebody at one instant, and what that rests on; nil where they are neither on the scheme nor
/// dormant.
struct ColourSnapshot {
    let shown: ColourState.Shown
    let isConfirmed: Bool
    /// The time on the scheme, or the decision that made somebody dormant.
    let anchor: String
    var risk: RiskWalk?
    /// The custody that lasts.
    var custody: CustodyPeriod?
    /// The release after which nobody has assessed yet.
    var unassessedRelease: CustodyPeriod?

    /// What is shown of somebody at an instant, from what was known by then; after death nothing changes.
    static func of(_ facts: ColourCase, _ palette: Palette, at instant: Timestamp) -> ColourSnapshot? {
        let instant = facts.death.map { min($0, instant) } ?? instant
        if let membership = facts.membership(at: instant) { return on(membership, facts, palette, instant) }
        return facts.dormancy(at: instant).map { ColourSnapshot(shown: .white, isConfirmed: true, anchor: $0.id) }
    }

    private static func on(
        _ membership: ColourCase.Membership, _ facts: ColourCase, _ palette: Palette, _ instant: Timestamp
    ) -> ColourSnapshot {
        let risk = RiskWalk(facts, membership, palette, at: instant)
        if let custody = facts.custody(at: instant) {
            return ColourSnapshot(shown: .blue, isConfirmed: true, anchor: membership.id, risk: risk, custody: custody)
        }
        let release = facts.unassessedRelease(membership, palette, by: instant)
        let shown = release == nil ? risk.rating : max(risk.rating, .amber)
        let isConfirmed = risk.confirmed == shown && risk.proposed == nil
        return ColourSnapshot(
            shown: ColourState.Shown(shown), isConfirmed: isConfirmed, anchor: membership.id, risk: risk,
            unassessedRelease: release)
    }
}

extension ColourCase {
    /// The release nobody has assessed yet: not since it was near, and not after it (6.4).
    func unassessedRelease(_ membership: Membership, _ palette: Palette, by instant: Timestamp) -> CustodyPeriod? {
        guard let period = release(by: instant, since: membership.from), let until = period.until else { return nil }
        let since = min(releaseNear(in: period, palette, knownBy: instant) ?? until, until)
        return rates.contains { $0.known <= instant && $0.at >= since } ? nil : period
    }

    /// When a planned release comes near, whoever knew of it then: its day less the days ahead, within the custody.
    ///
    /// By when things happened and not by when they were learnt, like everything a colour rests on.
    private func releaseNear(
        in period: CustodyPeriod, _ palette: Palette, knownBy instant: Timestamp
    ) -> Timestamp? {
        plannedRelease(in: period, knownBy: instant).map { plan in
            max(palette.release.ahead(of: plan.day), plan.event.occurred, period.from)
        }
    }

    /// When word of a planned release goes ahead: when it is near, and not before anybody knew of the plan and the
    /// custody.
    func releaseAhead(in period: CustodyPeriod, _ palette: Palette, knownBy instant: Timestamp) -> Timestamp? {
        plannedRelease(in: period, knownBy: instant).map { plan in
            max(palette.release.ahead(of: plan.day), plan.event.known, period.begins)
        }
    }
}

extension ColourState.Shown {
    /// The colour of a risk.
    init(_ rating: RAGRating) {
        switch rating {
        case .red: self = .red
        case .amber: self = .amber
        case .green: self = .green
        }
    }

    /// The risk a colour shows; nil where it shows where somebody is.
    var rating: RAGRating? {
        switch self {
        case .red: .red
        case .amber: .amber
        case .green: .green
        case .blue, .white: nil
        }
    }
}

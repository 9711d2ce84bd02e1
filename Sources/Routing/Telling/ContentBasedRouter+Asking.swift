public import AgreementEngine
public import CanonicalModel

extension ContentBasedRouter {
    /// What a dry run about a nominal and a role rests on: the same facts that a notice to that role would.
    ///
    /// - Parameters:
    ///   - history: what is known of the nominal.
    ///   - recipients: those of the directory that the role is; none when it is in the agreement alone.
    ///   - isOnList: whether one of them was told of the person.
    ///   - now: the clock.
    /// - Returns: nil when the person never was on a cohort.
    public func facts(
        about history: NominalHistory, for recipients: [PartnershipDirectory.Recipient], isOnList: Bool, now: Timestamp
    ) -> GivenFacts? {
        guard let spell = history.spells.last(where: \.isOpen) ?? history.spells.last else { return nil }
        let responsible = responsible(for: history)
        var given = GivenFacts(
            now: now, subject: SubjectFacts(history, spell, now: now),
            coversArea: recipients.isEmpty
                ? .unknown("the directory has no such recipient")
                : .known(recipients.contains { responsible.contains($0.id) }),
            previouslyNotified: isOnList, scheme: decisionPoint.settings)
        guard !recipients.isEmpty else { return given }
        given.undertaking =
            recipients.contains { $0.undertaking(on: now.date) == .known(.signed) }
            ? .known(.signed) : .known(.notSigned)
        given.isVetted =
            recipients.map { $0.isVetted(on: now.date) }.max { Self.yields($0, to: $1) }
            ?? .unknown("no vetting recorded")
        given.override = .known(
            history.overrides.filter { made in
                made.stands(at: now) && recipients.contains { $0.id == made.opening.recipient }
            }
            .map { $0.engine(at: now) }.max { ($0.rank, $0.madeAt) < ($1.rank, $1.madeAt) })
        return given
    }

    /// Of several holders of a role one who is vetted stands for it, and one of whom nobody knows before one who is not.
    private static func yields(_ left: Knowable<Bool>, to right: Knowable<Bool>) -> Bool {
        func rank(_ vetted: Knowable<Bool>) -> Int { vetted == .known(true) ? 2 : vetted == .known(false) ? 0 : 1 }
        return rank(left) < rank(right)
    }
}

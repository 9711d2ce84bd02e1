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
        return GivenFacts(
            now: now, subject: SubjectFacts(history, spell, now: now),
            coversArea: recipients.isEmpty
                ? .unknown("the directory has no such recipient")
                : .known(recipients.contains { responsible.contains($0.id) }),
            previouslyNotified: isOnList)
    }
}

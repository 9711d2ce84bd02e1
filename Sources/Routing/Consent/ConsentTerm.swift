internal import AgreementEngine
public import CanonicalModel

/// How long a consent stands, and when to ask again.
enum ConsentTerm {
    /// Six months, to coincide with the selection review (CLV 8.9; agreement reference 5.3).
    static let months = 6
    /// A lapse is our failure, not the person's, so somebody is asked to renew it in good time (reference 5.1).
    static let promptDays: Int64 = 28

    /// When a consent lapses.
    static func end(of record: ConsentRecord, givenAt time: Timestamp) -> Timestamp {
        record.expiresAt ?? time.date.adding(months: months).startOfDay.adding(seconds: 86_400)
    }

    /// When somebody has to be asked to renew it.
    static func prompt(before end: Timestamp) -> Timestamp { end.adding(seconds: -promptDays * 86_400) }
}

extension ConsentRecord {
    /// When a consent lapses that was given at an instant.
    public func lapses(givenAt time: Timestamp) -> Timestamp { ConsentTerm.end(of: self, givenAt: time) }
}

extension NominalHistory {
    /// The consents that stand, as the agreement asks for them; one that ran out is expired there.
    func consentFacts(at now: Timestamp) -> Knowable<[Consent]> {
        .known(
            consents(at: now).values.map {
                Consent(
                    $0.value, decidedAt: $0.stamp.occurred,
                    expiresAt: ConsentTerm.end(of: $0.value, givenAt: $0.stamp.occurred))
            })
    }

    /// The answers that stand, whether or not a consent among them has lapsed since.
    ///
    /// What was fetched on a consent is taken back when it was withdrawn or refused, or does not stand any more because records
    /// were united. A lapse is our failure and nobody's refusal: it permits nothing more and takes nothing back (decision record
    /// 0016).
    func answersIgnoringExpiry(at now: Timestamp) -> Knowable<[Consent]> {
        .known(consents(at: now).values.map { Consent($0.value, decidedAt: $0.stamp.occurred) })
    }

    /// When consents that were given have to be renewed, earliest first.
    private var prompts: [Timestamp] {
        consents.values.filter { $0.value.state == .given }.map {
            ConsentTerm.prompt(before: ConsentTerm.end(of: $0.value, givenAt: $0.stamp.occurred))
        }.sorted()
    }

    /// Whether a consent runs out within the time in which somebody has to ask for its renewal, or has run out.
    func isRenewalDue(at now: Timestamp) -> Bool { prompts.first.map { $0 <= now } ?? false }

    /// When consents came or come into effect that were given for later, earliest first.
    private var beginnings: [Timestamp] {
        answers.values.flatMap(\.values).flatMap(\.values).compactMap { said in
            guard said.value.state == .given, let begins = said.value.effectiveFrom, begins > said.stamp.occurred else {
                return nil
            }
            return begins
        }.sorted()
    }

    /// Whether a consent that was given for later has come into effect.
    func hasBegun(by now: Timestamp) -> Bool { beginnings.first.map { $0 <= now } ?? false }

    /// When the next consent has to be renewed, or comes into effect; nil when there is no such day.
    ///
    /// - Parameter now: what was due by then has been done.
    public func nextPrompt(after now: Timestamp) -> Timestamp? { (prompts + beginnings).filter { $0 > now }.min() }

    /// When the first consent has to be renewed or comes into effect, though it be past; nil when there is no such day.
    public var firstPrompt: Timestamp? { (prompts + beginnings).min() }
}

import CanonicalModel

/// Checks the signatures of a version against what is in force of it and whom the partnership trusts.
struct SignatureCheck {
    private let candidate: Agreement
    private let statement: AgreementStatement
    private let keyring: Keyring
    private let now: Timestamp
    private let isInForce: Bool
    private let formerOffices: Set<String>

    /// - Parameter isInForce: whether the version decides messages already; what was activated with a good key stays when
    ///   the key lapses.
    /// - Parameter formerOffices: parties whose office had a key at an earlier activation.
    init(
        _ candidate: Agreement, _ statement: AgreementStatement, _ keyring: Keyring, _ now: Timestamp, isInForce: Bool,
        formerOffices: Set<String> = []
    ) {
        self.formerOffices = formerOffices
        self.isInForce = isInForce
        self.candidate = candidate
        self.statement = statement
        self.keyring = keyring
        self.now = now
    }

    /// Every reason; one bad signature refuses, however many good ones stand beside it.
    func refusals(_ signatures: AgreementSignatures?) -> [ActivationRefusal] {
        guard let signatures, !signatures.signatures.isEmpty else { return [.signaturesMissing] }
        guard signatures.statement == statement else { return [.otherText] }
        return signatures.signatures.compactMap(refusal) + missing(signatures.signatures)
    }

    private func refusal(_ signature: AgreementSignature) -> ActivationRefusal? {
        let named = keyring.keys.filter { $0.id == signature.key }
        guard !named.isEmpty else { return .unknownKey(signature) }
        guard let key = named.first(where: { $0.role == signature.role }) else { return .wrongRole(signature) }
        guard key.name == signature.name, key.party == signature.party else { return .wrongPerson(signature) }
        guard signature.isGenuine(over: statement, by: key.publicKey) else { return .wrongSignature(signature) }
        return untimely(signature, key)
    }

    private func untimely(_ signature: AgreementSignature, _ key: Keyring.Key) -> ActivationRefusal? {
        let day = signature.at.date
        if key.withdrawn != nil { return .keyWithdrawn(signature) }
        guard key.from <= day, key.until.map({ day <= $0 }) ?? true else { return .keyNotValid(signature) }
        guard signature.at <= now else { return .inTheFuture(signature) }
        // Whoever holds a lapsed key writes an earlier date over their signature; the broker's clock they do not write.
        guard isInForce || key.until.map({ now.date <= $0 }) ?? true else { return .keyLapsed(signature, now.date) }
        return candidate.parties[signature.party] == nil ? .notAParty(signature) : nil
    }

    /// Author and approver, who are two people with two keys, and every office that has been given a key.
    private func missing(_ signatures: [AgreementSignature]) -> [ActivationRefusal] {
        let authors = signatures.filter { $0.role == .author }
        let approvers = signatures.filter { $0.role == .approver }
        var refusals = [ActivationRefusal]()
        if authors.isEmpty { refusals.append(.missing(.authorMissing, "author")) }
        if approvers.isEmpty { refusals.append(.missing(.approverMissing, "approver")) }
        let isSame = approvers.contains { approver in
            authors.contains { $0.isSamePerson(as: approver) }
        }
        if isSame { refusals.append(.samePerson) }
        let signed = Set(signatures.filter { $0.role == .party }.map(\.party))
        // A withdrawn key demands its office's signature still: whoever loses a key gets another, not less to say.
        let offices = keyring.offices.union(formerOffices)
        let missing = candidate.signOffs.keys.filter { offices.contains($0) && !signed.contains($0) }.sorted()
        return refusals + missing.map(ActivationRefusal.partyMissing)
    }
}

extension AgreementSignature {
    /// One key, or one name however it is set: nobody approves what they wrote.
    fileprivate func isSamePerson(as other: AgreementSignature) -> Bool {
        key == other.key || Self.letters(name) == Self.letters(other.name)
    }

    private static func letters(_ name: String) -> String { name.lowercased().filter(\.isLetter) }
}

extension ActivationRefusal {
    fileprivate static let signaturesMissing = ActivationRefusal(
        .signaturesMissing, "Nobody has signed it.", "Have it signed with `throughgate agreement sign`.")

    fileprivate static let otherText = ActivationRefusal(
        .otherText, "The signatures are over another text, rendering, version or set of seals than this.",
        "Have this text signed; whoever changed it after the signing has to say why.")

    fileprivate static let samePerson = ActivationRefusal(
        .samePerson, "The same person, or the same key, signed as author and as approver.",
        "Have somebody else approve it, with their own key.")

    fileprivate static func missing(_ code: Code, _ role: String) -> ActivationRefusal {
        ActivationRefusal(code, "No \(role) has signed it.", "Have it signed --as \(role).")
    }

    fileprivate static func partyMissing(_ party: String) -> ActivationRefusal {
        ActivationRefusal(
            .partyMissing, "\(party) is under 'sign-off' and its office, which was given a key, has not signed.",
            "Have it signed --as party --party \(party), with a new key if the old one was withdrawn, or take the party out of "
                + "'sign-off': it then receives nothing."
        )
    }

    fileprivate static func unknownKey(_ signature: AgreementSignature) -> ActivationRefusal {
        ActivationRefusal(
            .unknownKey, "\(signature.who) used a key that is not in the keyring (\(signature.key)).",
            "Add the key to the keyring after asking its owner in person, or have the agreement signed with a known one."
        )
    }

    fileprivate static func wrongRole(_ signature: AgreementSignature) -> ActivationRefusal {
        ActivationRefusal(
            .wrongRole, "\(signature.who) used a key that is not for signing as \(signature.role.rawValue).",
            "Have somebody sign whose key is.")
    }

    fileprivate static func wrongPerson(_ signature: AgreementSignature) -> ActivationRefusal {
        ActivationRefusal(
            .wrongPerson, "\(signature.who) used a key that the keyring has under another name or party.",
            "Sign with your own key, under the name and party that the keyring has for it.")
    }

    fileprivate static func wrongSignature(_ signature: AgreementSignature) -> ActivationRefusal {
        ActivationRefusal(
            .wrongSignature, "The signature of \(signature.who) is not genuine.",
            "Have it signed again, and find out who changed the signature or its name, date or text.")
    }

    fileprivate static func keyNotValid(_ signature: AgreementSignature) -> ActivationRefusal {
        ActivationRefusal(
            .keyNotValid, "The key of \(signature.who) was not valid on \(signature.at.date).",
            "Have it signed with a key that is.")
    }

    fileprivate static func keyLapsed(_ signature: AgreementSignature, _ day: CalendarDate) -> ActivationRefusal {
        ActivationRefusal(
            .keyNotValid,
            "The key of \(signature.who) is no longer valid on \(day), whatever date the signature bears.",
            "Have it signed with a key that is.")
    }

    fileprivate static func keyWithdrawn(_ signature: AgreementSignature) -> ActivationRefusal {
        ActivationRefusal(
            .keyWithdrawn, "The key of \(signature.who) was withdrawn; its thief could have chosen any date.",
            "Have it signed with a new key.")
    }

    fileprivate static func inTheFuture(_ signature: AgreementSignature) -> ActivationRefusal {
        ActivationRefusal(
            .inTheFuture, "\(signature.who) signed at \(signature.at), which is still to come.",
            "Set the clock of the machine where it was signed, and have it signed again.")
    }

    fileprivate static func notAParty(_ signature: AgreementSignature) -> ActivationRefusal {
        ActivationRefusal(
            .notAParty, "\(signature.who) signed for \(signature.party), which is no party of this agreement.",
            "Have it signed by somebody of a party.")
    }
}

extension AgreementSignature {
    fileprivate var who: String { "\(name) (\(role.rawValue), \(party))" }
}

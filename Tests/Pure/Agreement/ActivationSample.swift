import AgreementEngine
import CanonicalModel

/// An agreement that two people have signed with good keys, to take something away from.
struct ActivationSample {
    static let now = Timestamp("2026-11-21T10:00:00Z") ?? Timestamp(microseconds: 0)
    private static let from = CalendarDate("2026-01-01") ?? now.date

    var sample = AgreementSample(
        more: AgreementSample.documents + AgreementSample.onlySelections, guardrails: AgreementSample.spareUntelling,
        rules: AgreementSample.soundRules)
    var keys = [
        Self.key(1, "Ann Author", .author), Self.key(2, "Bob Approver", .approver), Self.key(3, "Cy Head", .party),
    ]
    var signers: [Signer] = [
        Signer(1, "Ann Author", .author), Signer(2, "Bob Approver", .approver), Signer(3, "Cy Head", .party),
    ]
    var capabilities = BrokerCapabilities.all
    /// The scheme that the partnership runs.
    var scheme: String?
    var isSealed = true
    var current: AgreementActivation.Current?
    var history: [AgreementActivation.Current] = []
    /// Changes the signatures after they were made.
    var tamper: (AgreementSignatures) -> AgreementSignatures? = { $0 }

    /// Four schemes: one refuses more, one narrows the stop notices, one has no section, one unites the first two.
    static let sections = """

        schemes:
          north: { area: "E06000001" }
          south: { area: "E06000002" }
          east: { area: "E06000003" }
          both: { area: "E06000004", unites: ["north", "south"] }
        local:
          north: { always-refuse: [\(AgreementSample.guardrail("N1", share: #""rag.rationale""#))] }
          south: { narrow: [{ rule: "R2", says: "N.", when: { subject.rag: "red" }, source: "s" }] }

        """

    /// Somebody who signs.
    struct Signer {
        var seed: UInt8
        var name: String
        var role: SigningRole
        var party = "police"
        var at = ActivationSample.now.adding(seconds: -60)
        init(_ seed: UInt8, _ name: String, _ role: SigningRole) {
            (self.seed, self.name, self.role) = (seed, name, role)
        }
    }

    static func secret(_ seed: UInt8) throws -> SigningKey {
        guard let key = SigningKey(seed: [UInt8](repeating: seed, count: SigningKey.seedLength)) else { throw NoKey() }
        return key
    }

    static func key(_ seed: UInt8, _ name: String, _ role: SigningRole) -> Keyring.Key {
        Keyring.Key(
            publicKey: (try? secret(seed).publicKey) ?? "", name: name, role: role, party: "police", from: from)
    }

    func decide() throws -> ActivationDecision {
        let agreement = try sample.load()
        let none = AgreementSeals(of: agreement)
        let seals = isSealed ? none.sealing(AgreementRendering(agreement), reviewedBy: nil, on: Self.now.date) : none
        var signatures = AgreementSignatures(of: AgreementStatement(agreement, seals: seals))
        for signer in signers {
            signatures.add(
                try Self.secret(signer.seed).sign(
                    signatures.statement, as: signer.role, name: signer.name, party: signer.party, at: signer.at))
        }
        return AgreementActivation.decide(
            current: current, history: history, candidate: agreement, seals: isSealed ? seals : nil,
            signatures: tamper(signatures), keyring: Keyring(keys), capabilities: capabilities, scheme: scheme, now: Self.now)
    }

    func codes() throws -> [ActivationRefusal.Code] { try decide().refusals.map(\.code) }

    private struct NoKey: Error {}
}

public import CanonicalModel
private import Formats

/// Decides whether a version of an agreement takes over from the one in force.
///
/// Whatever is missing, stripped, wrong, forged or older keeps the one in force (OPA's verifier let a bundle pass whose
/// signature named no key: reference 3.3). Pure: the same arguments always give the same reasons, in the same order.
public enum AgreementActivation {
    /// The version that decides messages now.
    public struct Current: Sendable, Hashable {
        /// The agreement's id.
        public var agreement: String
        /// Its version.
        public var version: String
        /// Its digest.
        public var digest: String
        /// Its status.
        public var status: Agreement.Status

        /// What there is to know of the agreement in force.
        public init(_ agreement: Agreement) {
            self.agreement = agreement.id
            version = agreement.version
            digest = agreement.digest
            status = agreement.status
        }
    }

    /// Decides.
    ///
    /// - Parameters:
    ///   - current: the version in force; nil at a partnership's first start.
    ///   - history: every version that was ever activated, of every agreement; the one in force may be among them.
    ///   - candidate: the version that is offered.
    ///   - seals: its seals; nil when there is no such file.
    ///   - signatures: its signatures; nil when there is no such file.
    ///   - keyring: whom the partnership trusts.
    ///   - formerOffices: parties whose office ever had a key: a line that is deleted from the keyring is not a say that is
    ///     given up.
    ///   - capabilities: what the broker can do.
    ///   - scheme: the scheme that the partnership runs; nil while none is chosen.
    ///   - now: the broker's clock.
    /// - Returns: that it takes over, or every reason why it does not.
    public static func decide(
        current: Current?, history: [Current] = [], candidate: Agreement, seals: AgreementSeals?,
        signatures: AgreementSignatures?,
        keyring: Keyring, formerOffices: Set<String> = [],
        capabilities: BrokerCapabilities, scheme: String? = nil, now: Timestamp
    ) -> ActivationDecision {
        let seals = seals ?? AgreementSeals(of: candidate)
        let refusals =
            succession(current, history, candidate) + contents(candidate, seals, capabilities, scheme)
            + SignatureCheck(
                candidate, AgreementStatement(candidate, seals: seals), keyring, now,
                isInForce: current?.digest == candidate.digest, formerOffices: formerOffices
            ).refusals(signatures)
        guard refusals.isEmpty else { return .keep(refusals) }
        if let refusal = cannotUntell(current, candidate, in: scheme) { return .keep([refusal]) }
        // With nothing in force there is nothing to wait with: until its day the version itself permits nothing.
        if let current, current.digest != candidate.digest, now.date < candidate.effectiveFrom {
            return .keep([.notYetEffective(candidate)])
        }
        return .activate
    }

    private static func succession(
        _ current: Current?, _ history: [Current], _ candidate: Agreement
    ) -> [ActivationRefusal] {
        switch candidate.status {
        case .draft: return [.draft]
        case .superseded: return [.superseded]
        case .inForce, .underRefresh, .suspended, .ended: break
        }
        if let current {
            guard current.digest != candidate.digest else { return [] }
            if current.agreement != candidate.id, current.status != .ended {
                return [.otherAgreement(current, candidate)]
            }
        }
        return rank(candidate, among: history + [current].compactMap { $0 })
    }

    /// An agreement's versions rise and it ends once, whichever other agreement was in force in between.
    private static func rank(_ candidate: Agreement, among activated: [Current]) -> [ActivationRefusal] {
        let own = activated.filter { $0.agreement == candidate.id && $0.digest != candidate.digest }
        var refusals = [ActivationRefusal]()
        if let end = own.first(where: { !AgreementLifeCycle.may(candidate.status, follow: $0.status) }) {
            refusals.append(.afterTheEnd(end))
        }
        if let same = own.first(where: { $0.version == candidate.version }) { refusals.append(.versionReused(same)) }
        let newest = own.max { parts($0.version).lexicographicallyPrecedes(parts($1.version)) }
        if let newest, candidate.versionParts.lexicographicallyPrecedes(parts(newest.version)) {
            refusals.append(.rolledBack(newest, candidate))
        }
        return refusals
    }

    private static func contents(
        _ candidate: Agreement, _ seals: AgreementSeals, _ capabilities: BrokerCapabilities, _ scheme: String?
    ) -> [ActivationRefusal] {
        var refusals = [ActivationRefusal]()
        if candidate.documents == nil { refusals.append(.documentsMissing) }
        let missing = candidate.obligationKeys.subtracting(capabilities.obligations).sorted()
        if !missing.isEmpty { refusals.append(.cannotPerform(missing)) }
        // Nobody may sign rules that no message is ever decided under, and no section may be passed over.
        if let problem = candidate.problem(in: scheme) { refusals.append(.schemeUnsettled(problem)) }
        let open = seals.findings(for: AgreementRendering(candidate))
        if !open.isEmpty { refusals.append(.notSealed(open)) }
        return refusals
    }

    /// DESIGN decision 8. Proved last and once a version, because it takes longer than everything else together; what
    /// suspends or ends an agreement is never held up by it.
    ///
    /// A section can take the stop rule away from a team as well as the selection: what is proved is what will decide here.
    private static func cannotUntell(
        _ current: Current?, _ candidate: Agreement, in scheme: String?
    ) -> ActivationRefusal? {
        current?.digest == candidate.digest ? nil : cannotUntell(candidate, in: scheme)
    }

    /// Why a text may not decide in a scheme: whoever is told of a selection there could not be told that it ended.
    ///
    /// ``decide(current:history:candidate:seals:signatures:keyring:formerOffices:capabilities:scheme:now:)`` proves a version
    /// once, in the scheme of that day; whoever runs another scheme under the same text later has to ask again.
    /// - Parameters:
    ///   - candidate: what the parties signed.
    ///   - scheme: the scheme that the partnership runs.
    public static func cannotUntell(_ candidate: Agreement, in scheme: String?) -> ActivationRefusal? {
        guard candidate.status.permits else { return nil }
        let deciding = scheme.flatMap { candidate.local(for: $0) } ?? candidate
        let proof = AgreementProof(of: deciding, only: [.untelling, .noticeContent, .localSections])
        return proof.holds ? nil : .cannotUntell(proof.findings.filter { $0.severity == .failed })
    }

    fileprivate static func parts(_ version: String) -> [UInt32] {
        version.split(separator: ".").compactMap { UInt32($0) }
    }
}

extension Agreement {
    fileprivate var versionParts: [UInt32] { AgreementActivation.parts(version) }
}

extension ActivationRefusal {
    fileprivate static let draft = ActivationRefusal(
        .draft, "This version is a draft.",
        "Give it the status \"in-force\" when everybody agrees, then seal and sign it.")

    fileprivate static let superseded = ActivationRefusal(
        .superseded, "This version says that another has taken over from it.", "Offer the version that has.")

    fileprivate static let documentsMissing = ActivationRefusal(
        .documentsMissing, "It refers to no impact assessment, policy document and record of processing.",
        "Add 'documents' with the three references.")

    fileprivate static func notYetEffective(_ candidate: Agreement) -> ActivationRefusal {
        ActivationRefusal(
            .notYetEffective, "Version \(candidate.version) counts from \(candidate.effectiveFrom).",
            "Nothing needs to be done: start the broker again on that day.")
    }

    fileprivate static func otherAgreement(
        _ current: AgreementActivation.Current, _ candidate: Agreement
    ) -> ActivationRefusal {
        ActivationRefusal(
            .otherAgreement, "\"\(current.agreement)\" is in force, and this is \"\(candidate.id)\".",
            "Offer a later version of the one in force; end it first if another is to take its place.")
    }

    fileprivate static func afterTheEnd(_ current: AgreementActivation.Current) -> ActivationRefusal {
        ActivationRefusal(
            .afterTheEnd, "Its parties ended \"\(current.agreement)\" with version \(current.version).",
            "Write a new agreement with an id of its own.")
    }

    fileprivate static func versionReused(_ current: AgreementActivation.Current) -> ActivationRefusal {
        ActivationRefusal(
            .versionReused, "Version \(current.version) was activated and says something else.",
            "Raise the version: two texts never share a number.")
    }

    fileprivate static func rolledBack(
        _ current: AgreementActivation.Current, _ candidate: Agreement
    ) -> ActivationRefusal {
        ActivationRefusal(
            .rolledBack, "Version \(candidate.version) is older than \(current.version), which was activated.",
            "To go back to an older text, give it a higher version and have it signed.")
    }

    fileprivate static func cannotPerform(_ obligations: [String]) -> ActivationRefusal {
        ActivationRefusal(
            .cannotPerform, "This broker cannot perform: \(obligations.joined(separator: ", ")).",
            "Remove the obligation, or wait for a version of the broker that can.")
    }

    fileprivate static func schemeUnsettled(_ problem: FormatError) -> ActivationRefusal {
        ActivationRefusal(.schemeUnsettled, problem.message, problem.remedy)
    }

    fileprivate static func cannotUntell(_ findings: [ProofFinding]) -> ActivationRefusal {
        ActivationRefusal(
            .cannotUntell, findings.map(\.says).joined(separator: " "),
            "Read `throughgate agreement check`, and add the permits that it asks for.")
    }

    fileprivate static func notSealed(_ open: [SealFinding]) -> ActivationRefusal {
        ActivationRefusal(
            .notSealed, open.map(\.description).joined(separator: " "),
            "Read with `throughgate agreement show`, then `throughgate agreement seal`.")
    }
}

private import Crypto
import Formats

extension Agreement {
    /// The agreement as it is in one scheme: the agreement of all, narrowed by the scheme's section.
    ///
    /// Its digest is SHA-256 of the canonical JSON of the corporate digest, the scheme and its section, so that a decision
    /// names exactly what it was made under; ``narrowedFrom`` names what the parties signed. A scheme that unites others goes
    /// by the sections of all of them, one after the other, so that nobody is told what one of them keeps back.
    ///
    /// - Parameter scheme: a scheme of ``schemes``.
    /// - Returns: nil when there is no such scheme.
    public func local(for scheme: String) -> Agreement? {
        guard narrowedFrom?.scheme != scheme else { return self }
        guard let settings = schemes[scheme] else { return nil }
        var local = self
        local.schemes = [scheme: settings]
        local.locals = [:]
        for section in (settings.unites + [scheme]).compactMap({ locals[$0] }) { local.narrow(by: section) }
        local.binding = permits.filter { permit in local.permits.first { $0.id == permit.id } != permit }
        local.canonical = [
            "corporate": .string(digest), "scheme": .string(scheme), "local": locals[scheme]?.canonical ?? .null,
        ]
        local.digest = SHA256.hash(data: local.canonical.canonicalBytes()).hexadecimal
        local.narrowedFrom = Whole(digest: digest, scheme: scheme)
        return local
    }

    private mutating func narrow(by section: LocalSection) {
        guardrails += section.guardrails
        permits = permits.map { permit in
            section.narrowings.first { $0.rule == permit.id }.map(permit.narrowed) ?? permit
        }
    }

    /// What the parties signed: the digest that is in their statement and names the text in the archive.
    public var signedDigest: String { narrowedFrom?.digest ?? digest }

    /// The settings of the scheme that it decides in, by the names that conditions give them; none in the agreement of all,
    /// where they differ.
    public var settings: [String: String] { narrowedFrom.flatMap { schemes[$0.scheme]?.settings } ?? [:] }

    /// The agreement and what it is in each of its schemes: everything that a decision may have been made under.
    public var everyScope: [Agreement] { [self] + schemes.keys.sorted().compactMap { local(for: $0) } }
}

extension Agreement.Permit {
    /// The permit with more to hold, fewer categories and more duties; never the other way round.
    fileprivate func narrowed(by narrowing: Agreement.Narrowing) -> Agreement.Permit {
        var permit = self
        if !narrowing.when.isAlways { permit.when = .all([when, narrowing.when]) }
        permit.share = narrowing.share.map { CategoryVocabulary.common($0, share) } ?? share
        permit.obligations.merge(narrowing.obligations)
        return permit
    }
}

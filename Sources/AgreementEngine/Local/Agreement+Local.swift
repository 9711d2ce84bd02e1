private import Crypto
import Formats

extension Agreement {
    /// The agreement as it is in one scheme: the agreement of all, narrowed by the scheme's section.
    ///
    /// Its digest is SHA-256 of the canonical JSON of the corporate digest, the scheme and its section, so that a decision
    /// names exactly what it was made under.
    ///
    /// - Parameter scheme: a scheme of ``schemes``.
    /// - Returns: nil when there is no such scheme.
    public func local(for scheme: String) -> Agreement? {
        guard let settings = schemes[scheme] else { return nil }
        var local = self
        local.schemes = [scheme: settings]
        local.locals = [:]
        if let section = locals[scheme] {
            local.guardrails += section.guardrails
            local.permits = permits.map { permit in
                section.narrowings.first { $0.rule == permit.id }.map(permit.narrowed) ?? permit
            }
            local.binding = permits.filter { permit in section.narrowings.contains { $0.rule == permit.id } }
        }
        local.canonical = [
            "corporate": .string(digest), "scheme": .string(scheme), "local": locals[scheme]?.canonical ?? .null,
        ]
        local.digest = SHA256.hash(data: local.canonical.canonicalBytes()).hexadecimal
        return local
    }
}

extension Agreement.Permit {
    /// The permit with more to hold, fewer categories and more duties; never the other way round.
    fileprivate func narrowed(by narrowing: Agreement.Narrowing) -> Agreement.Permit {
        var permit = self
        if !narrowing.when.isAlways { permit.when = .all([when, narrowing.when]) }
        permit.share = narrowing.share ?? share
        permit.obligations.merge(narrowing.obligations)
        return permit
    }
}

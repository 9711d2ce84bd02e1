/// Two versions of an agreement that are compared with one another: as they are for all, or in one scheme.
public struct AgreementPair: Sendable {
    /// The version that stands.
    public let old: Agreement
    /// The version that would replace it.
    public let new: Agreement
    /// What they are compared as, for whoever reads.
    public let scope: String

    /// The comparisons that two versions call for: what goes for all, and in each scheme that a section of either is about.
    ///
    /// A section that is gone lets more go in its scheme, though nothing changed for all. A scheme that one version does not
    /// declare goes there by the text of all.
    public static func all(from old: Agreement, to new: Agreement) -> [AgreementPair] {
        let schemes = old.schemesWithSections.union(new.schemesWithSections).sorted()
        let common = AgreementPair(old: old, new: new, scope: "IN EVERY SCHEME, BEFORE ITS OWN RULES")
        return [common]
            + schemes.map { scheme in
                AgreementPair(
                    old: old.local(for: scheme) ?? old, new: new.local(for: scheme) ?? new, scope: "IN \(scheme)")
            }
    }
}

extension Agreement {
    /// The schemes in which a section holds, their own or one of a scheme that they unite.
    fileprivate var schemesWithSections: Set<String> {
        Set(schemes.filter { name, scheme in (scheme.unites + [name]).contains { locals[$0] != nil } }.keys)
    }
}

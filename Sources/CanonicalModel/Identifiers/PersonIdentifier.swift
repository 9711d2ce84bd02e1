import Formats

/// One identifier of a person as a message carries it, with the answer to "did it pass its own check?".
///
/// A value that fails is kept as the sender wrote it, marked unverified, and never matches anybody: most PNC and CRO
/// values in real fixtures fail their check letter (feeds.md 0.7).
public struct PersonIdentifier: Sendable, Hashable {
    /// Which register issued the identifier.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Police National Computer.
        case pnc
        /// Criminal Records Office.
        case cro
        /// Prison number.
        case noms
        /// Probation case reference number.
        case crn
        /// A reference the IOM hub itself issued.
        case hub
    }

    /// Which register issued it.
    public let kind: Kind
    /// Canonical when verified, as the sender wrote it otherwise.
    public let value: String
    /// Whether the value passed its form and check letter.
    public let isVerified: Bool

    /// Reads a value by the rules of its kind.
    ///
    /// - Parameters:
    ///   - kind: the register.
    ///   - text: the value as written.
    ///   - writtenIn: the year the message was written, for two-digit PNC years.
    public init(_ kind: Kind, _ text: String, writtenIn: Int) {
        let canonical = Self.canonical(kind, text, writtenIn: writtenIn)
        self.kind = kind
        self.value = canonical ?? text
        self.isVerified = canonical != nil
    }

    private static func canonical(_ kind: Kind, _ text: String, writtenIn: Int) -> String? {
        switch kind {
        case .pnc: PNCIdentifier(text, writtenIn: writtenIn)?.description
        case .cro: CROIdentifier(text)?.description
        case .noms: NOMSNumber(text)?.description
        case .crn: CRN(text)?.description
        case .hub: (1...40).contains(text.utf8.count) && !StrictText.isBlank(text) ? text : nil
        }
    }
}

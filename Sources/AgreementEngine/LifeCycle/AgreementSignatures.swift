public import Formats
import PolicyText

/// The signatures of one version of an agreement, in a file beside it.
public struct AgreementSignatures: Sendable, Hashable {
    /// The only format there is.
    public static let format = "iom-signatures/1"

    /// What was signed.
    public let statement: AgreementStatement
    /// Who signed it.
    public private(set) var signatures: [AgreementSignature]

    /// No signature yet.
    public init(of statement: AgreementStatement) {
        self.statement = statement
        signatures = []
    }

    /// Adds a signature; the same person signing as the same again replaces the first.
    public mutating func add(_ signature: AgreementSignature) {
        signatures.removeAll { $0.role == signature.role && $0.name == signature.name && $0.party == signature.party }
        signatures.append(signature)
    }

    /// Loads a file.
    ///
    /// - Throws: a ``FormatError`` with place, rule and remedy.
    public init(yaml bytes: [UInt8]) throws(FormatError) {
        var reader = try PolicyReader(try StrictYAML.parse(bytes))
        try reader.demandFormat(Self.format)
        statement = try AgreementStatement(&reader)
        signatures = try reader.required("signatures").emptiableList.map { (value) throws(FormatError) in
            try AgreementSignature(value)
        }
        try reader.finish()
    }

    /// The file.
    public var yaml: String {
        """
        # Who signed this version, and exactly what they signed. Written by `throughgate agreement sign`; do not edit.

        format: "\(Self.format)"
        agreement: "\(statement.agreement)"
        version: "\(statement.version)"
        digest: "\(statement.digest)"
        rendering: "\(statement.rendering)"
        seals: "\(statement.seals)"
        signatures:\(signatures.isEmpty ? " []" : "")
        \(signatures.map(\.lines).joined(separator: "\n"))

        """
    }
}

extension AgreementStatement {
    fileprivate init(_ reader: inout PolicyReader) throws(FormatError) {
        self.init(
            agreement: try reader.text("agreement"), version: try reader.required("version").semanticVersion,
            digest: try reader.hexadecimal("digest", digits: 64),
            rendering: try reader.hexadecimal("rendering", digits: 64),
            seals: try reader.hexadecimal("seals", digits: 64))
    }
}

extension AgreementSignature {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        self.init(
            role: try reader.word("as"), name: try reader.text("name"), party: try reader.text("party"),
            key: try reader.hexadecimal("key", digits: Keyring.idLength), at: try reader.instant("at"),
            signature: try reader.hexadecimal("signature", digits: 128))
        try reader.finish()
    }

    fileprivate var lines: String {
        """
          - as: "\(role.rawValue)"
            name: \(YAMLText.quoted(name))
            party: \(YAMLText.quoted(party))
            key: "\(key)"
            at: "\(at)"
            signature: "\(signature)"
        """
    }
}

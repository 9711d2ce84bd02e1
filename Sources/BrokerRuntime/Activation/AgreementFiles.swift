public import AgreementEngine
public import CanonicalModel
import Foundation
import Formats

/// The files of one version of an agreement: its text, its seals, its signatures, and the keyring of whom the partnership
/// trusts.
public struct AgreementFiles: Sendable {
    /// The agreement.
    public let agreement: String
    /// Its seals.
    public let seals: String
    /// Its signatures.
    public let signatures: String
    /// The trusted keys; nothing a signer hands over, but configuration of whoever runs the broker.
    public let keyring: String

    /// Names the files.
    ///
    /// - Parameters:
    ///   - agreement: the agreement, "agreements/leeds.yaml".
    ///   - seals: its seals; "agreements/seals/leeds.yaml" when nil.
    ///   - signatures: its signatures; "agreements/leeds.signatures.yaml" when nil.
    ///   - keyring: the trusted keys.
    public init(agreement: String, seals: String? = nil, signatures: String? = nil, keyring: String) {
        let file = URL(fileURLWithPath: agreement)
        let folder = file.deletingLastPathComponent()
        let name = file.deletingPathExtension().lastPathComponent
        self.agreement = agreement
        self.seals = seals ?? folder.appending(path: "seals/\(name).yaml").path
        self.signatures = signatures ?? folder.appending(path: "\(name).signatures.yaml").path
        self.keyring = keyring
    }

    /// Reads the agreement.
    ///
    /// - Throws: a ``PolicyProblem`` that names the file, the place and the remedy.
    public func readAgreement() throws -> Agreement {
        try Self.read(agreement) { (bytes) throws(FormatError) in try Agreement(yaml: bytes) }
    }

    /// Reads the seals; nil when there is no such file.
    public func readSeals() throws -> AgreementSeals? {
        try Self.ifThere(seals) { (bytes) throws(FormatError) in try AgreementSeals(yaml: bytes) }
    }

    /// Reads the signatures; nil when there is no such file.
    public func readSignatures() throws -> AgreementSignatures? {
        try Self.ifThere(signatures) { (bytes) throws(FormatError) in try AgreementSignatures(yaml: bytes) }
    }

    /// Reads the keyring; one that is not there trusts nobody.
    public func readKeyring() throws -> Keyring {
        try Self.ifThere(keyring) { (bytes) throws(FormatError) in try Keyring(yaml: bytes) } ?? Keyring([])
    }

    /// Decides whether this version takes over.
    ///
    /// - Parameters:
    ///   - current: the version in force.
    ///   - history: every version that was ever activated (``AgreementArchive/activated()``).
    ///   - formerOffices: parties whose office had a key at an earlier activation.
    ///   - scheme: the scheme that the partnership runs; nil while none is chosen.
    ///   - now: the broker's clock.
    /// - Returns: the version, nil when it cannot even be read; and the decision, whose reasons name what could not be read.
    public func decide(
        current: AgreementActivation.Current?, history: [AgreementActivation.Current],
        formerOffices: Set<String> = [], scheme: String? = nil, now: Timestamp
    ) -> (Agreement?, ActivationDecision) {
        do {
            let candidate = try readAgreement()
            let decision = AgreementActivation.decide(
                current: current, history: history, candidate: candidate, seals: try readSeals(),
                signatures: try readSignatures(), keyring: try readKeyring(), formerOffices: formerOffices,
                capabilities: .all, scheme: scheme, now: now)
            return (candidate, decision)
        } catch {
            return (nil, .keep([ActivationRefusal(.unreadable, "\(error)", "Repair the file, or take it back.")]))
        }
    }

    private static func ifThere<Value>(_ file: String, _ read: ([UInt8]) throws(FormatError) -> Value) throws -> Value?
    {
        FileManager.default.fileExists(atPath: file) ? try Self.read(file, read) : nil
    }

    private static func read<Value>(_ file: String, _ read: ([UInt8]) throws(FormatError) -> Value) throws -> Value {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw PolicyProblem(file: file, problem: nil)
        }
        do throws(FormatError) {
            return try read(Array(data))
        } catch {
            throw PolicyProblem(file: file, problem: error)
        }
    }
}

/// A policy file that cannot be read.
public struct PolicyProblem: Error, Sendable, CustomStringConvertible {
    let file: String
    let problem: FormatError?

    /// The file, the place, the rule and the remedy.
    public var description: String {
        guard let problem else { return "\(file): there is no such file, or it may not be read." }
        return "\(file): \(problem.path): \(problem.message) \(problem.remedy) [\(problem.rule)]"
    }
}

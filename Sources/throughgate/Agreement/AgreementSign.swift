import AgreementEngine
import ArgumentParser
import BrokerRuntime
import Formats
import Foundation

extension AgreementCommand {
    /// Signs an agreement.
    struct Sign: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sign", abstract: "Sign an agreement: its structure, its English and its seals.",
            discussion: """
                Read it first: throughgate agreement show FILE. The signature goes into NAME.signatures.yaml beside the agreement. \
                Signatures over an earlier text are thrown away, because they say nothing about this one.
                """)
        @Argument(help: "The agreement.") var file: String
        @Option(help: "Your private key.") var key: String
        @Option(name: .customLong("as"), help: "author, approver or party.", transform: SigningRole.named)
        var role: SigningRole
        @Option(help: "Your name, as the keyring has it.") var name: String
        @Option(help: "Your party; the agreement's owner when not given.") var party: String?

        func run() throws {
            let signatures = try AgreementSigner(files: AgreementFiles(agreement: file, keyring: ""))
                .sign(try SigningKeyFile.read(key), as: role, name: name, party: party)
            print(
                "\(name) signed \(signatures.statement.agreement) \(signatures.statement.version) as \(role.rawValue).")
            print("The text's digest is \(signatures.statement.digest)")
            print("and that of its English   \(signatures.statement.rendering).")
            print(
                "Signed so far: "
                    + signatures.signatures.map { "\($0.name) (\($0.role.rawValue))" }.joined(separator: ", "))
        }
    }
}

/// Signs the text of a file and writes the signatures beside it.
struct AgreementSigner {
    let files: AgreementFiles

    @discardableResult
    func sign(_ key: SigningKey, as role: SigningRole, name: String, party: String?) throws -> AgreementSignatures {
        let agreement = try files.readAgreement()
        let seals = try files.readSeals() ?? AgreementSeals(of: agreement)
        let open = seals.findings(for: AgreementRendering(agreement))
        guard open.isEmpty else {
            throw ValidationError(
                "\(files.agreement) is not sealed:\n" + open.map { "  - \($0.description)" }.joined(separator: "\n"))
        }
        let statement = AgreementStatement(agreement, seals: seals)
        let old = try files.readSignatures()
        var signatures =
            old?.statement == statement ? old ?? AgreementSignatures(of: statement) : AgreementSignatures(of: statement)
        signatures.add(
            try key.sign(statement, as: role, name: name, party: party ?? agreement.owner, at: Present.clock()))
        try Data(signatures.yaml.utf8).write(to: URL(fileURLWithPath: files.signatures), options: .atomic)
        return signatures
    }
}

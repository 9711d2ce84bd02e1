import AgreementEngine
import ArgumentParser
import BrokerRuntime
import CanonicalModel
import Foundation

extension AgreementCommand {
    /// Seals and signs a copy of an agreement with keys made for the purpose.
    struct Demonstrate: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "demonstrate",
            abstract: "Seal and sign a copy of an agreement with keys made here, to try the broker.",
            discussion: """
                The copy, its seals, its signatures and the keyring go into agreement/ of the state folder, the private keys into \
                its secrets/. Two invented people sign: this proves nothing and is for demonstrations and tests alone.
                """)
        @Argument(help: "The agreement.") var file = "Contracts/agreements/leeds.yaml"
        @Option(name: .customLong("run"), help: "The state folder.") var runFolder = ".run"

        func run() throws {
            let folder = runFolder + "/agreement"
            let name = URL(fileURLWithPath: file).lastPathComponent
            let files = AgreementFiles(agreement: folder + "/" + name, keyring: folder + "/keyring.yaml")
            try prepare(folder)
            try Data(contentsOf: URL(fileURLWithPath: file))
                .write(to: URL(fileURLWithPath: files.agreement), options: .atomic)
            let agreement = try files.readAgreement()
            let seals = AgreementSeals(of: agreement).sealing(
                AgreementRendering(agreement), reviewedBy: nil, on: Present.clock().date)
            try Data(seals.yaml.utf8).write(to: URL(fileURLWithPath: files.seals), options: .atomic)
            try? FileManager.default.removeItem(atPath: files.signatures)
            for role in [SigningRole.author, .approver] { try sign(files, as: role, party: agreement.owner) }
            print(files.agreement)
        }

        private func prepare(_ folder: String) throws {
            for path in [folder + "/seals", runFolder + "/secrets"] {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
        }

        private func sign(_ files: AgreementFiles, as role: SigningRole, party: String) throws {
            let secret = "\(runFolder)/secrets/agreement-\(role.rawValue).key"
            let name = "Demonstration \(role.rawValue)"
            let isMade = FileManager.default.fileExists(atPath: secret)
            let key = isMade ? try SigningKeyFile.read(secret) : try SigningKeyFile.make(secret)
            if try !files.readKeyring().keys.contains(where: { $0.publicKey == key.publicKey && $0.party == party }) {
                try KeyringFile.add(
                    Keyring.Key(
                        publicKey: key.publicKey, name: name, role: role, party: party, from: Present.clock().date),
                    to: files.keyring)
            }
            try AgreementSigner(files: files).sign(key, as: role, name: name, party: party)
        }
    }
}

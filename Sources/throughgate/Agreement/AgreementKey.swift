import AgreementEngine
import ArgumentParser
import CanonicalModel
import Formats
import Foundation

extension SigningRole {
    /// The role that a word of the command line names.
    static func named(_ word: String) throws -> SigningRole {
        guard let role = SigningRole(rawValue: word) else {
            throw ValidationError(
                "'\(word)' is none of " + SigningRole.allCases.map(\.rawValue).joined(separator: ", ") + ".")
        }
        return role
    }
}

extension AgreementCommand {
    /// Makes a key pair.
    struct Key: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "key", abstract: "Make a key to sign agreements with.",
            discussion: """
                FILE gets the private key and can be read by you alone. What is printed is the line for the partnership's \
                keyring; hand it to whoever keeps that in person. With --keyring it is added there.
                """)
        @Argument(help: "The file for the private key; it must not exist.") var file: String
        @Option(help: "Your name, as the keyring shall have it.") var name: String
        @Option(
            name: .customLong("as"), help: "As what you sign: author, approver or party (for your office).",
            transform: SigningRole.named) var role: SigningRole
        @Option(help: "Your party, by its key in the agreement.") var party: String
        @Option(help: "The last day of the key, YYYY-MM-DD.") var until: String?
        @Option(help: "A keyring to add the public key to.") var keyring: String?

        func run() throws {
            var end: CalendarDate?
            if let until {
                guard let day = CalendarDate(until) else { throw ValidationError("--until wants a day, YYYY-MM-DD.") }
                end = day
            }
            let key = try SigningKeyFile.make(file)
            let trusted = Keyring.Key(
                publicKey: key.publicKey, name: name, role: role, party: party, from: Present.clock().date, until: end)
            if let keyring { try KeyringFile.add(trusted, to: keyring) }
            print(trusted.line, terminator: "")
        }
    }
}

/// A private key's file.
enum SigningKeyFile {
    /// Makes a key of random bytes; never over another one, because what a lost key signed has to be signed again.
    static func make(_ file: String) throws -> SigningKey {
        var random = SystemRandomNumberGenerator()
        let seed = (0..<SigningKey.seedLength).map { _ in UInt8.random(in: 0...255, using: &random) }
        guard let key = SigningKey(seed: seed) else {
            throw ValidationError("No key could be made of these random bytes.")
        }
        // Created with its mode, so that it is nobody else's for no moment; O_EXCL never writes over another key.
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else {
            throw ValidationError(
                "\(file) cannot be made: \(String(cString: strerror(errno))). Name a file that does not exist.")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data(key.yaml.utf8))
        try handle.synchronize()
        return key
    }

    static func read(_ file: String) throws -> SigningKey {
        try PolicyFile.reading(file) { (bytes) throws(FormatError) in try SigningKey(yaml: bytes) }
    }
}

/// A keyring's file.
enum KeyringFile {
    /// Adds a key at the end, and leaves comments and layout as they are.
    static func add(_ key: Keyring.Key, to file: String) throws {
        let manager = FileManager.default
        let old = manager.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? Keyring.emptyFile
        let text = old + (old.hasSuffix("\n") ? "" : "\n") + key.line
        do throws(FormatError) {
            _ = try Keyring(yaml: Array(text.utf8))
        } catch {
            throw ValidationError(
                "\(file): the key cannot be added at the end (\(error.path): \(error.message)). Add the line by hand: \(key.line)"
            )
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    }
}

import ArgumentParser
import Crypto
import Formats
import Foundation

/// `token`: a fresh token for a client of the HTTP way in, and the hash that the adapter keeps of it.
struct TokenCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "token", abstract: "Make a token for an HTTP client, and the hash for its tokenHashFile.",
            discussion: "The token is printed once and kept nowhere: give it to the sender by a safe way.")
    }

    /// 256 bits: a hash of it cannot be guessed back.
    private static var tokenBytes: Int { 32 }

    func run() async throws {
        let token = Hexadecimal.text([UInt8].random(count: Self.tokenBytes))
        try StandardOutput.writeLine([
            "token": .string(token), "hash": .string(Hexadecimal.text(SHA256.hash(data: Data(token.utf8)))),
        ])
    }
}

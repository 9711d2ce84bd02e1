import Foundation
import GRDB
import Testing

@testable import AdapterKit

/// The HTTP way in over TLS, with certificates that the tests make for themselves with OpenSSL.
@Suite struct ItemDoorTLSTests {
    static let hasTools = ["/usr/bin/openssl", "/usr/bin/curl"].allSatisfy(FileManager.default.isExecutableFile)

    /// Runs a program.
    ///
    /// - Returns: what it printed, or nil when it failed.
    @discardableResult
    static func run(_ program: String, _ arguments: [String], in folder: String) async throws -> String? {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        let process = Process()
                        process.executableURL = URL(fileURLWithPath: program)
                        process.arguments = arguments
                        process.currentDirectoryURL = URL(fileURLWithPath: folder)
                        let output = Pipe()
                        process.standardOutput = output
                        process.standardError = FileHandle.nullDevice
                        try process.run()
                        let bytes = output.fileHandleForReading.readDataToEndOfFile()
                        process.waitUntilExit()
                        return process.terminationStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
                    })
            }
        }
    }

    /// An authority, a server's certificate, and clients' certificates of the authority and of another.
    static func certificates(in folder: String) async throws {
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        for authority in ["ca", "other"] {
            let made = try await run(
                "/usr/bin/openssl",
                [
                    "req", "-x509", "-subj", "/CN=\(authority)", "-keyout", "\(authority).key", "-out",
                    "\(authority).pem",
                ] + key,
                in: folder)
            try #require(made != nil)
        }
        try Data("subjectAltName=IP:127.0.0.1\n".utf8).write(to: URL(fileURLWithPath: folder + "/names"))
        for (name, authority) in [("server", "ca"), ("client", "ca"), ("stranger", "other"), ("unlisted", "ca")] {
            let asked = try await run(
                "/usr/bin/openssl",
                ["req", "-new", "-subj", "/CN=\(name)", "-keyout", "\(name).key", "-out", "\(name).csr"]
                    + key.dropLast(2),
                in: folder)
            try #require(asked != nil)
            let signed = try await run(
                "/usr/bin/openssl",
                [
                    "x509", "-req", "-in", "\(name).csr", "-CA", "\(authority).pem", "-CAkey", "\(authority).key",
                    "-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "\(name).pem",
                ], in: folder)
            try #require(signed != nil)
        }
    }

    @Test(
        "over TLS a client is known by its certificate or its token, a stranger's certificate ends the handshake",
        .enabled(if: hasTools, "it needs /usr/bin/openssl and /usr/bin/curl"))
    func clients() async throws {
        let fixture = try AdapterFixture()
        try await Self.certificates(in: fixture.root)
        let der = try await Self.run(
            "/usr/bin/openssl", ["x509", "-in", "client.pem", "-noout", "-fingerprint", "-sha256"], in: fixture.root)
        let hash = try #require(der?.split(separator: "=").last.flatMap { Hexadecimal.sha256(String($0)) })
        var configuration = try fixture.wholeConfiguration()
        configuration.http?.tls = ServerTLS(
            certificateFile: fixture.path("server.pem"), keyFile: fixture.path("server.key"),
            clientAuthorityFile: fixture.path("ca.pem"))
        configuration.http?.clients.append(.init(name: "ndelius", certificateHashes: [hash]))
        try Data(AdapterFixture.release(1)).write(to: URL(fileURLWithPath: fixture.path("item.json")))
        try await fixture.whileRunning(configuration) { (running) async throws in
            func status(_ arguments: [String]) async throws -> String? {
                try await Self.run(
                    "/usr/bin/curl",
                    [
                        "-s", "-m", "20", "-o", "answer", "-w", "%{http_code}", "--cacert", "ca.pem", "--data-binary",
                        "@item.json", "https://127.0.0.1:\(running.http.port)/items",
                    ] + arguments, in: fixture.root)
            }
            #expect(try await status(["--cert", "client.pem", "--key", "client.key"]) == "202")
            let sender = try await running.services.store.read { database in
                try String.fetchOne(database, sql: "SELECT sender FROM item")
            }
            #expect(sender == "ndelius")
            #expect(try await status(["-H", "Authorization: Bearer \(AdapterFixture.token)"]) == "202")
            #expect(try await status([]) == "401")
            // Signed by the authority, and nobody we know.
            #expect(try await status(["--cert", "unlisted.pem", "--key", "unlisted.key"]) == "401")
            #expect(try await status(["--cert", "stranger.pem", "--key", "stranger.key"]) == nil)
            #expect(try await status(["--tls-max", "1.1"]) == nil)
        }
    }
}

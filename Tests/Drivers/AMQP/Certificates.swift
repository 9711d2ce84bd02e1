import Foundation
import Testing

/// An authority, a server certificate for localhost, one for another name, and a client's.
struct Certificates: Sendable {
    let folder: String

    var authority: String { folder + "/ca.pem" }
    func certificate(_ name: String) -> String { "\(folder)/\(name).pem" }
    func key(_ name: String) -> String { "\(folder)/\(name).key" }

    /// - Parameter serverName: what the server's certificate says it is.
    static func make(serverName: String = "localhost") async throws -> Certificates {
        let folder = "\(RabbitMQNode.throwawayFolder)/certificates-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let certificates = Certificates(folder: folder)
        try await openssl(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test-authority "
                + "-keyout \(certificates.key("ca")) -out \(certificates.authority)")
        try await certificates.issue("server", commonName: serverName)
        try await certificates.issue("client", commonName: "courts")
        return certificates
    }

    private func issue(_ name: String, commonName: String) async throws {
        let extensions = "\(folder)/\(name).ext"
        try "subjectAltName=DNS:\(commonName)".write(toFile: extensions, atomically: true, encoding: .utf8)
        try await Self.openssl(
            "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=\(commonName) "
                + "-keyout \(key(name)) -out \(folder)/\(name).csr")
        try await Self.openssl(
            "x509 -req -in \(folder)/\(name).csr -CA \(authority) -CAkey \(key("ca")) "
                + "-CAcreateserial -days 2 -extfile \(extensions) -out \(certificate(name))")
    }

    private static func openssl(_ arguments: String) async throws {
        try await run("/usr/bin/openssl", arguments.split(separator: " ").map(String.init))
    }
}

public import AMQP
import Foundation
public import RecordStore

/// Where one partnership's broker keeps its state: the layout `ops/run` makes and every command reads.
///
/// ```
/// DIR/amqp.env            how to reach RabbitMQ (ops/rabbitmq/node env)
/// DIR/secrets/USER        one password a user
/// DIR/state/store.sqlite  the record
/// DIR/state/master.key    the key, which belongs on another volume in production
/// DIR/state/master.key.erasures   who was ever erased: replayed by a restored record before it serves
/// ```
public struct RunFolder: Sendable {
    /// The folder.
    public let path: String

    /// Names a folder.
    public init(_ path: String) { self.path = path }

    /// The record's file.
    public var storePath: String { path + "/state/store.sqlite" }

    /// The master key; made at the first start.
    public func masterKey() throws -> MasterKey {
        try FileManager.default.createDirectory(
            atPath: path + "/state", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return try MasterKey(file: masterKeyPath)
    }

    /// What was ever erased: beside the master key, wherever that is, and outside the database and its backups.
    public var erasureLedger: ErasureLedger { ErasureLedger(path: masterKeyPath + ".erasures") }

    private var masterKeyPath: String {
        ProcessInfo.processInfo.environment["THROUGHGATE_MASTER_KEY"] ?? path + "/state/master.key"
    }

    /// The users' passwords.
    public func secrets() throws -> Secrets { try Secrets(folder: path + "/secrets") }

    /// How a user reaches the broker.
    ///
    /// - Parameters:
    ///   - user: the AMQP user.
    ///   - virtualHost: the partnership's.
    ///   - name: what the connection is called in RabbitMQ's listings.
    /// - Throws: when `amqp.env` or the secret cannot be read. With `THROUGHGATE_TLS_CA` set in it the link speaks TLS, and with
    ///   `THROUGHGATE_TLS_CERTIFICATE` and `THROUGHGATE_TLS_KEY` it logs in by certificate (SASL EXTERNAL).
    public func link(user: String, virtualHost: String, name: String) throws -> LinkConfiguration {
        let values = try environment()
        guard let port = values["THROUGHGATE_RABBITMQ_PORT"].flatMap({ Int($0) }) else {
            throw StoreError(.database, "\(path)/amqp.env names no THROUGHGATE_RABBITMQ_PORT; is the RabbitMQ node started?")
        }
        var tls: LinkTLS?
        var credentials = LinkCredentials.plain(user: user, password: try secrets().password(of: user))
        if let authority = values["THROUGHGATE_TLS_CA"] {
            let identity = values["THROUGHGATE_TLS_CERTIFICATE"].flatMap { certificate in
                values["THROUGHGATE_TLS_KEY"].map { LinkTLS.Identity(certificateFile: certificate, keyFile: $0) }
            }
            if identity != nil { credentials = .external }
            tls = LinkTLS(authorityFile: authority, identity: identity)
        }
        return LinkConfiguration(
            host: values["THROUGHGATE_RABBITMQ_HOST"] ?? "localhost", port: port, virtualHost: virtualHost, credentials: credentials,
            tls: tls, connectionName: name)
    }

    private func environment() throws -> [String: String] {
        let text = try String(contentsOfFile: path + "/amqp.env", encoding: .utf8)
        var values = [String: String]()
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, !line.hasPrefix("#") else { continue }
            values[parts[0].trimmingPrefix("export ").description] = parts[1].trimmingCharacters(
                in: CharacterSet(charactersIn: "'\" "))
        }
        return values
    }
}

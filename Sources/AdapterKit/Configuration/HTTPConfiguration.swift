import Foundation

/// The HTTP way in, before any secret is read.
struct HTTPConfiguration: Sendable, Equatable {
    /// A client before its secrets are read.
    struct Client: Sendable, Equatable {
        let name: String
        /// Holds SHA-256 hashes of tokens in hexadecimal, one a line.
        var tokenHashFile: String?
        /// SHA-256 of certificates (DER) in hexadecimal.
        var certificateHashes: [[UInt8]] = []
    }

    var host = "127.0.0.1"
    var port = 0
    var tls: ServerTLS?
    var clients: [Client] = []
    var limits = ItemDoorLimits()
}

extension HTTPConfiguration {
    init(_ reader: ConfigurationReader, _ paths: Paths, maxBytes: Int) {
        host = reader.optionalText("host") ?? host
        port = reader.integer("port", 0...65_535, default: -1)
        if port < 0 {
            reader.note("port", "config.missing", "The port is absent or no port.", "Write port: 8443, or another.")
        }
        tls = reader.optionalSection("tls").map { ServerTLS($0, paths) }
        readLimits(reader, maxBytes: maxBytes)
        clients = reader.namedSections("clients").map { Client($0.name, $0.reader, paths) }
        check(reader)
        reader.finish()
    }

    private mutating func readLimits(_ reader: ConfigurationReader, maxBytes: Int) {
        limits.maxBytes = maxBytes
        limits.maxConcurrent = reader.integer("maxConcurrent", 1...1_000, default: limits.maxConcurrent)
        limits.maxBacklog = reader.integer("maxBacklog", 1...1_000_000, default: limits.maxBacklog)
        limits.confirmWait = .seconds(reader.integer("confirmSeconds", 1...300, default: 15))
        limits.bodyWait = .seconds(reader.integer("bodySeconds", 1...300, default: 30))
    }

    /// Nothing is open by default (DESIGN decision 19).
    private func check(_ reader: ConfigurationReader) {
        if !Loopback.isMeant(host), tls == nil {
            reader.note(
                "host", "config.open", "The port is open to the network and has no TLS.",
                "Write host: 127.0.0.1, or name tls.certificateFile and tls.keyFile.")
        }
        if clients.isEmpty {
            reader.note(
                "clients", "config.clients", "Nobody may send.",
                "Name clients, each with a tokenHashFile or a certificateHash; `token` makes a token.")
        }
        if clients.contains(where: { !$0.certificateHashes.isEmpty }), tls?.clientAuthorityFile == nil {
            reader.note(
                "tls", "config.tls", "A client shows a certificate and no authority is named that has signed it.",
                "Name tls.clientAuthorityFile.")
        }
    }
}

extension HTTPConfiguration.Client {
    fileprivate init(_ name: String, _ reader: ConfigurationReader, _ paths: Paths) {
        self.name = name
        tokenHashFile = reader.optionalText("tokenHashFile").map(paths.absolute)
        if let text = reader.optionalText("certificateHash") {
            certificateHashes = text.split(separator: ",").compactMap { Hexadecimal.sha256(String($0)) }
            if certificateHashes.isEmpty {
                reader.note(
                    "certificateHash", "config.hash", "This is no SHA-256 hash.",
                    "Write 64 hexadecimal digits: openssl x509 -in FILE -outform der | sha256sum.")
            }
        }
        if tokenHashFile == nil, certificateHashes.isEmpty {
            reader.note(
                "", "config.credentials", "The client has neither a token nor a certificate.",
                "Add tokenHashFile or certificateHash.")
        }
        reader.finish()
    }

    /// The client with its tokens' hashes read.
    func loaded() throws(AdapterError) -> ItemClient {
        var client = ItemClient(name: name, certificateHashes: certificateHashes)
        guard let tokenHashFile else { return client }
        guard let text = try? String(contentsOfFile: tokenHashFile, encoding: .utf8) else {
            throw AdapterError(.configuration, "the token file \(tokenHashFile) cannot be read")
        }
        let lines = text.split(whereSeparator: \.isNewline)
        client.tokenHashes = lines.compactMap { Hexadecimal.sha256(String($0)) }
        guard !lines.isEmpty, client.tokenHashes.count == lines.count else {
            throw AdapterError(
                .configuration, "the token file \(tokenHashFile) has a line that is no SHA-256 hash, or no line")
        }
        return client
    }
}

extension ServerTLS {
    fileprivate init(_ reader: ConfigurationReader, _ paths: Paths) {
        self.init(
            certificateFile: paths.absolute(reader.text("certificateFile")),
            keyFile: paths.absolute(reader.text("keyFile")),
            clientAuthorityFile: reader.optionalText("clientAuthorityFile").map(paths.absolute))
        reader.finish()
    }
}

/// Names of this machine for itself.
enum Loopback {
    static func isMeant(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    }
}

/// Hashes as people write them.
enum Hexadecimal {
    /// 32 bytes from 64 digits, colons and spaces between them allowed; nil for anything else.
    static func sha256(_ text: String) -> [UInt8]? {
        let digits = Array(text.filter { $0 != ":" && !$0.isWhitespace })
        guard digits.count == 64 else { return nil }
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
        return bytes.count == 32 && digits.allSatisfy(\.isHexDigit) ? bytes : nil
    }

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

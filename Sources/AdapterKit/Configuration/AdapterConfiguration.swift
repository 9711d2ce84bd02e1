import AMQP
import Foundation

/// Everything an adapter must be told; the file is described in Adapters/Prison/README.md.
struct AdapterConfiguration: Sendable {
    /// The agency whose facts it may publish: "courts", "prison".
    var agency = ""
    /// Where the sender renames files into.
    var dropFolder = ""
    /// Where files go once their bytes are sealed; on the same file system.
    var doneFolder = ""
    /// Where the sender finds receipts.
    var receiptsFolder = ""
    /// Where the adapter's own database is.
    var stateFolder = ""
    /// Where its master key is; best on another disk than the state folder and its backups.
    var masterKeyFile = ""
    /// How to reach the broker.
    var broker = BrokerConfiguration()
    var limits = PipelineLimits()
    /// The biggest file taken.
    var maxFileBytes = 16 << 20
    var retention = Retention()
    /// The HTTP way in; nil when there is none.
    var http: HTTPConfiguration?
    /// The queue of raw messages; nil when there is none.
    var queue: QueueConfiguration?
    /// Where health, readiness and metrics are; nil when nowhere.
    var health: HealthConfiguration?
    /// What the feed's owner says about when it comes.
    var declaration: FeedDeclaration?
    /// A folder of code tables beside the ones that ship; nil for those alone.
    var standingData: String?
    /// Whether the rhythm is learnt when none is declared.
    var learnsRhythm = true

    /// The exchange that the agency's adapter publishes to.
    var exchange: String { "in." + agency }
}

/// How to reach the broker, before any secret is read.
struct BrokerConfiguration: Sendable, Equatable {
    var host = "localhost"
    var port = 5_672
    var virtualHost = "/"
    /// The login, which is also the `user_id` of every message.
    var user = ""
    /// Holds the password alone; nil with a client certificate that is the login (SASL EXTERNAL).
    var passwordFile: String?
    /// The authorities accepted; nil for plain TCP, which belongs on loopback.
    var authorityFile: String?
    var certificateFile: String?
    var keyFile: String?
}

extension AdapterConfiguration {
    /// Reads a configuration file.
    ///
    /// - Parameters:
    ///   - path: the file; relative paths inside it start from its folder.
    ///   - agency: the agency that the program is for.
    /// - Throws: every problem at once.
    init(path: String, agency: String) throws(ConfigurationProblems) {
        let yaml: String
        do {
            yaml = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw ConfigurationProblems(all: [
                ConfigurationProblem(
                    line: nil, key: "", rule: "config.unreadable", message: "The file \(path) cannot be read as UTF-8.",
                    remedy: "Name a readable file.")
            ])
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try self.init(yaml: yaml, agency: agency, folder: folder)
    }

    /// Reads a configuration.
    ///
    /// - Parameter folder: where relative paths start from.
    init(yaml: String, agency: String, folder: String) throws(ConfigurationProblems) {
        let reader = ConfigurationReader(yaml: yaml)
        if reader.problems.isEmpty {
            self.init(reader, agency: agency, folder: folder)
        } else {
            self.init()
        }
        guard reader.problems.isEmpty else {
            throw ConfigurationProblems(all: reader.problems.sorted { ($0.line ?? 0, $0.key) < ($1.line ?? 0, $1.key) })
        }
    }

    private init(_ reader: ConfigurationReader, agency wanted: String, folder: String) {
        agency = reader.text("agency")
        if !agency.isEmpty, agency != wanted {
            reader.note(
                "agency", "config.agency", "This adapter publishes for \(wanted) alone.", "Write agency: \(wanted).")
        }
        readFolders(reader, Paths(folder))
        broker = BrokerConfiguration(reader.section("amqp"), Paths(folder))
        readLimits(reader.section("limits"))
        http = reader.optionalSection("http").map { HTTPConfiguration($0, Paths(folder), maxBytes: maxFileBytes) }
        queue = reader.optionalSection("queue").map { QueueConfiguration($0, agency: wanted) }
        health = reader.optionalSection("health").map { HealthConfiguration($0) }
        checkPorts(reader)
        readRhythm(reader.section("rhythm"))
        retention = Retention(reader.section("retention"))
        standingData = reader.optionalText("standingData").map(Paths(folder).absolute)
        reader.finish()
    }

    private mutating func readFolders(_ reader: ConfigurationReader, _ paths: Paths) {
        let source = reader.section("source")
        dropFolder = paths.absolute(source.text("drop"))
        let beside = URL(fileURLWithPath: dropFolder).deletingLastPathComponent().path
        doneFolder = source.optionalText("done").map(paths.absolute) ?? beside + "/done"
        receiptsFolder = source.optionalText("receipts").map(paths.absolute) ?? beside + "/receipts"
        if Set([dropFolder, doneFolder, receiptsFolder]).count < 3 {
            source.note("drop", "config.folders", "Drop, done and receipts are not three folders.", "Name three.")
        }
        source.finish()
        let state = reader.section("state")
        stateFolder = paths.absolute(state.text("folder"))
        checkNesting(source, state)
        masterKeyFile = state.optionalText("masterKeyFile").map(paths.absolute) ?? stateFolder + "/master.key"
        state.finish()
    }

    /// What lies in another folder is taken for its content: a receipt for an item, a database for a receipt to be destroyed.
    private func checkNesting(_ source: ConfigurationReader, _ state: ConfigurationReader) {
        let open = [("drop", dropFolder), ("done", doneFolder), ("receipts", receiptsFolder)]
        for (key, path) in open {
            for (outerKey, outer) in open where key != outerKey && Self.lies(path, within: outer) {
                source.note(
                    key, "config.folders", "The folder lies within \(outerKey).", "Put the folders beside each other.")
            }
            if Self.lies(stateFolder, within: path) || stateFolder == path, !stateFolder.isEmpty {
                state.note(
                    "folder", "config.folders", "The state folder lies within source.\(key).",
                    "Put it where no sender reaches.")
            }
        }
    }

    private static func lies(_ path: String, within outer: String) -> Bool {
        !outer.isEmpty && path.hasPrefix(outer + "/")
    }

    private func checkPorts(_ reader: ConfigurationReader) {
        guard let http, let health, http.port == health.port, http.port != 0 else { return }
        reader.note("health", "config.port", "http and health name the same port.", "Name two.")
    }

    private mutating func readRhythm(_ reader: ConfigurationReader) {
        declaration = FeedDeclaration(reader)
        learnsRhythm = reader.flag("learn", default: true)
        reader.finish()
    }

    private mutating func readLimits(_ reader: ConfigurationReader) {
        maxFileBytes = reader.integer("maxFileBytes", 1...(256 << 20), default: maxFileBytes)
        limits.batchFiles = reader.integer("batchFiles", 1...10_000, default: limits.batchFiles)
        limits.publishItems = reader.integer("publishItems", 1...10_000, default: limits.publishItems)
        limits.pollSeconds = Double(reader.integer("pollSeconds", 1...3_600, default: Int(limits.pollSeconds)))
        limits.holdAfterAttempts = reader.integer("holdAfterAttempts", 1...1_000, default: limits.holdAfterAttempts)
        reader.finish()
    }
}

extension Retention {
    fileprivate init(_ reader: ConfigurationReader) {
        self.init()
        rawItemDays = reader.integer("rawItemDays", 0...3_650, default: rawItemDays)
        quarantineDays = reader.integer("quarantineDays", 0...3_650, default: quarantineDays)
        doneDays = reader.integer("doneDays", 0...3_650, default: doneDays)
        receiptDays = reader.integer("receiptDays", 0...3_650, default: receiptDays)
        reader.finish()
    }
}

extension BrokerConfiguration {
    fileprivate init(_ reader: ConfigurationReader, _ paths: Paths) {
        self.init()
        host = reader.optionalText("host") ?? host
        port = reader.integer("port", 1...65_535, default: port)
        virtualHost = reader.optionalText("vhost") ?? virtualHost
        user = reader.text("user")
        passwordFile = reader.optionalText("passwordFile").map(paths.absolute)
        if let tls = reader.optionalSection("tls") {
            authorityFile = paths.absolute(tls.text("authorityFile"))
            certificateFile = tls.optionalText("certificateFile").map(paths.absolute)
            keyFile = tls.optionalText("keyFile").map(paths.absolute)
            if (certificateFile == nil) != (keyFile == nil) {
                tls.note(
                    "certificateFile", "config.tls", "A certificate needs its key and a key its certificate.",
                    "Name both.")
            }
            tls.finish()
        }
        if passwordFile == nil, certificateFile == nil {
            reader.note(
                "user", "config.credentials", "There is neither a password file nor a client certificate.",
                "Add passwordFile, or tls.certificateFile and tls.keyFile.")
        }
        reader.finish()
    }

    /// The connection's settings, with the password read from its file.
    ///
    /// - Parameter name: what the broker shows for the connection.
    func link(named name: String) throws(AdapterError) -> LinkConfiguration {
        var identity: LinkTLS.Identity?
        if let certificateFile, let keyFile {
            identity = LinkTLS.Identity(certificateFile: certificateFile, keyFile: keyFile)
        }
        return LinkConfiguration(
            host: host, port: port, virtualHost: virtualHost, credentials: try credentials(),
            tls: authorityFile.map { LinkTLS(authorityFile: $0, identity: identity) }, connectionName: name)
    }

    private func credentials() throws(AdapterError) -> LinkCredentials {
        guard let passwordFile else { return .external }
        guard let text = try? String(contentsOfFile: passwordFile, encoding: .utf8) else {
            throw AdapterError(.configuration, "the password file \(passwordFile) cannot be read")
        }
        let password = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        guard !password.isEmpty else {
            throw AdapterError(.configuration, "the password file \(passwordFile) is empty")
        }
        return .plain(user: user, password: password)
    }
}

/// Makes paths absolute.
struct Paths {
    let folder: String

    init(_ folder: String) { self.folder = folder }

    func absolute(_ path: String) -> String {
        guard !path.isEmpty else { return "" }
        return URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: folder, isDirectory: true)).standardized.path
    }
}

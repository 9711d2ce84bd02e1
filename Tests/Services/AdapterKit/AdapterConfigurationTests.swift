import AMQP
import Foundation
import Testing

@testable import AdapterKit

/// A configuration is taken as written or refused with everything that is wrong.
@Suite struct AdapterConfigurationTests {
    static let whole = """
        agency: prison
        source:
          drop: in/drop
          done: in/done
          receipts: /srv/receipts
        state:
          folder: state
          masterKeyFile: /etc/throughgate/prison.key
        amqp:
          host: broker.example
          port: 5671
          vhost: leeds
          user: prison
          passwordFile: secret
          tls:
            authorityFile: ca.pem
            certificateFile: prison.pem
            keyFile: prison-key.pem
        limits:
          maxFileBytes: 1000
          batchFiles: 10
          publishItems: 20
          pollSeconds: 2
          holdAfterAttempts: 3
        retention:
          rawItemDays: 1
          quarantineDays: 2
          doneDays: 3
          receiptDays: 4
        """

    static let least = """
        agency: prison
        source: {drop: drop}
        state: {folder: state}
        amqp: {user: prison, passwordFile: secret}
        """

    func problems(_ yaml: String) -> [ConfigurationProblem] {
        do {
            _ = try AdapterConfiguration(yaml: yaml, agency: "prison", folder: "/etc/tg")
            return []
        } catch {
            return error.all
        }
    }

    @Test("every key is read, and relative paths start from the file's folder")
    func whole() throws {
        let configuration = try AdapterConfiguration(yaml: Self.whole, agency: "prison", folder: "/etc/tg")
        #expect(configuration.dropFolder == "/etc/tg/in/drop")
        #expect(configuration.receiptsFolder == "/srv/receipts")
        #expect(configuration.masterKeyFile == "/etc/throughgate/prison.key")
        #expect(configuration.exchange == "in.prison")
        #expect(configuration.broker.port == 5671)
        #expect(configuration.broker.virtualHost == "leeds")
        #expect(configuration.broker.keyFile == "/etc/tg/prison-key.pem")
        #expect(configuration.maxFileBytes == 1000)
        #expect(configuration.limits.pollSeconds == 2)
        #expect(configuration.retention == Retention(rawItemDays: 1, quarantineDays: 2, doneDays: 3, receiptDays: 4))
    }

    @Test("four lines are enough, the rest has defaults")
    func least() throws {
        let configuration = try AdapterConfiguration(yaml: Self.least, agency: "prison", folder: "/etc/tg")
        #expect(configuration.doneFolder == "/etc/tg/done")
        #expect(configuration.receiptsFolder == "/etc/tg/receipts")
        #expect(configuration.masterKeyFile == "/etc/tg/state/master.key")
        #expect(configuration.retention == Retention())
    }

    @Test("all that is wrong is told at once, with its line, rule and remedy")
    func allAtOnce() {
        let found = problems(
            """
            agency: courts
            source:
              drpo: x
            amqp:
              port: 99999
              user: prison
            retention:
              doneDays: soon
            """)
        #expect(
            found.map { "\($0.line ?? 0) \($0.key) \($0.rule)" } == [
                "0 state.folder config.missing", "1 agency config.agency", "3 source.drop config.missing",
                "3 source.drpo config.unknown-key", "5 amqp.port config.range", "6 amqp.user config.credentials",
                "8 retention.doneDays config.range",
            ])
        #expect(found.allSatisfy { !$0.remedy.isEmpty && !$0.message.isEmpty })
    }

    @Test(
        "what is no YAML, or says a key twice, is refused with its line",
        arguments: ["agency: [", "agency: a\nagency: b", "\tagency: a", "- a\n- b", "just words", ""])
    func broken(yaml: String) {
        #expect(!problems(yaml).isEmpty)
    }

    @Test("a mapping where a text is wanted, and a text where a mapping is, are refused")
    func kinds() {
        let found = problems(
            """
            agency: {a: b}
            source: drop
            state: {folder: state}
            amqp: {user: prison, passwordFile: secret}
            """)
        #expect(found.contains { $0.key == "agency" && $0.rule == "config.kind" && $0.line == 1 })
        #expect(found.contains { $0.key == "source" && $0.rule == "config.kind" && $0.line == 2 })
    }

    // MARK: Ways in, health and rhythm

    static func with(_ more: String) -> String { least + "\n" + more }

    @Test("every way in is read, with its defaults")
    func ways() throws {
        let yaml = Self.with(
            """
            http:
              host: 0.0.0.0
              port: 8443
              tls: {certificateFile: a.pem, keyFile: a.key, clientAuthorityFile: ca.pem}
              maxConcurrent: 3
              confirmSeconds: 7
              clients:
                nomis: {tokenHashFile: nomis.sha256}
                delius: {certificateHash: "\(String(repeating: "AB:", count: 31))AB"}
            queue: {sender: nomis}
            health: {port: 9101}
            rhythm: {expectEvery: 24h, grace: 90m, days: "mon-fri,sun", hours: "06:30-24:00"}
            """)
        let configuration = try AdapterConfiguration(yaml: yaml, agency: "prison", folder: "/etc/tg")
        let http = try #require(configuration.http)
        #expect(http.tls?.keyFile == "/etc/tg/a.key")
        #expect(http.limits.maxConcurrent == 3)
        #expect(http.limits.confirmWait == .seconds(7))
        #expect(http.limits.maxBytes == configuration.maxFileBytes)
        #expect(http.clients.map(\.name) == ["delius", "nomis"])
        #expect(http.clients.first?.certificateHashes == [[UInt8](repeating: 0xAB, count: 32)])
        let queue = try #require(configuration.queue)
        #expect(queue.name == "raw.prison")
        #expect(queue.receiptsExchange == "raw.prison.receipts")
        #expect(configuration.health == HealthConfiguration(port: 9101))
        let declared = FeedDeclaration(
            expectEvery: 86_400, grace: 5_400, days: [0, 1, 2, 3, 4, 6], hours: 23_400..<86_400)
        #expect(configuration.declaration == declared)
        #expect(configuration.learnsRhythm)
    }

    @Test("nothing but the drop folder is open unless it is asked for")
    func closed() throws {
        let configuration = try AdapterConfiguration(yaml: Self.least, agency: "prison", folder: "/etc/tg")
        #expect(configuration.http == nil)
        #expect(configuration.queue == nil)
        #expect(configuration.health == nil)
        #expect(configuration.declaration == nil)
    }

    @Test(
        "what would be open, unguarded or contradictory is refused by its rule",
        arguments: [
            ("http: {host: 0.0.0.0, port: 1, clients: {a: {tokenHashFile: t}}}", "http.host config.open"),
            ("http: {host: 127.0.0.1.example.com, port: 1, clients: {a: {tokenHashFile: t}}}", "http.host config.open"),
            ("http: {port: 1}", "http.clients config.clients"),
            ("http: {port: 1, clients: {a: {}}}", "http.clients.a config.credentials"),
            ("http: {port: 1, clients: {a: {certificateHash: zz}}}", "http.clients.a.certificateHash config.hash"),
            (
                "http: {port: 1, clients: {a: {certificateHash: \(String(repeating: "ab", count: 32))}}}",
                "http.tls config.tls"
            ),
            ("http: {port: 70000, clients: {a: {tokenHashFile: t}}}", "http.port config.range"),
            ("http: {clients: {a: {tokenHashFile: t}}}", "http.port config.missing"),
            ("http: {port: 1, clients: {a: {tokenHashFile: t, token: x}}}", "http.clients.a.token config.unknown-key"),
            ("health: {host: 10.0.0.1, port: 9101}", "health.host config.open"),
            ("health: {port: 9101}\nhttp: {port: 9101, clients: {a: {tokenHashFile: t}}}", "health config.port"),
            ("queue: {prefetch: 0}", "queue.prefetch config.range"),
            ("rhythm: {expectEvery: soon}", "rhythm.expectEvery config.duration"),
            ("rhythm: {expectEvery: 0h}", "rhythm.expectEvery config.duration"),
            ("rhythm: {days: mon-fri}", "rhythm.grace config.rhythm"),
            ("rhythm: {expectEvery: 1h, days: someday}", "rhythm.days config.rhythm"),
            ("rhythm: {expectEvery: 1h, hours: 20:00-06:00}", "rhythm.hours config.rhythm"),
            ("rhythm: {learn: perhaps}", "rhythm.learn config.kind"),
        ])
    func refused(more: String, problem: String) {
        let found = problems(Self.with(more))
        #expect(found.contains { "\($0.key) \($0.rule)" == problem }, "\(found)")
        #expect(found.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test(
        "folders within each other are refused: one's content would be taken for the other's",
        arguments: [
            ("{drop: a, done: a/done, receipts: r}", "s", "source.done"),
            ("{drop: r/a, done: d, receipts: r}", "s", "source.drop"),
            ("{drop: a, done: d, receipts: r}", "r/s", "state.folder"),
            ("{drop: a, done: d, receipts: r}", "a", "state.folder"),
        ])
    func nested(source: String, state: String, key: String) {
        let found = problems(
            "agency: prison\nsource: \(source)\nstate: {folder: \(state)}\namqp: {user: u, passwordFile: p}")
        #expect(found.map(\.rule) == ["config.folders"])
        #expect(found.map(\.key) == [key])
    }

    @Test("a token file that is missing, open to others or no hash is told before anything starts")
    func tokenFiles() throws {
        let fixture = try AdapterFixture()
        var configuration = try fixture.wholeConfiguration()
        try Data("password\n".utf8).write(to: URL(fileURLWithPath: fixture.path("secret")))
        chmod(fixture.path("secret"), 0o600)
        func rules() -> [String] {
            ConfigurationCheck(configuration: configuration).problems().map { "\($0.key) \($0.rule)" }
        }
        #expect(rules() == [])
        let file = fixture.path("first.sha256")
        chmod(file, 0o644)
        #expect(rules() == ["http.clients.nomis.tokenHashFile config.secret"])
        chmod(file, 0o600)
        try Data("token-in-clear\n".utf8).write(to: URL(fileURLWithPath: file))
        chmod(file, 0o600)
        #expect(rules() == ["http.clients.nomis.tokenHashFile config.hash"])
        try FileManager.default.removeItem(atPath: file)
        #expect(rules() == ["http.clients.nomis.tokenHashFile config.file"])
        configuration.http?.clients = []
        configuration.http?.tls = ServerTLS(certificateFile: fixture.path("secret"), keyFile: fixture.path("secret"))
        #expect(rules() == ["http.tls config.tls"])
    }

    @Test("a check looks at folders and secrets, and says what to do")
    func check() throws {
        let fixture = try AdapterFixture()
        let secret = fixture.path("secret")
        try Data("password\n".utf8).write(to: URL(fileURLWithPath: secret))
        chmod(secret, 0o644)
        var configuration = try AdapterConfiguration(yaml: Self.least, agency: "prison", folder: fixture.root)
        #expect(ConfigurationCheck(configuration: configuration).problems().map(\.rule) == ["config.secret"])
        chmod(secret, 0o600)
        #expect(ConfigurationCheck(configuration: configuration).problems() == [])
        configuration.doneFolder = "/proc/done"
        configuration.broker.passwordFile = fixture.path("nowhere")
        let rules = Set(ConfigurationCheck(configuration: configuration).problems().map(\.rule))
        #expect(rules.isSuperset(of: ["config.file-system", "config.file"]))
    }

    @Test("the password is the file's first line, and is never printed")
    func password() throws {
        let fixture = try AdapterFixture()
        try Data("hush-canary\nmore\n".utf8).write(to: URL(fileURLWithPath: fixture.path("secret")))
        let configuration = try AdapterConfiguration(yaml: Self.least, agency: "prison", folder: fixture.root)
        let link = try configuration.broker.link(named: "test")
        guard case .plain(let user, let password) = link.credentials else {
            Issue.record("not a password login")
            return
        }
        #expect(user == "prison")
        #expect(password == "hush-canary")
        #expect(!"\(link)".contains("canary"))
    }
}

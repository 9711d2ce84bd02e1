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

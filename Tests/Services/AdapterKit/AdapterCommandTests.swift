import ArgumentParser
import CanonicalModel
import Foundation
import Formats
import PrisonTranslation
import Testing

@testable import AdapterKit

/// The command line that every adapter has.
@Suite struct AdapterCommandTests {
    enum Product: AdapterProduct {
        static let commandName = "test-adapter"
        static let agency = "prison"
        static func makeTranslator(_ standingData: StandingData) throws(FormatError) -> PrisonTranslator {
            try PrisonTranslator(standingData)
        }
    }

    let fixture: AdapterFixture

    init() throws { fixture = try AdapterFixture() }

    @Test(
        "every command is understood as the README writes it",
        arguments: [
            "translate a b", "translate --standing-data d a", "read --standing-data d a",
            "translate --received-time 2026-11-20T09:00:00Z a", "read a b", "run --config c",
            "run --config c --log-level debug", "check-config c", "check-config --config c",
            "journal find --config c 1", "quarantine list --config c", "quarantine show --config c 1",
            "quarantine bytes --config c --original 1", "quarantine retry --config c 1", "feed --config c", "token",
            "quarantine resubmit --config c --author a --rule csv.column --older-than 24h",
            "quarantine fix --config c --reason r --set /a=b --set-json /c=1 --remove /d 1",
            "quarantine fix --config c --reason r --cell 3,surname=Pym 1",
            "quarantine close --config c --code test-data --all", "quarantine list --config c --state held",
        ])
    func understood(line: String) throws {
        _ = try AdapterCommand<Product>.parseAsRoot(line.split(separator: " ").map(String.init))
    }

    @Test("a missing file and a folder cannot be read: the command says so in its line and in its end")
    func unreadable() async throws {
        for path in [fixture.path("nowhere"), fixture.path("drop"), "/dev/zero"] {
            guard case .unreadable(let problem) = CommandFile(path: path).read() else {
                Issue.record("\(path) was read")
                continue
            }
            #expect(!problem.remedy.isEmpty)
            let command = try #require(
                try AdapterCommand<Product>.parseAsRoot(["translate", path]) as? TranslateCommand<Product>)
            await #expect(throws: ExitCode.failure) { try await command.run() }
        }
    }

    @Test("a file of 100 MB is refused by its size, unread, and the command ends well")
    func oversized() async throws {
        let path = fixture.path("large.xml")
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(truncate(path, 100_000_000) == 0)
        guard case .refused(let problem) = CommandFile(path: path).read() else {
            Issue.record("it was read")
            return
        }
        #expect(problem.rule == "intake.too-large")
        let command = try #require(
            try AdapterCommand<Product>.parseAsRoot(["translate", path]) as? TranslateCommand<Product>)
        try await command.run()
    }

    @Test("a journal that knows the message answers, and one that does not ends with 1")
    func journal() async throws {
        try fixture.dropRelease("a.json", 1)
        try await fixture.run()
        let configuration = fixture.path("adapter.yaml")
        let yaml = """
            agency: prison
            source: {drop: drop}
            state: {folder: state}
            amqp: {user: prison, passwordFile: secret}
            """
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: configuration))
        func find(_ id: String) async throws {
            let arguments = ["journal", "find", "--config", configuration, id]
            let command = try #require(
                try AdapterCommand<Product>.parseAsRoot(arguments) as? JournalFindCommand<Product>)
            try await command.run()
        }
        try await find(try #require(fixture.channel.confirmedIDs.first))
        await #expect(throws: ExitCode.failure) { try await find("nowhere") }
    }
}

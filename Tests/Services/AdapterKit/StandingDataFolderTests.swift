import ArgumentParser
import CanonicalModel
import Foundation
import Formats
import PrisonTranslation
import Testing

@testable import AdapterKit

/// A folder of code tables is read at the start, whole and right or not at all.
@Suite struct StandingDataFolderTests {
    typealias Product = AdapterCommandTests.Product

    let fixture: AdapterFixture
    var folder: String { fixture.path("tables") }

    init() throws {
        fixture = try AdapterFixture()
        _ = try Directory.make(fixture.path("tables"), permissions: 0o700)
    }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }

    static let reasons = "code,direction,meaning\nZZ,release,released\n"

    /// What becomes of a release with a code that no table that ships holds.
    func outcome() throws -> Translation {
        try Product.translator(standingData: folder).translate(
            IntakeItem(
                id: "1", name: "a.json", bytes: AdapterFixture.release(1, code: "ZZ"), receivedTime: fixture.clock.now()
            ))
    }

    func problem() -> ConfigurationProblem? {
        do {
            _ = try outcome()
            return nil
        } catch {
            return error as? ConfigurationProblem
        }
    }

    @Test("a table of the folder decides what none that ships does, and a link to it as well")
    func decides() throws {
        #expect(try outcome().outcome == .rejected)
        try write("movement-reasons.csv", Self.reasons)
        #expect(try outcome().messages.map(\.fact.type.rawValue) == ["custody.released.v1"])
        try write("elsewhere", Self.reasons)
        try FileManager.default.removeItem(atPath: folder + "/movement-reasons.csv")
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/movement-reasons.csv", withDestinationPath: folder + "/elsewhere")
        #expect(try outcome().outcome == .translated)
    }

    @Test("names that no adapter reads are passed over and told, controls made harmless")
    func passedOver() throws {
        try write("README.md", "words")
        try write("a\u{1B}[2Jb.csv", "code\n")
        try write("REGISTERS.CSV", "code\n")
        _ = try Directory.make(folder + "/verdicts", permissions: 0o700)
        let content = try StandingDataFolder(path: folder).load()
        #expect(content.data == .builtIn)
        #expect(content.passedOver == ["README.md", "REGISTERS.CSV", "a\u{FFFD}[2Jb.csv", "verdicts"])
    }

    @Test("no more names are told than anybody reads")
    func manyNames() throws {
        for number in 0..<(StandingDataFolder.maxPassedOver + 20) { try write("n\(number)", "x") }
        #expect(try StandingDataFolder(path: folder).load().passedOver.count == StandingDataFolder.maxPassedOver)
    }

    @Test("a known name that is no readable file stops the start: a folder, a pipe, a loop, nothing in it, too much")
    func unreadable() throws {
        let table = folder + "/registers.json"
        let makings: [(String) throws -> Void] = [
            { _ = try Directory.make($0, permissions: 0o700) }, { #expect(mkfifo($0, 0o600) == 0) },
            { try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: $0) },
            { try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: "/dev/zero") },
            { try Data().write(to: URL(fileURLWithPath: $0)) },
            {
                try Data().write(to: URL(fileURLWithPath: $0))
                #expect(truncate($0, 100_000_000) == 0)
            },
        ]
        for (index, make) in makings.enumerated() {
            try make(table)
            let problem = self.problem()
            #expect(problem?.rule == "standing.unreadable", "\(index)")
            #expect(problem?.message.hasPrefix("registers.json: ") == true && problem?.remedy.isEmpty == false)
            try FileManager.default.removeItem(atPath: table)
        }
    }

    @Test(
        "what is wrong in a table stops the start with file, entry, rule and remedy",
        arguments: [
            (
                "movement-reasons.csv", "code,direction,meaning\nZZ,release,gone\n", "standing.word",
                "movement-reasons.csv/rows/1/meaning"
            ),
            (
                "movement-reasons.csv", "code,direction,meaning\nCR,release,died\n", "standing.contradiction",
                "movement-reasons.csv/rows/1"
            ),
            ("registers.json", "[{\"code\": \"A\", \"class\": \"mappa\"", "", "registers.json/"),
            ("courts.csv", "\u{0}\u{1}", "", "courts.csv/"),
        ])
    func wrong(name: String, text: String, rule: String, path: String) throws {
        try write(name, text)
        let problem = try #require(self.problem())
        #expect(problem.key == "standingData" && problem.message.hasPrefix(path), "\(problem)")
        #expect(rule.isEmpty || problem.rule == rule)
        #expect(!problem.remedy.isEmpty)
    }

    @Test("a folder that is not there stops the start, and the command ends badly")
    func noFolder() async throws {
        try FileManager.default.removeItem(atPath: folder)
        #expect(problem()?.rule == "standing.folder")
        let command = try #require(
            try AdapterCommand<Product>.parseAsRoot(["translate", "--standing-data", folder, fixture.path("x")])
                as? TranslateCommand<Product>)
        await #expect(throws: ConfigurationProblem.self) { try await command.run() }
    }

    // MARK: Configuration

    func configured(_ line: String) throws -> String {
        let file = fixture.path("adapter.yaml")
        let yaml = """
            agency: prison
            source: {drop: drop}
            state: {folder: state}
            amqp: {user: prison, passwordFile: secret}
            \(line)
            """
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: file))
        try Data("x".utf8).write(to: URL(fileURLWithPath: fixture.path("secret")))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: fixture.path("secret"))
        return file
    }

    @Test(
        "the configuration names the folder from its own; check-config says what is wrong in it and what it passes over"
    )
    func checked() throws {
        let file = try configured("standingData: tables")
        #expect(try AdapterConfiguration(path: file, agency: "prison").standingData == folder)
        try write("movement-reasons.csv", Self.reasons)
        try write("verdict.json", "[]")
        let good = CheckConfigCommand<Product>.findings(file)
        #expect(good.problems.isEmpty && good.passedOver == ["verdict.json"])
        try write("movement-reasons.csv", "code,direction,meaning\nCR,release,died\n")
        #expect(CheckConfigCommand<Product>.findings(file).problems.map(\.rule) == ["standing.contradiction"])
        #expect(
            CheckConfigCommand<Product>.findings(try configured("standingData: nowhere")).problems.map(\.rule) == [
                "standing.folder"
            ])
    }

    @Test("an item mended while the adapter is down is judged by the configuration's tables")
    func quarantine() async throws {
        try fixture.drop("a.json", AdapterFixture.release(1, code: "ZZ"))
        try await fixture.run()
        #expect(try fixture.status("a.json") == "rejected")
        try write("movement-reasons.csv", Self.reasons)
        let configuration = try AdapterConfiguration(path: try configured("standingData: tables"), agency: "prison")
        let order = QuarantineOrder(
            action: .resubmit, author: "a", reason: "the code has a meaning now",
            selection: QuarantineSelection(isAll: true))
        _ = try await OperatorChannel<Product>(configuration).perform(order)
        try await fixture.run()
        #expect(try fixture.status("a.json") == "accepted")
    }
}

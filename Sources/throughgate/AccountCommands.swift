import ArgumentParser
import BrokerRuntime
import CanonicalModel
import Formats
import Foundation
import RecordStore

/// Waits until everything that was published has a fate and nothing waits to leave.
struct SettledCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settled", abstract: "Wait until every published item has a fate and the outbox is empty.")
    @OptionGroup var options: PartnershipOptions
    @Argument(help: "Message ids that must have a fate.") var messages: [String] = []
    @Option(help: "Seconds to wait.") var timeout = 30.0

    func run() async throws {
        let deadline = ContinuousClock.now + .seconds(timeout)
        repeat {
            if try isSettled() { return }
            try await Task.sleep(for: .milliseconds(50))
        } while ContinuousClock.now < deadline
        throw ValidationError("Not settled within \(timeout) seconds; look at the broker's log and at `throughgate tasks`.")
    }

    private func isSettled() throws -> Bool {
        try options.ask { reader in
            guard try reader.outboxSize() == 0 else { return false }
            return try messages.allSatisfy { try reader.item($0) != nil }
        }
    }
}

/// Prints the account of the day.
struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "What each input of the day brought about, a line an effect, in plain words.",
        discussion: """
            Reads RUN/day/inputs.tsv, which ops/sample-day writes: INPUT, then either "receipt" and the receipt's path, or
            "messages" and message ids separated by commas.
            """)
    @OptionGroup var options: PartnershipOptions
    @Option(help: "The list of inputs; default RUN/day/inputs.tsv.") var inputs: String?

    func run() throws {
        let path = inputs ?? options.runFolder + "/day/inputs.tsv"
        let day = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { try Self.input(String($0)) }
        try options.ask { reader in
            var account = DayAccount(reader)
            for input in day { for line in try account.lines(of: input) { print(line) } }
        }
    }

    private static func input(_ line: String) throws -> DayInput {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { throw ValidationError("A line of the list of inputs has not three columns.") }
        if parts[1] == "receipt" {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: parts[2])))
            return try DayInput(name: parts[0], receipt: StrictJSON.parse(bytes))
        }
        return DayInput(name: parts[0], messages: parts[2].split(separator: ",").map(String.init))
    }
}

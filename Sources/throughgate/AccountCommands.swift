import ArgumentParser
import BrokerRuntime
import CanonicalModel
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

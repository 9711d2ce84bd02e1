import ArgumentParser
import BrokerRuntime
import Formats
import Foundation

/// Prints the topology, or compares a live broker with it.
struct TopologyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topology", abstract: "Print RabbitMQ definitions.json, or compare an export with it.")

    @OptionGroup var options: PartnershipOptions

    @Option(help: "The folder with one password file a user; missing ones are made. Default: RUN/secrets.")
    var secrets: String?

    @Option(help: "A file written by `rabbitmqctl export_definitions` to compare; exit status 1 when it differs.")
    var check: String?

    func run() throws {
        let topology = try makeTopology()
        guard let check else {
            print(String(decoding: JSONValue.object(topology.definitions).encoded(), as: UTF8.self))
            return
        }
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: check)))
        let export = try StrictJSON.parse(bytes, limits: .feed)
        let differences = TopologyDifference.between(topology, and: export.object ?? JSONObject())
        for difference in differences { print(difference) }
        if !differences.isEmpty { throw ExitCode(1) }
        print("The broker is as the topology says.")
    }

    private func makeTopology() throws -> Topology {
        let directory = try options.partnership().directory
        let store = try secrets.map { try Secrets(folder: $0) } ?? options.folder.secrets()
        var passwords = [String: String]()
        for user in Topology.users(of: directory) { passwords[user] = try store.password(of: user) }
        return Topology(directory: directory, passwords: passwords)
    }
}

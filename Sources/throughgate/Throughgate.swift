import AMQP
import ArgumentParser

/// The command line of the broker.
@main
struct Throughgate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "throughgate",
        abstract: "The broker for Integrated Offender Management: runs it, asks it, and speaks to it as the hub.",
        version: "0.1.0",
        subcommands: [
            BrokerCommand.self, TopologyCommand.self, HubCommand.self, AcknowledgeCommand.self, WhyCommand.self,
            TraceCommand.self, InboxCommand.self, TasksCommand.self, QuarantineCommand.self, AuditCommand.self,
            RecordCommand.self, SettledCommand.self, AccountCommand.self, IdentityCommand.self, AgreementCommand.self,
            SchemeCommand.self, DecisionCommand.self, ContractCommand.self, SimulateCommand.self, ReportCommand.self,
        ])

    static func main() async {
        IgnoreSIGPIPE.install()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }
}

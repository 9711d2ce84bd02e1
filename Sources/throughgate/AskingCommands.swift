import ArgumentParser
import BrokerRuntime
import CanonicalModel
import RecordStore
import Routing

extension PartnershipOptions {
    /// Asks the record beside a running broker.
    func ask<Value>(_ body: (StoreReader) throws -> Value) throws -> Value {
        try folder.demandRecord()
        return try RecordSnapshot(path: folder.storePath, keys: folder.masterKey()).read(body)
    }

    /// The explanation of a message or notice, or an error that says the same for unknown and unspeakable ids.
    func explain<Value>(_ id: String, _ body: (Explanation) throws -> Value?) throws -> Value {
        let directory = try partnership().directory
        guard let answer = try ask({ try body(Explanation($0, directory: directory)) }) else {
            throw ValidationError("No message or notice with the id \(id) is on record.")
        }
        return answer
    }
}

/// Answers in one paragraph.
struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Why did a message, a notice or a nothing happen? One paragraph.")
    @OptionGroup var options: PartnershipOptions
    @Argument(help: "A message id or a notice id.") var id: String

    func run() throws { print(try options.explain(id) { try $0.why(id) }) }
}

/// Prints every step.
struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "The whole history of a message or notice, from source file to acknowledgement.")
    @OptionGroup var options: PartnershipOptions
    @Argument(help: "A message id or a notice id.") var id: String

    func run() throws { for line in try options.explain(id, { try $0.trace(id) }) { print(line) } }
}

/// Prints a recipient's notices.
struct InboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "inbox", abstract: "A recipient's notices, newest first.")
    @OptionGroup var options: PartnershipOptions
    @Argument(help: "The recipient's id in the directory.") var recipient: String

    func run() throws {
        for notice in try options.ask({ try $0.notices(to: recipient) }) {
            let answer = notice.acknowledgement.map { "acknowledged by \($0.officer)" } ?? "not acknowledged"
            let fields = notice.fields.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
            print("\(notice.id)\t\(notice.kind)\tr\(notice.revision)\t\(notice.decidedAt)\t\(answer)\t\(fields)")
        }
    }
}

/// Prints the hub's open tasks.
struct TasksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "tasks", abstract: "The hub's open tasks, most urgent first.")
    @OptionGroup var options: PartnershipOptions

    func run() throws {
        for task in try options.ask({ try $0.openTasks() }) {
            print("due \(task.dueBy)\t\(task.owner)\t\(task.kind.rawValue)\t\(task.kind.sentence)"
                + (task.detail.map { " " + $0.sentence } ?? ""))
        }
    }
}

/// Prints what was refused at the door.
struct QuarantineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine", abstract: "What the core refused at its door: sender, place, rule, remedy.")
    @OptionGroup var options: PartnershipOptions

    func run() throws {
        for item in try options.ask({ try $0.quarantine() }) {
            print("\(item.sequence)\t\(item.user)\t\(item.path)\t\(item.rule)\t\(item.message) \(item.remedy)")
        }
    }
}

/// Checks the audit.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Recompute the audit log's Merkle root from its entries and compare.")
    @OptionGroup var options: PartnershipOptions

    func run() throws {
        let verdict = try options.ask { try AuditCheck($0) }
        print(verdict.sentence)
        if !verdict.isIntact { throw ExitCode(1) }
    }
}

/// Acknowledges a notice.
struct AcknowledgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge", abstract: "An officer acknowledges a notice; recorded as asserted.")
    @OptionGroup var options: PartnershipOptions
    @Argument(help: "The notice's id.") var notice: String
    @Option(help: "The recipient the officer belongs to.") var recipient: String
    @Option(help: "The officer's name and number.") var officer: String
    @Option(help: "When, RFC 3339; default now.") var at: Timestamp?

    func run() async throws {
        let connection = HubConnection(
            options, user: Topology.consoleUser, agency: "throughgate", source: AcknowledgementDesk.source)
        let fact = Fact.acknowledged(
            NoticeAcknowledgement(notice: notice, recipient: recipient, officer: officer, isAsserted: true))
        print(try await connection.with { try await $0(fact, at ?? Present.clock()) })
    }
}

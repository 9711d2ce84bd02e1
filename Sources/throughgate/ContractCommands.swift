import AgreementEngine
import ArgumentParser
import BrokerRuntime
import CanonicalModel
import Formats
import Foundation
import Routing

/// The contract: what may be sent, by whom, and whether samples keep it.
struct ContractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contract", abstract: "List and show message types, and try samples against the contract.",
        subcommands: [List.self, Show.self, Test.self])

    /// Which policy files and schemas to read.
    struct Options: ParsableArguments {
        @Option(help: "The partnership's directory: who may publish what.")
        var directory = "Contracts/directory/leeds.yaml"

        func publishers() throws -> PartnershipDirectory {
            try PartnershipDirectory(yaml: String(contentsOfFile: directory, encoding: .utf8))
        }
    }
}

extension ContractCommand {
    /// Every type that comes in, and every kind that goes out.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The message types that the broker takes in and sends, and who may publish them.")
        @OptionGroup var options: Options
        @Flag(help: "One JSON object, which CI compares with asyncapi.yaml.") var json = false

        func run() throws {
            let directory = try options.publishers()
            if json { return print(String(decoding: Self.json(directory).encoded(), as: UTF8.self)) }
            for type in Self.inbound {
                let publishers = directory.publishers.filter { $0.mayPublish(type) }
                print("in   \(type)  from \(publishers.isEmpty ? "nobody" : publishers.map(\.user).joined(separator: ", "))")
            }
            for type in Self.outbound { print("out  \(type)") }
        }

        private static let inbound = MessageType.inbound.sorted { $0.rawValue < $1.rawValue }
        private static let outbound =
            NoticeKind.allCases.map { "notice.\($0.rawValue).v1" }.sorted() + ["receipt.issued.v1", "task.raised.v1"]

        private static func json(_ directory: PartnershipDirectory) -> JSONValue {
            [
                "inbound": .array(inbound.map { .string($0.rawValue) }),
                "outbound": .array(outbound.map { .string($0) }),
                "publishers": .array(directory.publishers.map(publisher)),
                "tasks": .array(HubTask.Kind.allCases.map { .string($0.rawValue) }),
                "receiptOutcomes": .array(Translation.Outcome.allCases.map { .string($0.rawValue) }),
            ]
        }

        private static func publisher(_ publisher: PartnershipDirectory.Publisher) -> JSONValue {
            [
                "user": .string(publisher.user), "agency": .string(publisher.agency),
                "types": .array(inbound.filter { publisher.mayPublish($0) }.map { .string($0.rawValue) }),
            ]
        }
    }

    /// One type's members.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "What a message type says, member by member, with category and sensitivity.")
        @Option(help: "The folder with canonical/ and notices/.") var contracts = "Contracts"
        @Argument(help: "A type, such as custody.released.v1.") var type: String

        func run() throws {
            let schema = try ContractSchema(type: type, contracts: contracts)
            print("\(type): \(schema.title)")
            if !schema.summary.isEmpty { print(schema.summary) }
            print("(* must be there)")
            for member in schema.members { print(member) }
        }
    }

    /// The conformance suite for suppliers.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Try a supplier's own samples against the contract; nothing is kept or sent.",
            discussion: """
                Each .json file in DIR and its subfolders is one canonical message, each line of a .jsonl or .ndjson file
                another. What stands in a folder called "invalid" has to be refused, everything else has to pass. With
                --adapter every file is an item of that agency's own format: it is translated first. Files ending in .md or
                .expected.json are passed over. The status is 0 when every sample did as it should, 1 when not, 64 when
                there is no sample.
                """)
        @OptionGroup var options: Options
        @Option(help: "The AMQP user that would publish; anybody in the directory unless given.") var user: String?
        @Option(help: "An adapter's executable, such as courts-adapter, by name beside this one or by path.") var adapter: String?
        @Argument(help: "The folder with the samples.") var folder: String

        func run() throws {
            let judge = ContractJudge(directory: try options.publishers(), user: user, now: Present.clock())
            var suite = ConformanceSuite(judge: judge, adapter: try adapter.map(AdapterTranslator.init))
            let verdicts = try suite.verdicts(on: folder)
            guard !verdicts.isEmpty else { throw ValidationError("There is no sample in the folder.") }
            for verdict in verdicts { print(verdict.line) }
            let failed = verdicts.count { !$0.isAsItShould }
            print("\(verdicts.count - failed) passed, \(failed) failed")
            if failed > 0 { throw ExitCode(1) }
        }
    }
}

import ArgumentParser
import Formats
import Foundation
import SchemeEngine

extension SchemeCommand {
    /// Prints the JSON Schemas for editors.
    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "schema", abstract: "Print the JSON Schema of packs, or of scenarios, for editors.",
            discussion: """
                Made of how the engine reads the packs that ship: run it in the project's folder. \
                Contracts/schemes/scheme.schema.json and scenarios.schema.json are its output; --write writes both.
                """)
        @Flag(help: "Of scenario files instead.") var scenarios = false
        @Flag(help: "Write both files.") var write = false

        func run() throws {
            guard write else { return print(try scenarios ? Self.ofScenarios() : Self.ofPacks()) }
            try Self.write(try Self.ofPacks(), "scheme.schema.json")
            try Self.write(try Self.ofScenarios(), "scenarios.schema.json")
        }

        private static func write(_ text: String, _ name: String) throws {
            try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: "\(SchemeFolder.folder)/\(name)"))
        }

        private static func ofPacks() throws -> String {
            PrettyJSON.text(try SchemeSchema.packs(try SchemeFolder.packs().map(bytes)))
        }

        private static func ofScenarios() throws -> String {
            let files = try SchemeFolder.yaml("\(SchemeFolder.folder)/scenarios")
            return PrettyJSON.text(try SchemeSchema.scenarios(try files.map(bytes)))
        }

        /// A file's bytes, after it has been seen to load: an error then names the file.
        private static func bytes(_ path: String) throws -> [UInt8] {
            try PolicyFile.reading(path) { (bytes) throws(FormatError) in
                switch try SchemeFileKind(yaml: bytes) {
                case .pack: _ = try SchemePack(yaml: bytes)
                case .scenarios: _ = try SchemeScenarioFile(yaml: bytes)
                }
                return bytes
            }
        }
    }
}

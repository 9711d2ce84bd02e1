import ArgumentParser
import Formats
import SchemeEngine

extension SchemeCommand {
    /// Runs scenario files.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Assess every case of a file and compare with what it expects.",
            discussion: """
                One line a scenario, "ok" or "NOT OK" with each difference in words. A pack is named by its id or its file; \
                a file of scenarios is tried under the pack that it names. Without any, every pack that ships is tried. The \
                status is 0 when every scenario is met. Contracts/schemes/README.md says how to write one.
                """)
        @Flag(help: "Tell only of scenarios that are not met.") var quiet = false
        @Argument(help: "Packs or files of scenarios.") var names: [String] = []

        func run() throws {
            let files = try names.isEmpty ? SchemeFolder.packs() : names
            var failed = 0
            for file in files { failed += try test(file) }
            if failed > 0 { throw ExitCode.failure }
        }

        /// How many scenarios are not met.
        private func test(_ name: String) throws -> Int {
            let (pack, file) = try parts(name)
            let results = file.scenarios.map { $0.result(under: pack) }
            results.forEach(tell)
            let failed = results.count { !$0.isMet }
            print("\(results.count - failed) scenarios met, \(failed) not met; \(pack.name) \(pack.version)")
            return failed
        }

        /// The scenarios that are meant, and the pack they are tried under.
        private func parts(_ name: String) throws -> (SchemePack, SchemeScenarioFile) {
            let path = SchemeFolder.path(name)
            let kind = try PolicyFile.reading(path) { (bytes) throws(FormatError) in try SchemeFileKind(yaml: bytes) }
            switch kind {
            case .scenarios:
                let file = try scenarios(path)
                return (try SchemeFolder.pack(SchemeFolder.pack(of: file.scheme, besides: path)), file)
            case .pack:
                let pack = try SchemeFolder.pack(path)
                return (pack, try scenarios(SchemeFolder.scenarios(of: path), for: pack.id))
            }
        }

        private func scenarios(_ path: String, for scheme: String? = nil) throws -> SchemeScenarioFile {
            try PolicyFile.reading(path) { (bytes) throws(FormatError) in
                try SchemeScenarioFile(yaml: bytes, for: scheme)
            }
        }

        private func tell(_ result: SchemeScenarioResult) {
            if quiet && result.isMet { return }
            print("\(result.isMet ? "ok    " : "NOT OK")  \(result.scenario)")
            for difference in result.differences { print("        \(difference)") }
        }
    }
}

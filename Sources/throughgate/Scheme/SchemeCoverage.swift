import AgreementEngine
import ArgumentParser
import Formats
import Foundation
import SchemeEngine

extension SchemeCommand {
    /// Says what proves each requirement.
    struct Coverage: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "coverage", abstract: "Say what proves each requirement, and which nothing does.",
            discussion: """
                A row of Contracts/schemes/requirements/rows.yaml is proved by a scenario of a pack or an agreement that \
                covers it, or by a test whose name says it. Run it in the project's folder. The status is 0 when every row \
                is proved or says why nothing can.
                """)
        @Flag(help: "Write Contracts/schemes/COVERAGE.md.") var write = false

        func run() throws {
            let coverage = try Self.coverage()
            if write {
                try Data(coverage.markdown.utf8).write(to: URL(fileURLWithPath: "\(SchemeFolder.folder)/COVERAGE.md"))
            }
            for gap in coverage.gaps { print("\(gap.id)  \(gap.says) (\(gap.source)): nothing yet") }
            for stray in coverage.strays { print("\(stray.row) is no row: \(stray.place), \(stray.name)") }
            print("\(coverage.requirements.count) rows, \(coverage.gaps.count) open")
            if !coverage.gaps.isEmpty || !coverage.strays.isEmpty { throw ExitCode.failure }
        }

        private static func coverage() throws -> RequirementCoverage {
            let folder = "\(SchemeFolder.folder)/requirements"
            return RequirementCoverage(
                of: try PolicyFile.reading("\(folder)/rows.yaml") { (bytes) throws(FormatError) in
                    try Requirement.all(yaml: bytes)
                }, by: try schemes() + agreements() + tests(),
                survivors: try PolicyFile.reading("\(folder)/survivors.yaml") { (bytes) throws(FormatError) in
                    try RuleSurvivor.all(yaml: bytes)
                })
        }

        private static func schemes() throws -> [RequirementProof] {
            try SchemeFolder.yaml("\(SchemeFolder.folder)/scenarios").flatMap { path in
                try PolicyFile.reading(path) { (bytes) throws(FormatError) in
                    RequirementProof.all(of: try SchemeScenarioFile(yaml: bytes))
                }
            }
        }

        private static func agreements() throws -> [RequirementProof] {
            try SchemeFolder.yaml("Contracts/agreements").flatMap { path in
                let agreement = try PolicyFile.agreement(path)
                let file = try PolicyFile.reading(SchemeFolder.scenarios(of: path)) { (bytes) throws(FormatError) in
                    try ScenarioFile(yaml: bytes, for: agreement)
                }
                return file.scenarios.flatMap { scenario in
                    scenario.covers.map {
                        RequirementProof(row: $0, kind: .agreement, place: agreement.id, name: scenario.says)
                    }
                }
            }
        }

        /// The names of this language's own tests are samples of names.
        private static func tests() throws -> [RequirementProof] {
            let files = try FileManager.default.subpathsOfDirectory(atPath: "Tests").filter {
                $0.hasSuffix(".swift") && !$0.hasSuffix("RequirementCoverageTests.swift")
            }
            return try files.flatMap { file in
                let bytes = try Data(contentsOf: URL(fileURLWithPath: "Tests/\(file)"))
                return RequirementProof.all(inTests: String(decoding: bytes, as: UTF8.self), place: file)
            }
        }
    }
}

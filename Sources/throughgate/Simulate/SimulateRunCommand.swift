import ArgumentParser
import BrokerRuntime
import CanonicalModel
import Foundation
import RecordStore
import SchemeEngine

/// Runs synthetic areas through the real adapters and the real core, and holds every report against the truth.
struct SimulateRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run synthetic areas through adapters and core, and hold every figure against the generator's truth.",
        discussion: """
            The adapters are their own executables (`translate --list`); the core is the broker's, in this process and without
            RabbitMQ, with a clock that follows the schedule. Each area runs by the scheme pack and the agreement of the
            partnership that it is. Ends with 1 when a figure differs.
            """)

    @OptionGroup var options: SyntheticOptions
    @Option(help: "The folder of the agreements and the scheme packs that the areas run by.") var contracts = "Contracts"
    @Option(help: "Where the adapters' executables are; beside this one unless given.") var adapters: String?

    func run() async throws {
        let started = ContinuousClock.now
        let proofs = try await prove(try options.areas)
        AreaProof.tables(proofs).forEach { print($0) }
        let different = proofs.reduce(0) { $0 + $1.differences.count }
        print(
            "\(options.months) months of \(proofs.count) areas in \(started.duration(to: .now)); \(different) figures differ."
        )
        if !proofs.allSatisfy(\.holds) { throw ExitCode(1) }
    }

    /// Each area is a broker of its own, so that as many run at once as there are processors; in the order of the sources.
    private func prove(_ specifications: [AreaSpecification]) async throws -> [AreaProof] {
        var waiting = specifications.enumerated().makeIterator()
        return try await withThrowingTaskGroup(of: (Int, AreaProof).self) { group in
            func start() {
                guard let (place, specification) = waiting.next() else { return }
                group.addTask { (place, try await prove(try options.area(specification))) }
            }
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { start() }
            var proofs = [Int: AreaProof]()
            while let (place, proof) = try await group.next() {
                proof.lines.forEach { print($0) }
                proofs[place] = proof
                start()
            }
            return proofs.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private func prove(_ area: SyntheticArea) async throws -> AreaProof {
        let started = ContinuousClock.now
        let folder = try SyntheticFolder(area, in: options.out).path
        let partnership = try partnership(of: area, in: folder)
        let state = folder + "/state"
        if FileManager.default.fileExists(atPath: state) { try FileManager.default.removeItem(atPath: state) }
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        let broker = try RehearsalBroker(
            partnership: partnership, storePath: state + "/store.sqlite", keys: MasterKey(file: state + "/master.key"))
        let batches = AdapterBatches(area, in: folder, programs: programs)
        let messages = try await broker.running { broker in
            var run = AreaRehearsal(area, through: broker) { try await batches.messages(of: $0) }
            try await run.run()
            return run.messages
        }
        let input = try await broker.store.read { try ReportBuilder(partnership, now: area.isOver).input($0) }
        let held = try await broker.store.read { try $0.counts()["items.held-for-hub"] ?? 0 }
        let proof = AreaProof(
            area, input, partnership, messages: messages, held: held, took: started.duration(to: .now))
        try write(proof.reports, area, to: folder)
        return proof
    }

    private func partnership(of area: SyntheticArea, in folder: String) throws -> Partnership {
        let scheme = area.specification.scheme
        return try Partnership(
            agreementFile: "\(contracts)/agreements/\(scheme.agreementFile)", directoryFile: folder + "/directory.yaml",
            scheme: SchemeFiles("\(contracts)/schemes/\(scheme.pack).yaml"))
    }

    private func write(_ reports: [MonthlyReport], _ area: SyntheticArea, to folder: String) throws {
        for (place, report) in reports.enumerated() {
            try ReportFiles(report, earlier: Array(reports[..<place]), asKnownAt: report.month.end, isExact: false)
                .write(to: folder + "/reports")
        }
    }

    private var programs: String {
        adapters
            ?? URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
    }
}

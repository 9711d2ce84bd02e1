import ArgumentParser
import BrokerRuntime
import CanonicalModel
import Console
import Foundation
import Logging

/// Runs the broker until SIGTERM.
struct BrokerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "broker", abstract: "Run the routing core, the outbox relay and the pages.",
        discussion: """
            The agreement takes over when it is sealed (seals/NAME.yaml beside it), signed (NAME.signatures.yaml beside it) by \
            two people whose keys are in the keyring, and newer than the one in force. Otherwise the one in force stays and the \
            log and /metrics say why.
            """)

    @OptionGroup var options: PartnershipOptions

    @Option(help: "The port of the pages on loopback; 0 takes a free one.")
    var consolePort = 8_080

    @Option(help: "The public keys that may sign the agreement; agreement/keyring.yaml in the state folder when not given.")
    var keyring: String?

    @Option(help: "trace, debug, info, notice, warning, error or critical.")
    var logLevel = "info"

    func run() async throws {
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: "throughgate")
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .info
        try checkClock()
        if Present.shift != .none {
            logger.warning(
                "A rehearsal: the clock is set off from the machine's", metadata: ["now": "\(Present.clock())"])
        }
        let addressFile = options.runFolder + "/console.address"
        let broker = try Broker(
            folder: options.folder,
            partnership: { remembered in
                try Partnership(
                    activating: options.agreementFiles(keyring: keyring), archive: AgreementArchive(options.folder),
                    directoryFile: options.directory, remembered: remembered, scheme: SchemeFiles(options.scheme),
                    schemes: SchemeArchive(options.folder), now: Present.clock())
            },
            console: ConsoleConfiguration(port: consolePort), clock: Present.clock, logger: logger
        ) { address in
            try? Data(address.url.utf8).write(to: URL(fileURLWithPath: addressFile), options: .atomic)
        }
        try await broker.run()
    }

    private func checkClock() throws {
        let note = options.runFolder + "/clock-shift"
        guard !Present.shift.isClock(ofFolder: try? String(contentsOfFile: note, encoding: .utf8)) else { return }
        throw ValidationError(
            "\(ClockShift.variable) is \(Present.shift.seconds), and that is not the clock of \(options.runFolder). "
                + "Give the number in \(note); where there is no such file, unset the variable.")
    }
}

/// The machine's clock.
enum Present {
    /// Microseconds since 1970 by CLOCK_REALTIME, set off as far as a rehearsal says.
    static let clock: WallClock = shift.applied {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// How far it is set off; zero but in a rehearsal.
    static let shift: ClockShift = {
        guard let text = ProcessInfo.processInfo.environment[ClockShift.variable] else { return .none }
        // By the wrong clock a sample day would be refused as a whole, item by item, and nobody would see why.
        guard let shift = ClockShift(text) else {
            let sentence = "\(ClockShift.variable) is no number of seconds. Unset it, or give whole seconds: -86400.\n"
            FileHandle.standardError.write(Data(sentence.utf8))
            exit(EX_CONFIG)
        }
        return shift
    }()
}

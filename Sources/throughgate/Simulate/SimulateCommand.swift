import ArgumentParser
import SchemeEngine

/// Makes areas that do not exist, and runs them.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Make the feeds of an area that does not exist, and run them through adapters and core.",
        subcommands: [SimulateAreaCommand.self, SimulateRunCommand.self])
}

/// Writes an area's feeds.
struct SimulateAreaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "area",
        abstract: "Write the feeds of synthetic areas in the adapters' formats, and the truth about them.",
        discussion: """
            A folder an area: FEED/MONTH/… as the adapters take them, hub/MONTH/….jsonl for `hub publish`, schedule.jsonl (what
            arrives when, as which user), answers.jsonl (which notice is acknowledged after how long), directory.yaml, and
            truth.jsonl, the generator's own figures.
            """)

    @OptionGroup var options: SyntheticOptions

    func run() throws {
        for specification in try options.areas {
            let area = try options.area(specification)
            let folder = try SyntheticFolder(area, in: options.out)
            print("\(specification.name): \(area.files.count) files, \(area.truth.count) figures in \(folder.path)")
        }
    }
}

import ArgumentParser
import CanonicalModel
import Formats

/// `feed`: whether the feed still speaks, and why it is thought so.
struct FeedCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "feed", abstract: "Say whether the feed has fallen silent, and why it is thought so.",
            discussion: "Ends with 1 while it is thought dead. The adapter may run or not.")
    }

    @Option(help: "The adapter's configuration file.")
    var config: String

    func run() async throws {
        let configuration = try AdapterConfiguration(path: config, agency: Product.agency)
        let arrivals = try IntakeArchive(configuration).arrivals(atMost: FeedRhythm.historyLimit)
        let now = SystemClock.now()
        let verdict = configuration.rhythm(startedAt: now).verdict(arrivals: arrivals, at: now)
        try StandardOutput.writeLine(.object(verdict.json))
        if verdict.isSilent { throw ExitCode.failure }
    }
}

extension FeedVerdict {
    /// The line that `feed` prints.
    var json: JSONObject {
        var object: JSONObject = ["silent": .bool(isSilent), "basis": .string(basis.rawValue)]
        object.setIfPresent("lastItem", lastArrival?.description)
        object["silentSeconds"] = .integer(silentSeconds)
        object.setIfPresent("toleratedSeconds", toleratedSeconds.map(JSONValue.integer))
        object["why"] = .string(why)
        return object
    }
}

import ArgumentParser
import CanonicalModel
import Formats
import Foundation

/// Publishes what a hub's own system has written: canonical messages, with their own ids and times.
struct HubPublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish canonical messages from JSON lines, with the ids and times they have.",
        discussion: "Every line is verified first; one bad line and nothing is published.")

    @OptionGroup var options: PartnershipOptions
    @Argument(help: "The file, one CloudEvents object a line.") var file: String

    func run() async throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        var messages = [CanonicalMessage]()
        for (place, line) in bytes.split(separator: 10).enumerated() {
            messages.append(try Self.message(Array(line), place + 1))
        }
        print("\(try await HubConnection(options).publish(messages)) published")
    }

    private static func message(_ line: [UInt8], _ number: Int) throws -> CanonicalMessage {
        do throws(FormatError) {
            return try CanonicalMessage(try StrictJSON.parse(line))
        } catch {
            throw ValidationError(
                "Line \(number) \(error.path): \(error.message) \(error.remedy) [\(error.rule)] Nothing was published.")
        }
    }
}

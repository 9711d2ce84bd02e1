import ArgumentParser
import Formats

/// `check-config FILE`: everything that is wrong, at once.
struct CheckConfigCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check-config", abstract: "Say everything that is wrong with a configuration file.",
            discussion:
                """
                Ends with 0 when nothing is, with 1 otherwise. Folders, secrets and code tables are looked at, the network \
                is not.
                """)
    }

    @Argument(help: "The configuration file.")
    var file: String?

    @Option(help: "The configuration file, as the other commands name it.")
    var config: String?

    func run() async throws {
        guard let file = file ?? config else { throw ValidationError("Name the configuration file.") }
        let (problems, passedOver) = Self.findings(file)
        for name in passedOver { print("\(file): note: standingData: \(name) is no table we read; it is passed over.") }
        guard !problems.isEmpty else {
            print("\(file): nothing is wrong.")
            return
        }
        for problem in problems { print("\(file): \(problem)") }
        throw ExitCode.failure
    }

    /// What is wrong, and which files of the standing data folder are passed over, which is not.
    static func findings(_ file: String) -> (problems: [ConfigurationProblem], passedOver: [String]) {
        do throws(ConfigurationProblems) {
            let configuration = try AdapterConfiguration(path: file, agency: Product.agency)
            let problems = ConfigurationCheck(configuration: configuration).problems()
            guard let folder = configuration.standingData else { return (problems, []) }
            let tables = tables(folder)
            return (problems + tables.problems, tables.passedOver)
        } catch {
            return (error.all, [])
        }
    }

    /// The folder is held against the agency's own tables too, as `run` would.
    private static func tables(_ folder: String) -> (problems: [ConfigurationProblem], passedOver: [String]) {
        do throws(FormatError) {
            let content = try StandingDataFolder(path: folder).load()
            _ = try Product.makeTranslator(content.data)
            return ([], content.passedOver)
        } catch {
            return ([ConfigurationProblem(standingData: error)], [])
        }
    }
}

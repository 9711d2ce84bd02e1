import ArgumentParser

/// `check-config FILE`: everything that is wrong, at once.
struct CheckConfigCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check-config", abstract: "Say everything that is wrong with a configuration file.",
            discussion:
                "Ends with 0 when nothing is, with 1 otherwise. Folders and secrets are looked at, the network is not.")
    }

    @Argument(help: "The configuration file.")
    var file: String?

    @Option(help: "The configuration file, as the other commands name it.")
    var config: String?

    func run() async throws {
        guard let file = file ?? config else { throw ValidationError("Name the configuration file.") }
        let problems: [ConfigurationProblem]
        do throws(ConfigurationProblems) {
            problems = ConfigurationCheck(configuration: try AdapterConfiguration(path: file, agency: Product.agency))
                .problems()
        } catch {
            problems = error.all
        }
        guard !problems.isEmpty else {
            print("\(file): nothing is wrong.")
            return
        }
        for problem in problems { print("\(file): \(problem)") }
        throw ExitCode.failure
    }
}

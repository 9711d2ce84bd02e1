public import Formats
import PolicyText

/// A file of scenarios for one agreement, in the words of its rules (Contracts/agreements/README.md, "Scenarios").
public struct ScenarioFile: Sendable {
    /// The only format there is.
    public static let format = "iom-scenarios/1"
    /// More scenarios than a person reads are several files.
    static let maxScenarios = 500

    /// The agreement's id.
    public var agreement: String
    /// The scenarios in the file's order; one that asks several questions at once stands here once for each.
    public var scenarios: [Scenario]

    /// Loads scenarios.
    ///
    /// - Parameters:
    ///   - bytes: a file in the strict YAML subset, UTF-8.
    ///   - agreement: the agreement they are for; parties, roles and purposes are its own.
    /// - Throws: a ``FormatError`` whose path is "line 12, column 5 /scenarios/3/given".
    public init(yaml bytes: [UInt8], for agreement: Agreement) throws(FormatError) {
        var reader = try PolicyReader(try StrictYAML.parse(bytes))
        let format = try reader.required("format")
        guard try format.text == Self.format else { throw .wrongKind(format.place, "\"\(Self.format)\"") }
        let named = try reader.required("agreement")
        self.agreement = try named.text
        guard self.agreement == agreement.id else {
            throw .wrongKind(named.place, "the id of the agreement they are run under")
        }
        let given = try ScenarioGiven(try reader.required("given"), over: nil)
        let list = try reader.required("scenarios")
        try reader.finish()
        guard try list.list.count <= Self.maxScenarios else {
            throw .wrongKind(list.place, "a list of at most \(Self.maxScenarios)")
        }
        var scenarioReader = ScenarioReader(agreement: agreement, given: given)
        scenarios = []
        for value in try list.list { scenarios += try scenarioReader.scenarios(value) }
    }
}

import AgreementEngine
import Glibc
import TestSupport

/// The agreements of Contracts/agreements, each with the scenario file of the same name.
struct ShippedAgreement: CustomStringConvertible {
    let name: String
    let agreement: Agreement
    let scenarios: [Scenario]

    init(_ name: String) throws {
        self.name = name
        agreement = try Agreement(yaml: PolicyFile.bytes("\(Self.folder)/\(name).yaml"))
        scenarios = try ScenarioFile(
            yaml: PolicyFile.bytes("\(Self.folder)/scenarios/\(name).yaml"), for: agreement
        ).scenarios
    }

    var description: String { name }

    static let folder = "Contracts/agreements"

    /// The names in a folder, read from the folder so that a file nobody thought of is not left out.
    static func names(in folder: String = folder) -> [String] {
        guard let directory = opendir(RepositoryRoot.path + "/" + folder) else { return [] }
        defer { closedir(directory) }
        var names = [String]()
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".yaml") { names.append(String(name.dropLast(".yaml".count))) }
        }
        return names.sorted()
    }

    /// What came of the scenarios.
    var results: [ScenarioResult] {
        let point = PolicyDecisionPoint(agreement)
        return scenarios.map { $0.result(under: point) }
    }

    /// Slips of the pen that no scenario notices.
    var survivors: [AgreementMutation] { agreement.mutations.filter { !isNoticed($0) } }

    /// Whether a scenario is not met any more under an agreement with the slip in it.
    func isNoticed(_ mutation: AgreementMutation) -> Bool {
        let point = PolicyDecisionPoint(mutation.agreement)
        let asked = mutation.concerned(among: scenarios, of: agreement)
        // Those that name the rule first: they notice most slips, and one is enough.
        let near = asked.filter { $0.expected.by.contains(mutation.rule) }
        return near.contains { !$0.result(under: point).isMet } || asked.contains { !$0.result(under: point).isMet }
    }
}

import Foundation
import SchemeEngine
import Testing

/// The cases that prove each pack: every one of every file, by its name.
@Suite("Scenarios of the schemes") struct ScenariosTests {
    /// One scenario of one pack.
    struct Case: Sendable, CustomTestStringConvertible {
        var pack: SchemePack
        var scenario: SchemeScenario
        var testDescription: String { "\(pack.id): \(scenario.name)" }
    }

    static func cases() throws -> [Case] {
        try SchemeFolder.scenarioFiles().flatMap { file in
            let pack = try SchemeFolder.pack(file)
            return try SchemeScenarioFile(yaml: try SchemeFolder.bytes("scenarios/" + file), for: pack.id).scenarios
                .map { Case(pack: pack, scenario: $0) }
        }
    }

    @Test("Every scenario of every pack is met", arguments: try cases())
    func met(case: Case) {
        #expect(`case`.scenario.result(under: `case`.pack).differences == [])
    }

    @Test("Every file of scenarios has the name of a pack")
    func named() throws {
        #expect(Set(try SchemeFolder.scenarioFiles()).isSubset(of: try SchemeFolder.packFiles()))
    }
}

import AgreementEngine
import Foundation
import SchemeEngine

/// Everything of the project that proves a requirement, as `throughgate scheme coverage` gathers it.
enum ProofsOfTheProject {
    /// Gathered once: it reads every test of the project.
    static let coverage = Result {
        RequirementCoverage(
            of: try Requirement.all(yaml: try SchemeFolder.bytes("requirements/rows.yaml")),
            by: try schemes() + agreements() + tests(),
            survivors: try RuleSurvivor.all(yaml: try SchemeFolder.bytes("requirements/survivors.yaml")))
    }

    private static func schemes() throws -> [RequirementProof] {
        try SchemeFolder.scenarioFiles().flatMap {
            RequirementProof.all(of: try SchemeScenarioFile(yaml: try SchemeFolder.bytes("scenarios/" + $0)))
        }
    }

    private static func agreements() throws -> [RequirementProof] {
        try SchemeFolder.agreementFiles().flatMap { file in
            let agreement = try Agreement(yaml: try SchemeFolder.bytes("../agreements/" + file))
            let scenarios = try ScenarioFile(
                yaml: try SchemeFolder.bytes("../agreements/scenarios/" + file), for: agreement
            ).scenarios
            return scenarios.flatMap { scenario in
                scenario.covers.map {
                    RequirementProof(row: $0, kind: .agreement, place: agreement.id, name: scenario.says)
                }
            }
        }
    }

    private static func tests() throws -> [RequirementProof] {
        try SchemeFolder.testFiles().flatMap { path in
            let text = String(decoding: try SchemeFolder.bytes("../../Tests/" + path), as: UTF8.self)
            return RequirementProof.all(inTests: text, place: path)
        }
    }
}

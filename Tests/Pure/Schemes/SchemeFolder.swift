import AgreementEngine
import Foundation
import SchemeEngine

/// The packs and scenarios that the project ships.
enum SchemeFolder {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../Contracts/schemes")

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appending(path: path))) }

    static func packFiles() throws -> [String] { try files("") }

    /// None where nobody has written one.
    static func scenarioFiles() throws -> [String] { try files("scenarios") }

    /// The scenarios of a pack's file; none where nobody has written one.
    static func scenarios(of file: String) throws -> [SchemeScenario] {
        guard try scenarioFiles().contains(file) else { return [] }
        return try SchemeScenarioFile(yaml: try bytes("scenarios/" + file)).scenarios
    }

    static func survivors() throws -> [RuleSurvivor] {
        try RuleSurvivor.all(yaml: try bytes("requirements/survivors.yaml"))
    }

    static func pack(_ file: String) throws -> SchemePack { try SchemePack(yaml: try bytes(file)) }

    /// The agreement of an id, among those that ship.
    static func agreement(_ id: String) throws -> Agreement? {
        for name in try agreementFiles() {
            let agreement = try Agreement(yaml: try bytes("../agreements/" + name))
            if agreement.id == id { return agreement }
        }
        return nil
    }

    static func agreementFiles() throws -> [String] { try files("../agreements") }

    /// Every Swift file under Tests, but for those of the language of coverage itself: their names are samples.
    static func testFiles() throws -> [String] {
        let tests = folder.appending(path: "../../Tests").path
        return try FileManager.default.subpathsOfDirectory(atPath: tests).filter {
            $0.hasSuffix(".swift") && !$0.hasSuffix("RequirementCoverageTests.swift")
        }.sorted()
    }

    private static func files(_ path: String) throws -> [String] {
        let all = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path)
        return all.filter { $0.hasSuffix(".yaml") }.sorted()
    }
}

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

    static func pack(_ file: String) throws -> SchemePack { try SchemePack(yaml: try bytes(file)) }

    private static func files(_ path: String) throws -> [String] {
        let all = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path)
        return all.filter { $0.hasSuffix(".yaml") }.sorted()
    }
}

import Formats
import Foundation
import SchemeEngine

/// Where the packs and their scenarios lie.
enum SchemeFolder {
    static let folder = "Contracts/schemes"

    /// Every pack that ships, by its path.
    static func packs() throws -> [String] { try yaml(folder) }

    /// A pack or a file of scenarios that was named by the pack's id or by its path.
    static func path(_ name: String) -> String { name.hasSuffix(".yaml") ? name : "\(folder)/\(name).yaml" }

    /// "Contracts/schemes/scenarios/leeds-hub.yaml" for "Contracts/schemes/leeds-hub.yaml".
    static func scenarios(of pack: String) -> String {
        let parts = pack.split(separator: "/", omittingEmptySubsequences: false)
        return (parts.dropLast() + ["scenarios"] + parts.suffix(1)).joined(separator: "/")
    }

    /// The pack beside the folder in which scenarios lie, else the one that ships.
    static func pack(of scheme: String, besides scenarios: String) -> String {
        let folders = scenarios.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
        let near = (folders + ["\(scheme).yaml"]).joined(separator: "/")
        return FileManager.default.fileExists(atPath: near) ? near : path(scheme)
    }

    /// A pack, or an error that names the file, the place, the rule and the remedy.
    static func pack(_ file: String) throws -> SchemePack {
        try PolicyFile.reading(file) { (bytes) throws(FormatError) in try SchemePack(yaml: bytes) }
    }

    /// The YAML files of a folder, by their paths.
    static func yaml(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
            .map { "\(folder)/\($0)" }
    }
}

import Foundation

/// Folders that tests read, found from this file's own place so that any working directory will do.
enum CourtFolders {
    /// The repository; links are followed first, because helpers build rooms in packages of links.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The public test payloads, which are not ours to ship and may be absent.
    static let corpus = root.deletingLastPathComponent().appending(path: "shared/corpus")

    static let courtSamples = root.appending(path: "Contracts/samples/courts")

    /// The files below a folder that end in a suffix, in order; none when there is no folder.
    static func files(in folder: URL, suffix: String = "") -> [URL] {
        let names = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        let files = names?.compactMap { $0 as? URL }.filter {
            !$0.hasDirectoryPath && $0.lastPathComponent.hasSuffix(suffix)
        }
        return (files ?? []).sorted { $0.path < $1.path }
    }

    static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }
}

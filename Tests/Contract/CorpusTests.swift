import Foundation
import Testing

/// The corpus of real payloads is for trying the adapters and is not ours to publish (its README).
@Suite("The corpus stays outside")
struct CorpusTests {
    private static let corpus = ContractFolder.path("../shared/corpus")
    /// Folders that are made and never committed.
    private static let made: Set<String> = [".git", ".build", ".run", ".venv", "node_modules"]
    /// Two bytes ("{}", or an empty file) are nobody's.
    private static let leastBytes = 16

    @Test(
        "No file of the project is a file of the corpus",
        .enabled(
            if: FileManager.default.fileExists(atPath: corpus), "../shared/corpus is not here: nothing was compared."))
    func holdsNothingOfIt() throws {
        let theirs = Dictionary(grouping: files(in: Self.corpus), by: \.size)
        try #require(!theirs.isEmpty)
        for file in files(in: ContractFolder.path("")) {
            for other in theirs[file.size] ?? []
            where try ContractFolder.bytes(file.path) == ContractFolder.bytes(other.path) {
                Issue.record("\(file.path) is \(other.path)")
            }
        }
    }

    private func files(in folder: String) -> [(path: String, size: Int)] {
        guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
        var files: [(path: String, size: Int)] = []
        while let name = names.nextObject() as? String {
            let last = name.split(separator: "/").last.map(String.init) ?? ""
            if Self.made.contains(last) || last.hasPrefix(".build") {
                names.skipDescendants()
                continue
            }
            let attributes = names.fileAttributes
            guard attributes?[.type] as? FileAttributeType == .typeRegular,
                let size = (attributes?[.size] as? NSNumber)?.intValue,
                size >= Self.leastBytes
            else { continue }
            files.append((path: folder + "/" + name, size: size))
        }
        return files
    }
}

import Foundation
import SchemeEngine
import Testing

@Suite("Scheme packs")
struct PacksTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Contracts/schemes")

    static func packs() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted()
    }

    @Test("every shipped pack loads, under the name of its file", arguments: try packs())
    func loads(name: String) throws {
        let pack = try SchemePack(yaml: [UInt8](try Data(contentsOf: Self.folder.appending(path: name))))
        #expect(pack.id + ".yaml" == name)
    }
}

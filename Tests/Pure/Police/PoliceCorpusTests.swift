import CanonicalModel
import Foundation
import PoliceTranslation
import TestSupport
import Testing

/// The real payloads of the shared corpus, which is not in this repository: the tests say so when they skip.
@Suite("The police corpus") struct PoliceCorpusTests {
    static let corpus = RepositoryRoot.path + "/../shared/corpus/police"
    static var isPresent: Bool { FileManager.default.fileExists(atPath: corpus) }

    @Test("every file speaks of crimes and is ignored by name", .enabled(if: isPresent, "SKIPPED: no corpus"))
    func outcomes() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.corpus).sorted()
        #expect(names.count >= 4)
        var counts: [String: Int] = [:]
        for name in names {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Self.corpus + "/" + name)))
            let translation = PoliceTranslator().translate(PoliceFixture.item(bytes, name: name))
            #expect(translation.outcome == .ignored, "\(name)")
            #expect(translation.rules == ["police.crime-batch"], "\(name)")
            counts[String(name.split(separator: ".").last ?? ""), default: 0] += 1
        }
        print(
            "police corpus, ignored as crime batches:",
            counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
    }
}

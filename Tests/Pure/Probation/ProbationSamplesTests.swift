import CanonicalModel
import Foundation
import Formats
import ProbationTranslation
import Testing

/// Our own samples under Contracts/samples/probation, each beside the line that `probation-adapter translate` prints for it.
///
/// The lines were written with `--received-time 2026-11-20T09:00:00Z` and then read by eye; a change in one is a change of
/// what partners see.
@Suite struct ProbationSamplesTests {
    /// Found from this file's own path, links resolved, so that the tests run from any working folder.
    static let folder: String = {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        return here.pathComponents.dropLast(4).joined(separator: "/").replacingOccurrences(of: "//", with: "/")
            + "/Contracts/samples/probation"
    }()

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".expected.json") }.sorted()
    }()

    @Test("there are samples, each with its expected line")
    func samplesAreThere() {
        #expect(Self.names.count >= 60)
        for name in Self.names {
            #expect(FileManager.default.fileExists(atPath: Self.expectedPath(name)), "\(name)")
        }
    }

    @Test("each sample becomes what its expected line says", arguments: names)
    func translation(name: String) throws {
        let receivedTime = try #require(Timestamp("2026-11-20T09:00:00Z"))
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Self.folder + "/" + name)))
        let item = IntakeItem(id: "command-line", name: name, bytes: bytes, receivedTime: receivedTime)
        let line = ProbationTranslator().translate(item).json(file: name)
        let expected = Array(try Data(contentsOf: URL(fileURLWithPath: Self.expectedPath(name))))
        #expect(try StrictJSON.parse(line.encoded()) == (try StrictJSON.parse(expected)))
        #expect(!line.encodedString.contains("Canary"))
    }

    private static func expectedPath(_ name: String) -> String {
        folder + "/" + name.replacingOccurrences(of: ".json", with: ".expected.json")
    }
}

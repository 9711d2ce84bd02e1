import CanonicalModel
import Foundation
import Formats
import PrisonTranslation
import TestSupport
import Testing

/// The real payloads of the shared corpus, which is not in this repository: the tests say so when they skip.
@Suite struct PrisonCorpusTests {
    static let corpus = RepositoryRoot.path + "/../shared/corpus"
    static var isPresent: Bool { FileManager.default.fileExists(atPath: corpus + "/prison") }

    /// What the note in PROVENANCE.tsv calls for, a line a file.
    static let expected: [(file: String, outcome: Translation.Outcome, type: MessageType?, detail: String?)] = [
        ("pis__prison-custody-status-to-delius__prisoner-died.json", .translated, .personDied, nil),
        ("pis__prison-custody-status-to-delius__prisoner-matched-with-pom.json", .ignored, nil, "prison.links-nothing"),
        (
            "pis__prison-custody-status-to-delius__prisoner-received-new-custody.json", .translated, .custodyReceived,
            "remand"
        ),
        (
            "pis__prison-custody-status-to-delius__prisoner-received-recalled.json", .translated, .custodyReceived,
            "recall"
        ),
        (
            "pis__prison-custody-status-to-delius__prisoner-received-rotl.json", .translated, .absenceEnded,
            "temporary-licence"
        ),
        (
            "pis__prison-custody-status-to-delius__prisoner-released-admin-merge.json", .ignored, nil,
            "prison.administrative-merge"
        ),
        ("pis__prison-custody-status-to-delius__prisoner-released-hdc.json", .translated, .custodyReleased, "HD"),
        ("pis__prison-custody-status-to-delius__prisoner-released.json", .translated, .custodyReleased, "NCS"),
        ("poe__messages__NotUsedMessage.json", .ignored, nil, "prison.unknown-event"),
    ]

    @Test(
        "every prison file of the corpus has the outcome its note calls for",
        .enabled(if: isPresent, "SKIPPED: no corpus"))
    func outcomes() throws {
        var counts: [String: Int] = [:]
        for (file, outcome, type, detail) in Self.expected {
            let bytes = try Self.bytes("prison/" + file)
            let translation = PrisonTranslator().translate(PrisonFixture.item(bytes, name: file))
            #expect(translation.outcome == outcome, "\(file)")
            #expect(translation.messages.first?.fact.type == type, "\(file)")
            let what = translation.messages.first?.fact.type.rawValue ?? translation.problems.first?.rule ?? ""
            counts["\(translation.outcome.rawValue) \(what)", default: 0] += 1
            guard let detail else { continue }
            let movement = translation.movement
            let said = [
                movement?.admission?.rawValue, movement?.absence?.rawValue, movement?.movementReasonCode,
                translation.problems.first?.rule,
            ]
            #expect(said.contains(detail), "\(file)")
        }
        for (what, count) in counts.sorted(by: { $0.key < $1.key }) { print("prison corpus: \(count) \(what)") }
    }

    @Test("the table knows every prison file of the corpus", .enabled(if: isPresent, "SKIPPED: no corpus"))
    func tableIsWhole() throws {
        let present = try FileManager.default.contentsOfDirectory(atPath: Self.corpus + "/prison")
        #expect(Set(present) == Set(Self.expected.map(\.file)))
    }

    @Test("different events under one MessageId stay different", .enabled(if: isPresent, "SKIPPED: no corpus"))
    func repeatedMessageIDs() throws {
        let ids = try Self.expected.filter { $0.outcome == .translated }.flatMap { entry in
            PrisonTranslator().translate(PrisonFixture.item(try Self.bytes("prison/" + entry.file))).messages.map(\.id)
        }
        #expect(Set(ids).count == ids.count)
    }

    @Test("no file anywhere in the corpus crashes it, whole or cut", .enabled(if: isPresent, "SKIPPED: no corpus"))
    func wholeCorpus() throws {
        let files = try #require(FileManager.default.enumerator(atPath: Self.corpus)).compactMap { $0 as? String }
        #expect(!files.isEmpty)
        for file in files where !FileManager.default.isDirectory(Self.corpus + "/" + file) {
            let bytes = try Self.bytes(file)
            for length in [bytes.count, bytes.count / 2, min(bytes.count, 100)] {
                let item = PrisonFixture.item(Array(bytes.prefix(length)), name: file)
                let translation = PrisonTranslator().translate(item)
                #expect(translation.outcome == .translated || !translation.problems.isEmpty, "\(file)")
                _ = PrisonTranslator().read(item)
            }
        }
    }

    private static func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: corpus + "/" + file)))
    }
}

extension FileManager {
    fileprivate func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}

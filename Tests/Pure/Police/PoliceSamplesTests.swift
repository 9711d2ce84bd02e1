import CanonicalModel
import Formats
import PoliceTranslation
import Testing

/// Our own samples under Contracts/samples/police, each beside the line that `police-adapter translate` prints for it.
@Suite("Police samples") struct PoliceSamplesTests {
    static let files = FeedSampleFiles(agency: "police")

    @Test("there are samples of every kind")
    func samplesAreThere() { #expect(Self.files.names.count >= 25) }

    @Test("each becomes what its expected line says, and nothing repeats what it must not", arguments: files.names)
    func translation(name: String) throws {
        let line = try Self.files.line(name, by: PoliceTranslator())
        #expect(line == (try Self.files.expected(name)))
        #expect(!line.encodedString.contains("Canary"))
        #expect(
            !PoliceTranslator().read(PoliceFixture.item(try Self.files.bytes(name))).encodedString.contains("Canary"))
    }

    @Test("a sample cut short anywhere is read or refused, never a crash", arguments: files.names)
    func cut(name: String) throws {
        let bytes = try Self.files.bytes(name)
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
            let translation = PoliceTranslator().translate(PoliceFixture.item(Array(bytes.prefix(length))))
            #expect(translation.outcome == .translated || !translation.problems.isEmpty)
        }
    }
}

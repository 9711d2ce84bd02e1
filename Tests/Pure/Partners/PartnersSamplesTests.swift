import CanonicalModel
import Formats
import PartnersTranslation
import Testing

/// Our own samples under Contracts/samples/partners, each beside the line that `partners-adapter translate` prints for it.
@Suite("Partners samples") struct PartnersSamplesTests {
    static let files = FeedSampleFiles(agency: "partners")

    @Test("there are samples of every kind")
    func samplesAreThere() { #expect(Self.files.names.count >= 10) }

    @Test("each becomes what its expected line says, and nothing repeats what it must not (FEED-05, FEED-07)", arguments: files.names)
    func translation(name: String) throws {
        let line = try Self.files.line(name, by: PartnersTranslator())
        #expect(line == (try Self.files.expected(name)))
        #expect(!line.encodedString.contains("Canary"))
        #expect(
            !PartnersTranslator().read(PoliceFixture.item(try Self.files.bytes(name))).encodedString.contains("Canary"))
    }

    @Test("a sample cut short anywhere is read or refused, never a crash", arguments: files.names)
    func cut(name: String) throws {
        let bytes = try Self.files.bytes(name)
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
            let translation = PartnersTranslator().translate(PoliceFixture.item(Array(bytes.prefix(length))))
            #expect(translation.outcome == .translated || !translation.problems.isEmpty)
        }
    }
}

import CanonicalModel
import CourtsTranslation
import Formats
import Foundation
import Testing

@Suite struct CourtSampleFilesTests {
    static let samples = CourtFolders.files(in: CourtFolders.courtSamples).filter {
        let name = $0.lastPathComponent
        return !name.hasSuffix(".expected.json") && !name.hasSuffix(".md")
    }

    @Test func areAllThere() {
        #expect(Self.samples.count >= 44)
    }

    @Test(arguments: samples)
    func becomeTheExpectedLine(sample: URL) throws {
        let name = sample.lastPathComponent
        let translation = CourtsTranslator().translate(CourtSample.item(try CourtFolders.bytes(sample), name: name))
        let expected = sample.deletingPathExtension().appendingPathExtension("expected.json")
        let line = translation.json(file: name).encodedString + "\n"
        // After a deliberate change: THROUGHGATE_RECORD_SAMPLES=1 writes the lines anew; read the diff before you commit it.
        if ProcessInfo.processInfo.environment["THROUGHGATE_RECORD_SAMPLES"] == "1" {
            try Data(line.utf8).write(to: expected)
        }
        #expect(line == String(decoding: try CourtFolders.bytes(expected), as: UTF8.self))
        for message in translation.messages {
            #expect(try CanonicalMessage(try StrictJSON.parse(message.encoded())) == message)
        }
    }

    @Test func carryNoVictimsName() throws {
        var mentions = 0
        for sample in Self.samples {
            let bytes = try CourtFolders.bytes(sample)
            if String(decoding: bytes, as: UTF8.self).contains("VICTIM") { mentions += 1 }
            let line = CourtsTranslator().translate(CourtSample.item(bytes)).json(file: "x").encodedString
            #expect(!line.contains("VICTIM"))
        }
        #expect(mentions >= 40)
    }
}

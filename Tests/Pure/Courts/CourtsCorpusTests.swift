import CanonicalModel
import CourtsTranslation
import Formats
import Foundation
import Testing

/// Runs over the public payloads; says aloud when they are absent.
@Suite struct CourtsCorpusTests {
    static let payloads: [URL] = {
        let files = CourtFolders.files(in: CourtFolders.corpus.appending(path: "court-spi"), suffix: ".xml")
        if files.isEmpty {
            print("SKIPPED: CourtsCorpusTests found no payloads in \(CourtFolders.corpus.path)/court-spi")
        }
        return files
    }()

    static func expectation(of payload: URL) throws -> JSONObject? {
        let file = payload.deletingPathExtension().appendingPathExtension("expected.json")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try StrictJSON.parse(try CourtFolders.bytes(file)).object
    }

    @Test func readWhatAnIndependentReaderRead() throws {
        var compared = 0
        for payload in Self.payloads {
            guard let expected = try Self.expectation(of: payload)?["extracted"] else { continue }
            let item = CourtSample.item(try CourtFolders.bytes(payload))
            #expect(
                CourtsTranslator().read(item).canonicalBytes() == expected.canonicalBytes(),
                "\(payload.lastPathComponent)")
            compared += 1
        }
        #expect(Self.payloads.isEmpty || compared >= 69)
    }

    /// Bichard's triggers depend on the message alone; those we mirror must agree (corpus README).
    @Test func agreeWithBichardOnWarrantsDeathsAndCustody() throws {
        for payload in Self.payloads {
            guard let phase = try Self.expectation(of: payload)?["bichardPhase1"]?.object else { continue }
            let triggers = Set((phase["triggers"]?.array ?? []).compactMap { $0.object?["code"]?.string })
            let translation = CourtsTranslator().translate(CourtSample.item(try CourtFolders.bytes(payload)))
            let types = Set(translation.messages.map(\.fact.type))
            guard case .hearingResulted(let result)? = translation.messages.first?.fact else { continue }
            let codes = Set(result.offences.flatMap(\.results).compactMap(\.code))
            let name = Comment(rawValue: payload.lastPathComponent)
            #expect(types.contains(.warrantIssued) == triggers.contains("TRPR0002"), name)
            #expect(types.contains(.warrantWithdrawn) == triggers.contains("TRPR0012"), name)
            #expect(types.contains(.personDied) == triggers.contains("TRPR0007"), name)
            #expect(!codes.isDisjoint(with: CourtResultCodes.custodial) == triggers.contains("TRPR0006"), name)
            #expect(!codes.isDisjoint(with: CourtResultCodes.remandInCustody) == triggers.contains("TRPR0005"), name)
        }
    }

    @Test func comeToTheirFate() throws {
        for payload in Self.payloads {
            let translation = CourtsTranslator().translate(CourtSample.item(try CourtFolders.bytes(payload)))
            let extracted = try Self.expectation(of: payload)?["extracted"]?.object
            let name = payload.lastPathComponent
            #expect(translation.outcome == Self.fate(name, extracted), "\(name)")
            #expect(translation.messages.isEmpty == (translation.outcome != .translated))
            for message in translation.messages {
                #expect(try CanonicalMessage(try StrictJSON.parse(message.encoded())) == message)
            }
        }
    }

    /// What the independent reader's fields promise: templates hold placeholders where dates belong.
    private static func fate(_ name: String, _ extracted: JSONObject?) -> Translation.Outcome {
        guard let extracted else { return .ignored }
        guard extracted["wellFormed"] == true, !name.hasPrefix("uat-") else { return .rejected }
        let offences = (extracted["defendants"]?.array ?? []).flatMap { $0.object?["offences"]?.array ?? [] }
        guard !offences.isEmpty else { return .ignored }
        return offences.allSatisfy { $0.object?["code"]?.string != nil } ? .translated : .rejected
    }

    @Test func neverCrashOnAnotherFeedsFiles() throws {
        for file in CourtFolders.files(in: CourtFolders.corpus) where !file.path.contains("/court-spi/") {
            let item = CourtSample.item(try CourtFolders.bytes(file))
            #expect(CourtsTranslator().translate(item).outcome != .translated, "\(file.lastPathComponent)")
            _ = CourtsTranslator().read(item)
        }
    }
}

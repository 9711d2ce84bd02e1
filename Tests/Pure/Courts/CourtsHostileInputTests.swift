import CanonicalModel
import CourtsTranslation
import Formats
import Foundation
import Testing

/// Broken and twisted bytes: whatever they are, the translator answers, and only well-formed XML becomes a message.
@Suite struct CourtsHostileInputTests {
    static let documents: [[UInt8]] = [CourtSample.Envelope.deliverRequest, .routeData, .escapedTwice].map {
        let next =
            "<NextHearing><NextHearingDetails><CourtHearingLocation>B99QQ01</CourtHearingLocation><DateOfHearing>2026-02-17</DateOfHearing></NextHearingDetails></NextHearing>"
        let results = [CourtSample.result("4576"), CourtSample.result("4028", next)]
        return Array(CourtSample(envelope: $0, offences: [CourtSample.offence(results: results)]).document.utf8)
    }

    /// Samples of the other formats, which are mutated likewise.
    static let samples: [[UInt8]] = [
        "same-case-annotated-outcome.xml", "libra-list.xml", "libra-case.json", "cp-reshared-v2.json",
        "same-case-common-platform.json",
    ].compactMap { try? CourtFolders.bytes(CourtFolders.courtSamples.appending(path: $0)) }

    static func check(_ bytes: [UInt8], _ comment: Comment) {
        let item = CourtSample.item(bytes)
        let translation = CourtsTranslator().translate(item)
        _ = CourtsTranslator().read(item)
        #expect(translation.messages.isEmpty == (translation.outcome != .translated), comment)
        #expect(translation.outcome == .translated || !translation.problems.isEmpty, comment)
        if translation.outcome == .translated {
            let isJSON = bytes.first { $0 > 32 } == UInt8(ascii: "{")
            #expect(throws: Never.self, comment) {
                if isJSON {
                    _ = try StrictJSON.parse(bytes, limits: .feed)
                } else {
                    _ = try StrictXML.parse(bytes, limits: .feed)
                }
            }
        }
        for message in translation.messages {
            #expect(message.isReadBackEqual, comment)
        }
    }

    @Test(arguments: documents)
    func surviveTruncationAtEveryFiftiethByte(document: [UInt8]) {
        for length in stride(from: 0, to: document.count, by: 50) {
            let bytes = Array(document.prefix(length))
            Self.check(bytes, "cut at \(length)")
            #expect(CourtsTranslator().translate(CourtSample.item(bytes)).outcome == .rejected)
        }
    }

    @Test func surviveTruncationAtEveryByteOfTheEnvelope() {
        let document = Self.documents[1]
        for length in 0..<400 { Self.check(Array(document.prefix(length)), "cut at \(length)") }
    }

    @Test func surviveRandomMutation() {
        let seed = UInt64.random(in: .min ... .max)
        print("CourtsHostileInputTests seed \(seed)")
        var random = SplitMix64(state: seed)
        for round in 0..<2_000 {
            var bytes = Self.documents[Int(random.next() % UInt64(Self.documents.count))]
            for _ in 0...(random.next() % 6) { Self.mutate(&bytes, &random) }
            Self.check(bytes, "seed \(seed) round \(round)")
        }
    }

    @Test func surviveRandomMutationInEveryOtherFormat() {
        let seed = UInt64.random(in: .min ... .max)
        print("CourtsHostileInputTests seed \(seed)")
        var random = SplitMix64(state: seed)
        #expect(Self.samples.count == 5)
        for round in 0..<1_000 {
            var bytes = Self.samples[round % Self.samples.count]
            for _ in 0...(random.next() % 4) { Self.mutate(&bytes, &random) }
            Self.check(bytes, "seed \(seed) round \(round)")
        }
    }

    private static let interesting = Array("<>&;/\"'= \n09Az:[]!-é\u{1F}".utf8)

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        guard !bytes.isEmpty else { return }
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 5 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes[place] = interesting[Int(random.next() % UInt64(interesting.count))]
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 20)))
        case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + Int(random.next() % 300))], at: place)
        default: bytes.insert(interesting[Int(random.next() % UInt64(interesting.count))], at: place)
        }
    }

    @Test(arguments: [0, 1, 50, 99, 1_971, 1_972, 2_199, 2_200, 9_999])
    func surviveEveryYear(year: Int) {
        let text = String(repeating: "0", count: 4 - String(year).count) + String(year)
        for pnc in ["99/1A", "00/1A", "1X", "\(text)0000001A"] {
            Self.check(Array(CourtSample(date: "\(text)-06-15", pnc: pnc).document.utf8), "\(text) \(pnc)")
        }
    }
}

extension CanonicalMessage {
    /// Whether the core, reading the encoded message by its contract, gets the same message.
    fileprivate var isReadBackEqual: Bool {
        do { return try CanonicalMessage(try StrictJSON.parse(encoded())) == self } catch { return false }
    }
}

/// Vigna's SplitMix64: small, and the same everywhere for a seed.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

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
        // An annotated outcome whose PTIURN Bichard emptied has no case to belong to.
        guard let extracted else { return name == "aho-test-271.xml" ? .rejected : .translated }
        guard extracted["wellFormed"] == true, !name.hasPrefix("uat-") else { return .rejected }
        let offences = (extracted["defendants"]?.array ?? []).flatMap { $0.object?["offences"]?.array ?? [] }
        guard !offences.isEmpty else { return .ignored }
        return offences.allSatisfy { $0.object?["code"]?.string != nil } ? .translated : .rejected
    }

    @Test func neverTakeAnotherFeedsFiles() throws {
        for file in CourtFolders.files(in: CourtFolders.corpus) where !file.path.contains("/court") {
            let item = CourtSample.item(try CourtFolders.bytes(file))
            #expect(CourtsTranslator().translate(item).outcome != .translated, "\(file.lastPathComponent)")
            _ = CourtsTranslator().read(item)
        }
    }
}

/// Common Platform and Libra payloads: what the note beside each in PROVENANCE.tsv calls for.
@Suite struct OtherCourtFormatsCorpusTests {
    /// Every file: its fate, how many messages of which type, and the rules of its problems that matter.
    static let fates:
        [(file: String, fate: Translation.Outcome, messages: Int, type: MessageType?, rules: Set<String>)] = [
            (
                "ccm__messages__common-platform__cpr__hearing-one-defendant-multiple-crn.json", .translated, 1,
                .hearingListed, []
            ),
            (
                "ccm__messages__common-platform__cpr__hearing-two-cases-one-defendant-no-crn.json", .translated, 2,
                .hearingListed, []
            ),
            ("ccm__messages__common-platform__hearing-invalid.json", .rejected, 0, nil, ["courts.missing"]),
            ("ccm__messages__common-platform__hearing-multiple-cases.json", .translated, 2, .hearingListed, []),
            ("ccm__messages__common-platform__hearing.json", .translated, 2, .hearingListed, []),
            ("ccm__messages__libra__case-invalid.json", .rejected, 0, nil, ["courts.missing"]),
            ("ccm__messages__libra__case-sns-metadata.json", .rejected, 0, nil, ["json.trailing"]),
            ("ccm__messages__libra__case.json", .translated, 1, .hearingListed, []),
            ("ccm__replay404hearings__hearingFromS3.json", .translated, 1, .hearingListed, ["courts.no-identifier"]),
            ("ccm__replay404hearings__test-hearings.csv", .rejected, 0, nil, []),
            ("cher__json__court-application-invalid.json", .rejected, 0, nil, ["courts.missing"]),
            ("cher__json__court-application-minimal.json", .translated, 1, .hearingResulted, []),
            ("cher__json__court-application.json", .translated, 1, .hearingResulted, []),
            ("cher__json__hearing-1.json", .translated, 2, .hearingResulted, []),
            ("cpg__soap__massive-file.xml", .translated, 2, .hearingListed, ["courts.repeated-cases"]),
            ("cpg__soap__sample-request-invalid-xml.xml", .rejected, 0, nil, ["courts.missing"]),
            ("cpg__soap__sample-request.xml", .translated, 2, .hearingListed, []),
            ("cpr__examples__commonPlatformMessage.json", .translated, 3, .hearingListed, []),
            ("cpr__examples__commonPlatformMessageAttributes.json", .ignored, 0, nil, ["courts.not-a-hearing"]),
            ("laa__hearing__all_fields.json", .translated, 1, .hearingListed, ["courts.court-code"]),
            ("laa__hearing__invalid.json", .rejected, 0, nil, ["courts.missing"]),
            ("laa__hearing__valid.json", .ignored, 0, nil, ["courts.no-defendants"]),
            ("laa__hearing_resulted.json", .translated, 1, .hearingResulted, []),
            ("laa__judicial_result__all_fields.json", .ignored, 0, nil, ["courts.not-a-hearing"]),
            (
                "pis__common-platform-and-delius__common-platform-hearing-minimal.json", .translated, 1, .hearingListed,
                []
            ),
        ]

    static let isHere: Bool = {
        let isHere = FileManager.default.fileExists(atPath: CourtFolders.corpus.appending(path: "courts").path)
        if !isHere { print("SKIPPED: OtherCourtFormatsCorpusTests found no \(CourtFolders.corpus.path)/courts") }
        return isHere
    }()

    @Test(.enabled(if: isHere, "../shared/corpus/courts is not here"), arguments: fates)
    func comeToTheirFate(
        file: String, fate: Translation.Outcome, messages: Int, type: MessageType?, rules: Set<String>
    ) throws {
        let translation = try Self.translation(file)
        #expect(translation.outcome == fate)
        #expect(translation.messages.count == messages)
        #expect(Set(translation.messages.map(\.fact.type)) == Set([type].compactMap(\.self)))
        #expect(rules.isSubset(of: Set(translation.problems.map(\.rule))))
        for message in translation.messages {
            #expect(try CanonicalMessage(try StrictJSON.parse(message.encoded())) == message)
        }
    }

    @Test(.enabled(if: isHere, "../shared/corpus/courts is not here")) func areAllNamed() {
        let files = CourtFolders.files(in: CourtFolders.corpus.appending(path: "courts")).map(\.lastPathComponent)
        #expect(Set(files) == Set(Self.fates.map(\.file)))
    }

    /// The count a format and fate, for whoever runs the tests; every message names the feed of its format.
    @Test(.enabled(if: isHere, "../shared/corpus/courts is not here")) func areCountedByFormat() throws {
        var counts: [String: Int] = [:]
        for file in CourtFolders.files(in: CourtFolders.corpus) where file.path.contains("/court") {
            guard !file.lastPathComponent.hasSuffix(".expected.json") else { continue }
            let translation = CourtsTranslator().translate(CourtSample.item(try CourtFolders.bytes(file)))
            let sources = Set(translation.messages.map(\.source))
            #expect(sources.count <= 1 && sources.isSubset(of: CourtsTranslator().sources))
            counts["\(sources.first ?? "no message") \(translation.outcome.rawValue)", default: 0] += 1
        }
        for (what, count) in counts.sorted(by: { $0.key < $1.key }) { print("courts corpus: \(count) \(what)") }
        #expect(counts.values.reduce(0, +) >= 60)
    }

    @Test(.enabled(if: isHere, "../shared/corpus/courts is not here")) func matchNobodyByAnEmptyNumber() throws {
        let people = try Self.translation("cpr__examples__commonPlatformMessage.json").messages.compactMap(
            \.fact.person)
        #expect(people.count == 3)
        #expect(people.flatMap(\.identifiers).isEmpty)
    }

    @Test(.enabled(if: isHere, "../shared/corpus/courts is not here")) func holdAYouthApartFromAnAdult() throws {
        let results = try Self.translation("cher__json__hearing-1.json").messages.compactMap { message in
            if case .hearingResulted(let result) = message.fact { result } else { nil }
        }
        #expect(results.map(\.isYouth) == [nil, true])
    }

    @Test(.enabled(if: isHere, "../shared/corpus/courts is not here")) func verifyTheNumbersThatPassTheirCheck() throws
    {
        let people = try Self.translation("cher__json__court-application-minimal.json").messages.compactMap(
            \.fact.person)
        #expect(people.first?.identifiers.map(\.value) == ["2002/0073319Z", "SF05/482703J"])
        #expect(people.first?.identifiers.map(\.isVerified) == [true, true])
    }

    /// Bichard's document of a case tells what the SPI message of that case tells, as far as it keeps it.
    @Test(
        .enabled(if: isHere, "../shared/corpus is not here"),
        arguments: ["001", "010a", "249", "401a-0", "402"])
    func agreeWithTheSPIOfTheSameCase(number: String) throws {
        let folder = CourtFolders.corpus.appending(path: "court-spi")
        let annotated = try Self.results(folder.appending(path: "aho-test-\(number).xml"))
        let prefix = "e2e-\(number.prefix { $0 != "-" })-"
        let others = try CourtFolders.files(in: folder, suffix: ".xml")
            .filter { $0.lastPathComponent.hasPrefix(prefix) }.flatMap { try Self.results($0) }
        #expect(annotated.count == 1)
        #expect(others.contains { $0 == annotated.first }, "\(annotated) is none of \(others)")
    }

    /// What both formats say: identifiers the police computer added, seconds and final disposals are left out.
    private static func results(_ file: URL) throws -> [HearingResult] {
        let messages = CourtsTranslator().translate(CourtSample.item(try CourtFolders.bytes(file))).messages
        return messages.compactMap { message in
            guard case .hearingResulted(var result) = message.fact else { return nil }
            result.person.identifiers = []
            result.hearing.time = result.hearing.time.map { String($0.prefix(5)) }
            for index in result.offences.indices { result.offences[index].isFinalDisposal = nil }
            return result
        }
    }

    private static func translation(_ file: String) throws -> Translation {
        let url = CourtFolders.corpus.appending(path: "courts/\(file)")
        return CourtsTranslator().translate(CourtSample.item(try CourtFolders.bytes(url), name: file))
    }
}

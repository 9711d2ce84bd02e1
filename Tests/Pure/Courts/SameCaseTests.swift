import CanonicalModel
import CourtsTranslation
import Foundation
import Testing

/// One case, one hearing, told in three formats: the facts agree, and only who said so differs (issue 3, acceptance 2).
@Suite struct SameCaseTests {
    private static func facts(_ file: String) throws -> [CanonicalMessage] {
        let url = CourtFolders.courtSamples.appending(path: file)
        let translation = CourtsTranslator().translate(CourtSample.item(try CourtFolders.bytes(url)))
        #expect(translation.outcome == .translated)
        return translation.messages
    }

    @Test func spiAndCommonPlatformTellTheSame() throws {
        let spi = try Self.facts("same-case-spi.xml")
        let platform = try Self.facts("same-case-common-platform.json")
        #expect(spi.map(\.time) == platform.map(\.time))
        #expect(spi.map(\.fact) == platform.map { $0.fact.withoutProvenance })
        #expect(platform.map(\.source) == ["/courts/common-platform"])
        guard case .hearingResulted(let result)? = platform.first?.fact else { throw NotAResult() }
        #expect(result.sharedTime?.description == "2026-06-10T15:42:07.191Z")
        #expect(CourtResultCodes.summary(of: result) == .remandedInCustody)
    }

    /// Bichard keeps no final disposal indicator, so the document cannot say it; nor are an order's days read from it.
    @Test(arguments: ["same-case-annotated-outcome.xml", "annotated-pnc-update-dataset.xml"])
    func spiAndAnnotatedOutcomeTellTheSame(file: String) throws {
        let spi = try Self.facts("same-case-spi.xml")
        let annotated = try Self.facts(file)
        #expect(annotated.map(\.source) == ["/courts/annotated-outcome"])
        #expect(annotated.map(\.correlationID) == spi.map(\.correlationID))
        #expect(spi.map { $0.fact.withoutFinalDisposal } == annotated.map(\.fact))
    }

    private struct NotAResult: Error {}
}

extension Fact {
    fileprivate var withoutProvenance: Fact {
        guard case .hearingResulted(var result) = self else { return self }
        result.sharedTime = nil
        return .hearingResulted(result)
    }

    fileprivate var withoutFinalDisposal: Fact {
        guard case .hearingResulted(var result) = self else { return self }
        for index in result.offences.indices {
            result.offences[index].isFinalDisposal = nil
            for place in result.offences[index].results.indices {
                result.offences[index].results[place].startDate = nil
                result.offences[index].results[place].endDate = nil
            }
        }
        return .hearingResulted(result)
    }
}

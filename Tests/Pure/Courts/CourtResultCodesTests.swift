import CanonicalModel
import CourtsTranslation
import Testing

@Suite struct CourtResultCodesTests {
    static func sample(_ codes: [String], findings: [String?] = ["G"], bail: String = "A", next: Bool = false)
        -> CourtSample
    {
        let nextHearing =
            next
            ? "<NextHearing><NextHearingDetails><DateOfHearing>2026-03-01</DateOfHearing></NextHearingDetails></NextHearing>"
            : ""
        let results = codes.map { CourtSample.result($0, nextHearing) }
        return CourtSample(
            bailStatus: bail, offences: findings.map { CourtSample.offence(finding: $0, results: results) })
    }

    @Test(arguments: [
        (sample(["1002"]), CourtResultCodes.Summary.imprisoned), (sample(["1115"]), .communityOrder),
        (sample(["1002", "4576"], bail: "C"), .imprisoned), (sample(["4028"]), .remandedInCustody),
        (sample(["4531"]), .remandedInCustody), (sample(["4046"]), .remandedInCustody),
        (sample(["4506"], bail: "C"), .remandedInCustody), (sample(["4506"], bail: "P"), .remandedInCustody),
        (sample(["4576"], bail: "U"), .warrant), (sample(["1116", "1015"]), .communityOrder),
        (sample(["2006"], findings: ["N"]), .acquittedOrDismissed),
        (sample(["2050"], findings: [nil]), .acquittedOrDismissed),
        (sample(["1015"], findings: ["N", "G"]), .fineOrOther), (sample(["2051"], findings: ["G"]), .fineOrOther),
        (sample(["4027"], bail: "B"), .bailed), (sample(["4506"], bail: "U"), .bailed),
        (sample(["1015"], bail: "U"), .fineOrOther),
        (sample(["2007"]), .adjourned), (sample(["1015"], next: true), .adjourned), (sample(["1015"]), .fineOrOther),
    ])
    func sumsAHearingUp(sample: CourtSample, summary: CourtResultCodes.Summary) throws {
        #expect(CourtResultCodes.summary(of: try #require(sample.hearing)) == summary)
    }

    @Test func keepsItsListsApart() {
        let lists = [
            CourtResultCodes.custodial, CourtResultCodes.adjournment, CourtResultCodes.warrant,
            CourtResultCodes.community,
            CourtResultCodes.acquittedOrDismissed, CourtResultCodes.breach,
        ]
        for (index, list) in lists.enumerated() {
            for other in lists.dropFirst(index + 1) { #expect(list.isDisjoint(with: other)) }
        }
    }
}

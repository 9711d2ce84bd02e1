import CanonicalModel
import Formats

/// Makes the canonical offences of an annotated hearing outcome, in SPI's codes.
enum AnnotatedOffenceTranslation {
    /// Bichard writes this for a result without a code (court-results.md 1.1), which is what no code means here.
    private static let uncoded = "1000"

    static func offence(_ node: XMLNode, _ findings: inout Findings) -> HearingResult.Offence {
        let results = node.all("Result", isRepeatable: true)
        let sequence = node.leaf("CourtOffenceSequenceNumber")
        return HearingResult.Offence(
            sequence: findings.sequence(Leaf(text: findings.required(sequence), path: sequence.path)) ?? "",
            code: code(node, &findings) ?? "",
            startDate: findings.date(node.leaf("ActualOffenceStartDate/StartDate")),
            endDate: findings.date(node.leaf("ActualOffenceEndDate/EndDate")),
            plea: agreed("PleaStatus", results, CourtCodes.pleaByCJS, &findings),
            finding: agreed("Verdict", results, CourtCodes.findingByCJS, &findings),
            convictionDate: findings.date(node.leaf("ConvictionDate")),
            results: findings.bounded(results, node.path + "/Result", atMost: 1_000).map { result($0, &findings) })
    }

    /// The offence code, put together again from its parts: act and year, common law, indictment, or a local code.
    private static func code(_ offence: XMLNode, _ findings: inout Findings) -> String? {
        let path: XMLPath = "CriminalProsecutionReference/OffenceReason"
        let reason = offence.first(path)
        let parts =
            reason?.first("OffenceCode")?.element.children.compactMap(\.value)
            ?? reason?.elements(at: "LocalOffenceCode/OffenceCode").compactMap(\.value) ?? []
        let leaf = Leaf(text: parts.joined().collapsed, path: offence.path + "/" + path.text)
        return findings.code(Leaf(text: findings.required(leaf), path: leaf.path), atMost: 16)
    }

    /// SPI has one plea and one finding an offence; Bichard copies them to every result.
    private static func agreed(
        _ path: XMLPath, _ results: [XMLNode], _ table: [String: String], _ findings: inout Findings
    ) -> String? {
        let said = Set(results.compactMap { $0.leaf(path).text })
        guard said.count <= 1 else {
            findings.unknownCode((results.first?.path ?? "") + "/" + path.text)
            return nil
        }
        return results.lazy.map { $0.leaf(path) }.first { $0.text != nil }.flatMap { findings.mapped($0, table) }
    }

    private static func result(_ node: XMLNode, _ findings: inout Findings) -> HearingResult.Result {
        let qualifiers = node.all("ResultQualifierVariable", isRepeatable: true)
        let code = findings.resultCode(node.leaf("CJSresultCode"))
        let durations = node.all("Duration", isRepeatable: true)
        return HearingResult.Result(
            code: code == uncoded ? nil : code,
            qualifiers: findings.bounded(qualifiers, node.path, atMost: 1_000).compactMap {
                findings.code($0.leaf("Code"), atMost: 4)
            },
            amountSterling: node.first("AmountSpecifiedInResult").flatMap {
                findings.amount($0.leaf.text, $0.path)
            },
            duration: durations.first.flatMap { duration($0, &findings) },
            secondaryDuration: durations.dropFirst().first.flatMap { duration($0, &findings) },
            nextHearing: nextHearing(node, &findings))
    }

    private static func duration(_ node: XMLNode, _ findings: inout Findings) -> HearingResult.Duration? {
        let value = findings.digits(node.leaf("DurationLength"), atMost: 8)
        let unit = findings.listed(node.leaf("DurationUnit"), in: CourtCodes.durationUnits)
        guard let value, let unit else { return nil }
        return HearingResult.Duration(value: value, unit: unit)
    }

    /// SPI's remand state of an offence stands with its next hearing; without one it says nothing that the defendant's does not.
    private static func nextHearing(_ node: XMLNode, _ findings: inout Findings) -> HearingResult.NextHearing? {
        var next = HearingResult.NextHearing(
            courtOrganisationUnit: findings.courtCode(node.leaf("NextResultSourceOrganisation/OrganisationUnitCode")),
            date: findings.date(node.leaf("NextHearingDate")),
            time: findings.time(node.leaf("NextHearingTime")).map(timeOfDay), bailStatus: nil)
        let status = findings.mapped(node.leaf("OffenceRemandStatus"), CourtCodes.bailStatusByCJS)
        guard next.courtOrganisationUnit != nil || next.date != nil || next.time != nil else { return nil }
        next.bailStatus = status
        return next
    }
}

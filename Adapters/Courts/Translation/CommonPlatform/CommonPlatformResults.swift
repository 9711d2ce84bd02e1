import CanonicalModel
import Formats

/// Makes the canonical offences of a resulted hearing; wording, labels and texts of results stay behind.
struct CommonPlatformResults {
    let hearing: JSONNode
    let defendant: JSONNode
    /// The hearing's first day.
    let firstDay: CalendarDate

    /// Whether a result counts as one of this hearing: not deleted, and not one of an earlier hearing that comes along with an
    /// offence. Fixtures write any id for the hearing a result was ordered at, so its day has to say so too.
    static func counts(_ result: JSONNode, at hearing: JSONNode, from firstDay: CalendarDate?) -> Bool {
        guard !isDeleted(result) else { return false }
        guard let ordered = result.leaf("orderedHearingId").text, ordered != hearing.leaf("id").text,
            let day = result.leaf("orderedDate").text.flatMap(CourtTime.init)?.day, let firstDay
        else { return true }
        return day >= firstDay
    }

    private static func isDeleted(_ result: JSONNode) -> Bool {
        result["isDeleted"].value?.bool == true || result["isDeleted"].value?.string == "true"
    }

    /// The offences that are left once hearings entered in error are dropped.
    ///
    /// Results of the defendant as a whole stand with the first of them: a canonical result belongs to an offence, as SPI's
    /// does.
    func offences(_ nodes: [JSONNode], _ findings: inout Findings) -> [HearingResult.Offence] {
        let kept = nodes.filter { offence in
            !offence["judicialResults"].elements.contains {
                counts($0) && $0.leaf("cjsCode").text == CourtResultCodes.hearingRemoved
            }
        }
        var offences = kept.enumerated().map { offence($1, number: $0 + 1, &findings) }
        let wholly = defendantResults.filter(counts).map { result($0, &findings) }
        if offences.isEmpty, !wholly.isEmpty {
            _ = findings.required(nil, defendant.path + "/offences")
        } else if !wholly.isEmpty {
            offences[0].results += wholly
        }
        return offences
    }

    /// The remand states that the results leave behind.
    func statuses(_ offences: [JSONNode]) -> [Leaf] {
        (offences.flatMap { $0["judicialResults"].elements } + defendantResults).filter(counts)
            .map { $0.leaf("postHearingCustodyStatus") }
    }

    /// Warrants that the court deleted from its results: they were told when first shared, and are taken back by their own
    /// code unless the case has another warrant. A deleted death cannot be taken back by any message, so it is told aloud.
    func deletedWarrants(
        _ offences: [JSONNode], besides kept: [HearingResult.Offence], _ findings: inout Findings
    ) -> [String] {
        let results = offences.flatMap { $0["judicialResults"].elements } + defendantResults
        let deleted = results.filter(Self.isDeleted)
        let codes = Set(deleted.compactMap { $0.leaf("cjsCode").text })
        let standing = Set(kept.flatMap(\.results).compactMap(\.code))
        if codes.contains(CourtResultCodes.death), !standing.contains(CourtResultCodes.death) {
            findings.warn(
                defendant.path, "courts.deleted-death", "A court deleted its result that the defendant is dead.",
                "Tell the hub at once: a death that was told earlier still stands.")
        }
        guard standing.isDisjoint(with: CourtResultCodes.warrant) else { return [] }
        return codes.intersection(CourtResultCodes.warrant).sorted()
    }

    private func counts(_ result: JSONNode) -> Bool { Self.counts(result, at: hearing, from: firstDay) }

    private var defendantResults: [JSONNode] {
        let ofCase = defendant["judicialResults"].elements + defendant["defendantCaseJudicialResults"].elements
        guard let master = defendant.leaf("masterDefendantId").text else { return ofCase }
        let ofHearing = hearing["defendantJudicialResults"].elements
            .filter { $0.leaf("masterDefendantId").text == master }.map { $0["judicialResult"] }
        return ofCase + ofHearing.filter { !$0.isAbsent }
    }
}

// MARK: - Offence

extension CommonPlatformResults {
    private func offence(_ node: JSONNode, number: Int, _ findings: inout Findings) -> HearingResult.Offence {
        let results = findings.list(node["judicialResults"], atMost: 1_000).filter(counts)
        let code = node.leaf("offenceCode")
        return HearingResult.Offence(
            sequence: sequence(node, number, &findings) ?? "",
            code: findings.code(Leaf(text: findings.required(code), path: code.path), atMost: 16) ?? "",
            startDate: findings.date(node.leaf("startDate")), endDate: findings.date(node.leaf("endDate")),
            plea: findings.mapped(node["plea"].leaf("pleaValue"), CourtCodes.pleaByWord, by: CourtCodes.word),
            finding: finding(node["verdict"]["verdictType"], &findings),
            convictionDate: findings.date(node.leaf("convictionDate")), isFinalDisposal: isFinal(results),
            results: results.map { result($0, &findings) })
    }

    /// The court's number of the offence, or its place where the court gives none.
    private func sequence(_ node: JSONNode, _ number: Int, _ findings: inout Findings) -> String? {
        let written = [node.leaf("orderIndex"), node.leaf("listingNumber")].first {
            $0.text != nil || $0.trouble != nil
        }
        return findings.sequence(written ?? Leaf(text: String(number), path: node.path))
    }

    /// The category says it in a word of a list, the description in a sentence; what neither maps is left out.
    private func finding(_ type: JSONNode, _ findings: inout Findings) -> String? {
        let leaves = [type.leaf("categoryType"), type.leaf("category"), type.leaf("description")]
            .filter { $0.text != nil }
        let mapped = leaves.lazy.compactMap { $0.text.flatMap { CourtCodes.findingByWord[CourtCodes.word($0)] } }.first
        if mapped == nil, let first = leaves.first { findings.unknownCode(first.path) }
        return mapped
    }

    private func isFinal(_ results: [JSONNode]) -> Bool? {
        let categories = Set(results.compactMap { $0.leaf("category").text })
        return categories.isEmpty ? nil : categories.contains("FINAL")
    }
}

// MARK: - Result

extension CommonPlatformResults {
    private func result(_ node: JSONNode, _ findings: inout Findings) -> HearingResult.Result {
        let element = node["durationElement"]
        return HearingResult.Result(
            code: findings.resultCode(node.leaf("cjsCode")), qualifiers: qualifiers(node, &findings),
            amountSterling: amount(node, &findings), duration: duration(element, "primary", &findings),
            secondaryDuration: duration(element, "secondary", &findings), nextHearing: nextHearing(node, &findings),
            startDate: day(element.leaf("durationStartDate"), &findings),
            endDate: day(element.leaf("durationEndDate"), &findings))
    }

    private func day(_ leaf: Leaf, _ findings: inout Findings) -> CalendarDate? {
        findings.oneDay(findings.text(leaf).map { [$0] } ?? [], leaf.path)
    }

    /// Qualifier codes, separated by commas; a sentence in their place is left out.
    private func qualifiers(_ node: JSONNode, _ findings: inout Findings) -> [String] {
        let leaf = node.leaf("qualifier")
        let codes = (findings.text(leaf) ?? "").split(separator: ",").compactMap { String($0).collapsed }
        let areCodes = codes.allSatisfy { code in
            (1...2).contains(code.utf8.count)
                && code.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) }
        }
        if !areCodes { findings.unknownCode(leaf.path) }
        return areCodes ? codes : []
    }

    /// The sum of money that a result imposes; of several, which one SPI would name nobody says.
    private func amount(_ node: JSONNode, _ findings: inout Findings) -> String? {
        let sums = node["judicialResultPrompts"].elements.filter { $0["isFinancialImposition"].value?.bool == true }
        guard let sum = sums.first?.leaf("value"), let text = findings.text(sum) else { return nil }
        let digits = text.filter { $0 != "£" && $0 != "," }
        let isAmount = !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
        guard sums.count == 1, isAmount else {
            findings.warn(
                sum.path, "courts.incomplete", "The result has no one sum of pounds; the message leaves it out.",
                "Send one amount a result, such as £85.00.")
            return nil
        }
        return findings.amount(digits, sum.path)
    }

    private func duration(_ element: JSONNode, _ place: String, _ findings: inout Findings) -> HearingResult.Duration? {
        let value = findings.digits(element.leaf(place + "DurationValue"), atMost: 8)
        let unit = element.leaf(place + "DurationUnit")
        guard let value, let text = findings.text(unit) else { return nil }
        let word = CourtCodes.word(text)
        let code = CourtCodes.durationUnitByWord[word] ?? CourtCodes.durationUnitByWord[word + "S"]
        guard let code = code ?? (CourtCodes.durationUnits.contains(word) ? word : nil) else {
            findings.unknownCode(unit.path)
            return nil
        }
        return HearingResult.Duration(value: value, unit: code)
    }

    /// A hearing that is only promised for a week (`weekCommencingDate`) has no day yet.
    private func nextHearing(_ node: JSONNode, _ findings: inout Findings) -> HearingResult.NextHearing? {
        let next = node["nextHearing"]
        let status = findings.listed(node.leaf("postHearingCustodyStatus"), in: CourtCodes.bailStatuses)
        guard !next.isAbsent else { return nil }
        let moment = findings.moment(next.leaf("listedStartDateTime"))
        let court = findings.courtCode(next["courtCentre"].leaf("code"))
        guard court != nil || moment != nil else { return nil }
        return HearingResult.NextHearing(
            courtOrganisationUnit: court, date: moment?.day, time: moment?.secondOfDay.map(timeOfDay),
            bailStatus: status)
    }
}

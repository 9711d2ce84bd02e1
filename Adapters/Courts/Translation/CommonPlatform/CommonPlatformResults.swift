import CanonicalModel
import Formats

/// Makes the canonical offences of a resulted hearing; wording, labels and texts of results stay behind.
struct CommonPlatformResults {
    /// An offence and its results.
    private struct Offence {
        let node: JSONNode
        let results: [CommonPlatformResult]

        /// Whether the hearing was entered against it in error.
        var isRemoved: Bool { results.contains { $0.counts && $0.code == CourtResultCodes.hearingRemoved } }
    }

    private let defendant: JSONNode
    private let offences: [Offence]
    /// The results of the defendant as a whole.
    private let whole: [CommonPlatformResult]

    init(_ defendant: JSONNode, offences: [JSONNode], _ reader: CommonPlatformResultReader, _ findings: inout Findings)
    {
        self.defendant = defendant
        self.offences = offences.map {
            Offence(node: $0, results: reader.results($0["judicialResults"], &findings))
        }
        whole = reader.whole(defendant, &findings)
    }

    private var kept: [Offence] { offences.filter { !$0.isRemoved } }

    /// Results of what is left once hearings entered in error are dropped.
    private var results: [CommonPlatformResult] { kept.flatMap(\.results) + whole }

    /// The offences that are left once hearings entered in error are dropped.
    ///
    /// Results of the defendant as a whole stand with the first of them: a canonical result belongs to an offence, as SPI's
    /// does.
    func translated(_ findings: inout Findings) -> [HearingResult.Offence] {
        var offences = kept.enumerated().map { offence($1, number: $0 + 1, &findings) }
        let wholly = whole.filter(\.counts).map { result($0.node, &findings) }
        if offences.isEmpty, !wholly.isEmpty {
            _ = findings.required(nil, defendant.path + "/offences")
        } else if !wholly.isEmpty {
            offences[0].results += wholly
        }
        return offences
    }

    /// The remand states that the results leave behind.
    var statuses: [Leaf] { results.filter(\.counts).map { $0.node.leaf("postHearingCustodyStatus") } }
}

// MARK: - What is left out

extension CommonPlatformResults {
    /// Warrants that the court deleted from this hearing's results.
    ///
    /// They were told when first shared, and are taken back by their own code unless the case has another warrant, be it an
    /// earlier hearing's, or the hearing withdraws what there is. An offence that is gone takes none with it.
    func deletedWarrants() -> [String] {
        let isWithdrawn = results.contains { $0.counts && $0.code == CourtResultCodes.warrantWithdrawn }
        guard !isWithdrawn, standing.isDisjoint(with: CourtResultCodes.warrant) else { return [] }
        return codes(where: { $0.isDeleted && !$0.isEarlier }).intersection(CourtResultCodes.warrant).sorted()
    }

    /// Earlier hearings' warrants that stand again because the court deleted its withdrawal; one of this hearing is told anyway.
    func warrantsIssuedAgain() -> [String] {
        let issued = Set(results.filter(\.counts).compactMap(\.code))
        guard hasLost(CourtResultCodes.warrantWithdrawn), issued.isDisjoint(with: CourtResultCodes.warrant) else {
            return []
        }
        return standing.intersection(CourtResultCodes.warrant).sorted()
    }

    /// What the court took back and no message can: told aloud.
    func tellDeletions(_ findings: inout Findings) {
        tellDeletedDeath(&findings)
        tellDeletedWithdrawal(&findings)
        tellEarlierDeletedWarrant(&findings)
    }

    private func tellDeletedDeath(_ findings: inout Findings) {
        guard hasLost(CourtResultCodes.death) else { return }
        findings.urge(
            defendant.path, "courts.deleted-death", "A court deleted its result that the defendant is dead.",
            "Tell the hub at once: a death that was told earlier still stands.")
    }

    private func tellDeletedWithdrawal(_ findings: inout Findings) {
        guard hasLost(CourtResultCodes.warrantWithdrawn) else { return }
        let isShown = !standing.isDisjoint(with: CourtResultCodes.warrant)
        findings.urge(
            defendant.path, "courts.deleted-withdrawal", "A court deleted its result that a warrant is withdrawn.",
            isShown
                ? "Check with the court that the warrant the result shows is out: it is told as issued again."
                : "Tell the hub at once: a withdrawal that was told earlier still stands, and a warrant may be out.")
    }

    /// Which hearing issued it, its result alone does not say, and another hearing's warrant must not be taken back for it.
    private func tellEarlierDeletedWarrant(_ findings: inout Findings) {
        let warrants = codes(where: { $0.isDeleted && $0.isEarlier }).intersection(CourtResultCodes.warrant)
        let settled = CourtResultCodes.warrant.union([CourtResultCodes.warrantWithdrawn])
        guard !warrants.isEmpty, standing.isDisjoint(with: settled) else { return }
        findings.urge(
            defendant.path, "courts.deleted-warrant", "A court deleted a warrant that an earlier hearing issued.",
            "Tell the hub at once unless the earlier hearing was shared again: its warrant still stands.")
    }

    /// Whether the court deleted the result and no other of the code stands.
    private func hasLost(_ code: String) -> Bool {
        codes(where: \.isDeleted).contains(code) && !standing.contains(code)
    }

    /// Results of earlier hearings came along and are left out: told where one demands action, or where none but them is there.
    func tellEarlierResults(_ findings: inout Findings) {
        let leftOut = results.filter { $0.isEarlier && !$0.isDeleted }
        let isAll = !results.contains(where: \.counts)
        guard let result = leftOut.first(where: \.demandsAction) ?? (isAll ? leftOut.first : nil) else { return }
        findings.earlierResult(result)
    }

    private func codes(where isMeant: (CommonPlatformResult) -> Bool) -> Set<String> {
        Set((offences.flatMap(\.results) + whole).filter(isMeant).compactMap(\.code))
    }

    private var standing: Set<String> { Set(results.filter { !$0.isDeleted }.compactMap(\.code)) }
}

extension Findings {
    /// Tells of a result that is left out; at once where nobody may overlook it.
    mutating func earlierResult(_ result: CommonPlatformResult) {
        let (path, rule) = (result.node.path, "courts.earlier-result")
        let message = "A result was ordered at an earlier hearing, by its id and day; the message leaves it out."
        let remedy = "Nothing when it was told then; otherwise send it with this hearing's id or day."
        if result.demandsAction {
            urge(path, rule, message, remedy)
        } else {
            warn(path, rule, message, remedy)
        }
    }
}

// MARK: - Offence

extension CommonPlatformResults {
    private func offence(_ offence: Offence, number: Int, _ findings: inout Findings) -> HearingResult.Offence {
        let (node, results) = (offence.node, offence.results.filter(\.counts).map(\.node))
        let code = node.leaf("offenceCode")
        return HearingResult.Offence(
            sequence: sequence(node, number, &findings) ?? "",
            code: findings.offenceCode(Leaf(text: findings.required(code), path: code.path)) ?? "",
            startDate: findings.beside { $0.date(node.leaf("startDate")) },
            endDate: findings.beside { $0.date(node.leaf("endDate")) }, plea: findings.beside { plea(node, &$0) },
            finding: findings.beside { finding(node, &$0) },
            convictionDate: findings.beside { $0.date(node.leaf("convictionDate")) }, isFinalDisposal: isFinal(results),
            results: results.map { result($0, &findings) })
    }

    /// The court's number of the offence, or its place where the court gives none.
    private func sequence(_ node: JSONNode, _ number: Int, _ findings: inout Findings) -> String? {
        let written = [node.leaf("orderIndex"), node.leaf("listingNumber")].first {
            $0.text != nil || $0.trouble != nil
        }
        return findings.sequence(written ?? Leaf(text: String(number), path: node.path))
    }

    private func plea(_ offence: JSONNode, _ findings: inout Findings) -> String? {
        let leaf = findings.holder(offence["plea"]).leaf("pleaValue")
        return findings.mapped(leaf, CourtCodes.pleaByWord, by: CourtCodes.word)
    }

    /// The category says it in a word of a list, the description in a sentence; what neither maps is left out.
    private func finding(_ offence: JSONNode, _ findings: inout Findings) -> String? {
        let verdict = findings.holder(offence["verdict"])
        let type = findings.holder(verdict["verdictType"])
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
        let element = findings.beside { $0.holder(node["durationElement"]) }
        return HearingResult.Result(
            code: findings.resultCode(node.leaf("cjsCode")), qualifiers: qualifiers(node, &findings),
            amountSterling: findings.beside { amount(node, &$0) },
            duration: findings.beside { duration(element, "primary", &$0) },
            secondaryDuration: findings.beside { duration(element, "secondary", &$0) },
            nextHearing: findings.beside { nextHearing(node, &$0) },
            startDate: findings.beside { day(element.leaf("durationStartDate"), &$0) },
            endDate: findings.beside { day(element.leaf("durationEndDate"), &$0) })
    }

    private func day(_ leaf: Leaf, _ findings: inout Findings) -> CalendarDate? {
        findings.oneDay(findings.text(leaf).map { [$0] } ?? [], leaf.path)
    }

    /// Qualifier codes; a sentence in their place is left out.
    private func qualifiers(_ node: JSONNode, _ findings: inout Findings) -> [String] {
        let leaf = node.leaf("qualifier")
        let codes = CommonPlatformResult.qualifiers(in: findings.text(leaf) ?? "")
        if codes == nil { findings.unknownCode(leaf.path) }
        return codes ?? []
    }

    /// The sum of money that a result imposes; of several, which one SPI would name nobody says.
    private func amount(_ node: JSONNode, _ findings: inout Findings) -> String? {
        let prompts = findings.objects(node["judicialResultPrompts"], atMost: 1_000)
        let sums = prompts.filter { findings.truth($0["isFinancialImposition"]) == true }
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
        let next = findings.holder(node["nextHearing"])
        let status = findings.listed(node.leaf("postHearingCustodyStatus"), in: CourtCodes.bailStatuses)
        guard !next.isAbsent else { return nil }
        let moment = findings.moment(next.leaf("listedStartDateTime"))
        let court = findings.courtCode(findings.holder(next["courtCentre"]).leaf("code"))
        guard court != nil || moment != nil else { return nil }
        return HearingResult.NextHearing(
            courtOrganisationUnit: court, date: moment?.day, time: moment?.secondOfDay.map(timeOfDay),
            bailStatus: status)
    }
}

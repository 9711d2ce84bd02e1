import CanonicalModel
import Formats

/// What a Common Platform hearing says about one defendant beside the offences.
struct CommonPlatformDefendant {
    /// The defendant.
    let node: JSONNode
    /// The `personDefendant` in it.
    let details: JSONNode
    let hearing: JSONNode

    /// Entries about one defendant's attendance, of which there is one, and the days of each.
    private static let maxAttendances = 4
    private static let maxDays = 1_000

    /// The person.
    func person(on day: CalendarDate, _ findings: inout Findings) -> Person {
        let translation = PersonTranslation(hearingDate: day)
        let person = findings.holder(details["personDetails"])
        let birth = person.leaf("dateOfBirth")
        return Person(
            identifiers: translation.looseNumber(.pnc, node.leaf("pncId"), &findings)
                + translation.looseNumber(.cro, node.leaf("croNumber"), &findings),
            name: translation.name(name(person, &findings), &findings),
            dateOfBirth: translation.dateOfBirth(birth.path, &findings) { $0.date(birth) },
            gender: findings.mapped(person.leaf("gender"), CourtCodes.genderByWord, by: CourtCodes.word),
            address: address(person["address"], &findings))
    }

    private func name(_ person: JSONNode, _ findings: inout Findings) -> PersonTranslation.WrittenName {
        PersonTranslation.WrittenName(
            title: findings.text(person.leaf("title")),
            given: [person.leaf("firstName"), person.leaf("middleName")].compactMap { findings.text($0) },
            family: findings.text(person.leaf("lastName")), path: person.path, familyPath: person.path + "/lastName")
    }

    private func address(_ node: JSONNode, _ findings: inout Findings) -> Person.Address? {
        guard let node = findings.object(node) else { return nil }
        let lines = ["address1", "address2", "address3", "address4", "address5"].compactMap {
            findings.text(node.leaf($0))
        }
        let written = WrittenAddress(lines: lines, postcode: findings.text(node.leaf("postcode")))
        return AddressTranslation.address(written, node.path, &findings)
    }

    /// Whether the court calls the defendant a youth; "no" travels as absent, for only a date of birth makes an adult.
    func isYouth(_ findings: inout Findings) -> Bool? {
        let stated = findings.truth(node["isYouth"]) == true
        let id = node.leaf("id")
        let isMarked = hearing["defendantHearingYouthMarkers"].elements.contains { $0.leaf("defendantId").names(id) }
        return stated || isMarked ? true : nil
    }
}

// MARK: - Remand and presence

extension CommonPlatformDefendant {
    /// The remand state when the hearing ended: the defendant's own, or the one that every result leaves behind.
    ///
    /// - Parameter statuses: the states after the hearing that the results name.
    func bail(_ statuses: [Leaf], _ findings: inout Findings) -> HearingResult.Bail? {
        let code = findings.holder(details["bailStatus"]).leaf("code")
        let known = Set(statuses.compactMap(\.text)).intersection(CourtCodes.bailStatuses)
        let status = findings.listed(code, in: CourtCodes.bailStatuses) ?? Self.common(known)
        let conditions = (findings.text(details.leaf("bailConditions")) ?? "").split(separator: ";")
        return status.map {
            HearingResult.Bail(status: $0, conditionCount: conditions.compactMap { String($0).collapsed }.count)
        }
    }

    /// The one state that all results leave behind: custody on one offence is custody, and "not applicable" contradicts nothing.
    private static func common(_ statuses: Set<String>) -> String? {
        if let custody = ["C", "P"].first(where: statuses.contains) { return custody }
        let applicable = statuses.count > 1 ? statuses.subtracting(["A"]) : statuses
        return applicable.count == 1 ? applicable.first : nil
    }

    /// Whether the defendant was there on a day.
    func presence(on day: CalendarDate, _ findings: inout Findings) -> String? {
        let id = node.leaf("id")
        let attendance = hearing["defendantAttendance"].elements.filter { $0.leaf("defendantId").names(id) }
        let days = attendance.prefix(Self.maxAttendances).flatMap {
            findings.objects($0["attendanceDays"], atMost: Self.maxDays)
        }
        let today = days.filter { $0.leaf("day").text == day.description }
        guard today.count == 1 else { return nil }
        return findings.mapped(today[0].leaf("attendanceType"), CourtCodes.presenceByWord, by: CourtCodes.word)
    }
}

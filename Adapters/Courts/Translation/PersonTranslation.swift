import CanonicalModel
import Formats

/// Makes the canonical person of a defendant.
struct PersonTranslation {
    /// The day of the hearing: no defendant is born after it, and it gives two-digit PNC years their century.
    let hearingDate: CalendarDate

    func person(_ defendant: SPIResultedCase.Defendant, _ findings: inout Findings) -> Person {
        let path = defendant.path + "/" + SPIPath.individual.text
        return Person(
            identifiers: identifiers(defendant, path, &findings), name: name(defendant, path, &findings),
            dateOfBirth: dateOfBirth(defendant, path, &findings), gender: gender(defendant, path, &findings),
            address: defendant.address.flatMap { AddressTranslation.address($0, path + "/Address", &findings) })
    }

    private func identifiers(
        _ defendant: SPIResultedCase.Defendant, _ path: String, _ findings: inout Findings
    ) -> [PersonIdentifier] {
        let text = findings.bounded(defendant.pncIdentifier, path + "/" + SPIPath.personPNC.text, atMost: 40)
        return text.map { [PersonIdentifier(.pnc, $0, writtenIn: hearingDate.year)] } ?? []
    }

    private func name(
        _ defendant: SPIResultedCase.Defendant, _ path: String, _ findings: inout Findings
    ) -> Person.Name? {
        let path = path + "/" + SPIPath.personName.text
        func part(_ text: String?) -> String? {
            findings.bounded(text.flatMap { PredefinedEntities.resolved($0).collapsed }, path, atMost: 256)
        }
        let title = part(defendant.title)
        let given = defendant.givenNames.compactMap { part($0) }
        guard let family = findings.required(part(defendant.familyName), path + "/PersonFamilyName") else { return nil }
        return Person.Name(title: title, given: given, family: family)
    }

    /// Probation systems write 1900-01-01 and 1970-01-01 for "unknown", and births yet to come (feeds.md 5).
    private func dateOfBirth(
        _ defendant: SPIResultedCase.Defendant, _ path: String, _ findings: inout Findings
    ) -> CalendarDate? {
        let path = path + "/" + SPIPath.birthDate.text
        guard let date = findings.date(defendant.dateOfBirth, path) else { return nil }
        let isPlaceholder = ["1900-01-01", "1970-01-01"].contains(date.description)
        guard !isPlaceholder, date <= hearingDate else {
            findings.warn(
                path, "courts.placeholder-date",
                "The birth date is a placeholder or lies after the hearing; the message leaves it out.",
                "Leave the element out when the birth date is not known.")
            return nil
        }
        return date
    }

    private func gender(
        _ defendant: SPIResultedCase.Defendant, _ path: String, _ findings: inout Findings
    ) -> Person.Gender? {
        let code = findings.listed(defendant.gender, path + "/" + SPIPath.gender.text, in: Set(Self.genders.keys))
        return code.flatMap { Self.genders[$0] }
    }

    private static let genders: [String: Person.Gender] = ["0": .unknown, "1": .male, "2": .female, "9": .unspecified]
}

import CanonicalModel
import Formats

/// Makes the parts of a canonical person, whichever format they were written in.
struct PersonTranslation {
    /// A name as written and where it stands.
    struct WrittenName {
        var title: String?
        var given: [String]
        var family: String?
        var path: String
        var familyPath: String
    }

    /// The day of the hearing: no defendant is born after it, and it gives two-digit PNC years their century.
    let hearingDate: CalendarDate

    /// The name; a person without a surname is nobody.
    func name(_ written: WrittenName, _ findings: inout Findings) -> Person.Name? {
        func part(_ text: String?) -> String? {
            findings.bounded(text.flatMap { PredefinedEntities.resolved($0).collapsed }, written.path, atMost: 256)
        }
        let title = part(written.title)
        let given = written.given.compactMap { part($0) }
        guard let family = findings.required(part(written.family), written.familyPath) else { return nil }
        return Person.Name(title: title, given: given, family: family)
    }

    /// The date of birth as read; a bad one is left out as an absent one is, and sinks no custody: name and numbers remain.
    func dateOfBirth(
        _ path: String, _ findings: inout Findings, read: (inout Findings) -> CalendarDate?
    ) -> CalendarDate? {
        dateOfBirth(findings.beside(read), path, &findings)
    }

    /// The date of birth; systems write 1900-01-01 and 1970-01-01 for "unknown", and births yet to come (feeds.md 5).
    func dateOfBirth(_ date: CalendarDate?, _ path: String, _ findings: inout Findings) -> CalendarDate? {
        guard let date else { return nil }
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
}

// MARK: - Identifiers

extension PersonTranslation {
    /// The police number of a feed that writes numbers where numbers belong; one that fails its check stays unverified.
    func policeNumber(_ text: String?, _ path: String, _ findings: inout Findings) -> [PersonIdentifier] {
        let text = findings.bounded(text, path, atMost: 40)
        return text.map { [PersonIdentifier(.pnc, $0, writtenIn: hearingDate.year)] } ?? []
    }

    /// A number of a feed that writes anything there: "", "Redacted", free text (feeds.md 3.1, "PNC in feed").
    ///
    /// What could be somebody's number travels, unverified when it fails its check; words do not, for they may name people.
    func looseNumber(_ kind: PersonIdentifier.Kind, _ leaf: Leaf, _ findings: inout Findings) -> [PersonIdentifier] {
        guard let text = findings.text(leaf) else { return [] }
        guard Self.couldBeANumber(text) else {
            findings.warn(
                leaf.path, "courts.no-identifier",
                "The value cannot be a number of a register; the message leaves it out.",
                "Leave the value out when there is none.")
            return []
        }
        return [PersonIdentifier(kind, text, writtenIn: hearingDate.year)]
    }

    /// One token of at most twenty letters, digits and separators, with at least one digit.
    private static func couldBeANumber(_ text: String) -> Bool {
        let isDigit: (UInt8) -> Bool = { (48...57).contains($0) }
        let isLetter: (UInt8) -> Bool = { (65...90).contains($0 & 0xDF) }
        return text.utf8.count <= 20 && text.utf8.contains(where: isDigit)
            && text.utf8.allSatisfy { isDigit($0) || isLetter($0) || $0 == 45 || $0 == 47 }
    }
}

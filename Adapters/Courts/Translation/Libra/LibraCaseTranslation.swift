import CanonicalModel
import Formats

/// Makes a listed hearing of one Libra case.
struct LibraCaseTranslation {
    /// The feed.
    static let source = "/courts/libra"
    /// Rooms from here up are dummy courts, in which nobody sits (feeds.md 3.2).
    static let firstDummyRoom = 50
    /// Offences of one case.
    private static let maxOffences = 1_000

    /// The hearing that the case is listed for.
    let hearing: HearingResult.Hearing
    /// When it begins.
    let time: Timestamp

    /// What became of a case.
    enum Fate {
        case listed(CourtOutcome.DatedFact)
        case passedOver(FormatError)
    }

    /// Judges a case; its fate counts only when `findings` holds no fault.
    func fate(of case: LibraCase, _ findings: inout Findings) -> Fate {
        if findings.text(`case`.defendantType) == "O" { return .passedOver(.notAPerson(`case`.path)) }
        if let validity = `case`.validity, findings.text(validity) == "N" {
            return .passedOver(.invalidCase(`case`.path))
        }
        let type = findings.required(`case`.defendantType)
        if let type, type != "P" {
            findings.fault(
                `case`.defendantType.path, "courts.code",
                "The value is neither P for a person nor O for an organisation.",
                "Correct the value at its source.")
        }
        let listing = HearingListing(
            person: person(`case`, &findings), case: reference(`case`, &findings), hearing: hearing,
            offenceCodes: findings.bounded(`case`.offenceCodes, `case`.path, atMost: Self.maxOffences)
                .compactMap { findings.offenceCode($0) },
            isCancelled: false)
        return .listed(.init(time: time, fact: .listing(listing)))
    }

    /// The police's reference where there is one, since every other feed goes by it; the court's own number otherwise.
    private func reference(_ case: LibraCase, _ findings: inout Findings) -> HearingResult.Case {
        let number = findings.bounded(
            findings.required(`case`.caseNumber), `case`.caseNumber.path, atMost: 32)
        let urn = findings.bounded(`case`.urn, atMost: 32)
        return HearingResult.Case(ptiurn: (urn ?? number ?? "").asciiUppercased, asn: nil)
    }

    private func person(_ case: LibraCase, _ findings: inout Findings) -> Person {
        let translation = PersonTranslation(hearingDate: hearing.date)
        let lines = `case`.addressLines.compactMap { findings.text($0) }
        let birth = `case`.dateOfBirth
        return Person(
            identifiers: translation.looseNumber(.pnc, `case`.pnc, &findings)
                + translation.looseNumber(.cro, `case`.cro, &findings),
            name: translation.name(
                .init(
                    title: findings.text(`case`.title), given: `case`.forenames.compactMap { findings.text($0) },
                    family: findings.text(`case`.surname), path: `case`.path, familyPath: `case`.surname.path),
                &findings),
            dateOfBirth: translation.dateOfBirth(birth.path, &findings) {
                $0.britishDate(birth)
            },
            gender: findings.mapped(`case`.sex, CourtCodes.genderByLibra),
            address: AddressTranslation.address(
                WrittenAddress(lines: lines, postcode: findings.text(`case`.postcode)), `case`.path, &findings))
    }
}

extension Findings {
    /// A day written dd/MM/yyyy.
    mutating func britishDate(_ leaf: Leaf) -> CalendarDate? {
        guard let text = text(leaf) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 3, parts.map(\.utf8.count) == [2, 2, 4],
            let date = CalendarDate("\(parts[2])-\(parts[1])-\(parts[0])")
        {
            return date
        }
        fault(
            leaf.path, "courts.date", "The value is not a day of the calendar written DD/MM/YYYY.", "Correct the date.")
        return nil
    }

    /// A court's code and the room it sits in, made one code of seven characters where they are written apart; a room that is
    /// no number of two digits is the trouble then, and not the court.
    mutating func courtCode(_ court: Leaf, room: Leaf?) -> String? {
        guard let room else { return courtCode(court) }
        let (code, written) = (text(court), text(room))
        guard let code, code.utf8.count == 5, let written else { return courtCode(code, court.path) }
        let isNumber = (1...2).contains(written.utf8.count) && written.utf8.allSatisfy { (48...57).contains($0) }
        guard isNumber else { return courtCode(code, room.path) }
        return courtCode(code + (written.utf8.count == 1 ? "0" : "") + written, court.path)
    }
}

extension FormatError {
    static func dummyCourt(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "courts.dummy-court",
            message: "Rooms from \(LibraCaseTranslation.firstDummyRoom) up are dummy courts, in which nobody sits.",
            remedy: "Nothing; the item needs no further step.")
    }

    fileprivate static func invalidCase(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "courts.not-valid", message: "Libra itself marks the case as not valid.",
            remedy: "Nothing, unless it should have been valid.")
    }
}

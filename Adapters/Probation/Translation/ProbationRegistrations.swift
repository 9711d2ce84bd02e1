import CanonicalModel
import DomainEvents
import Formats

/// Entries on NDelius's registers (feeds.md 2.1).
extension ProbationEventReader {
    private static let maxCodeBytes = 16
    private static let maxNumberBytes = 24

    /// An entry, and the de-selection that its end is where the scheme names NDelius as the decider.
    mutating func registration(_ kind: Registration.Kind) throws(FormatError) -> [Fact] {
        let person = try person()
        let register = try register()
        let entry = Registration(
            person: person, kind: kind, register: register,
            registration: try code(["registrationId"], atMost: Self.maxNumberBytes),
            deregistration: try code(["deregistrationId"], atMost: Self.maxNumberBytes), date: try date(kind),
            isRed: try isRed(register))
        // The decision goes first: with the spell ended, the entry's end asks nobody anything.
        guard kind == .removed, let cohort = settings.decides[register.code] else { return [.registration(entry)] }
        let decision = DeselectionDecision(
            person: person, cohort: cohort, ground: "ndelius-deregistered", meeting: nil, decidedBy: "NDelius")
        return [.deselection(decision), .registration(entry)]
    }

    /// Which register; a code of no table is kept and an operator sees it, for the entry may matter to a person.
    private mutating func register() throws(FormatError) -> Registration.Register {
        // A code in small letters is the same code: IIOM missed would lose a selection or its end.
        guard let code = try code(["registerTypeCode"], atMost: Self.maxCodeBytes)?.uppercased() else {
            throw FormatError(
                path: information.path + "/registerTypeCode", rule: "probation.register-missing",
                message: "The event names no register by its code.", remedy: "Send registerTypeCode.")
        }
        let known = RegisterCode.class(of: code) ?? settings.registers[code]
        if known == nil {
            warn(
                FormatError(
                    path: information.path + "/registerTypeCode", rule: "probation.unknown-register",
                    message: "The register's code is in no table; the entry was kept as of another register.",
                    remedy: "Add the code to registers.csv of the standing data folder, with its class."))
        }
        return Registration.Register(
            code: code, class: known ?? .other,
            category: try self.code(["registrationCategoryCode"], atMost: Self.maxCodeBytes),
            level: try self.code(["registrationLevelCode"], atMost: Self.maxCodeBytes))
    }

    /// The day; one that cannot be read is left out, because the entry counts for more than its date.
    private mutating func date(_ kind: Registration.Kind) throws(FormatError) -> CalendarDate? {
        let key = kind == .removed ? "deregistrationDate" : "registrationDate"
        let (text, isTooLong) = try information.sideText(key, atMost: 64)
        guard text != nil || isTooLong else { return nil }
        if let day = text.flatMap(WrittenDay.read) { return day }
        warn(
            FormatError(
                path: information.path + "/" + key, rule: "probation.date",
                message: "The date is in no form that is known and was left out.", remedy: "Write it as 2026-11-20."))
        return nil
    }

    /// Whether the entry says "IOM red": an IOM entry says yes or no, any other only when its own code is the sign.
    private func isRed(_ register: Registration.Register) throws(FormatError) -> Bool? {
        var isRed = false
        for path in settings.iomRed
        where try information.sideText(path.member, atMost: 256).text?.uppercased() == path.code.uppercased() {
            if register.class == .iom || path.member == "registerTypeCode" { isRed = true }
        }
        guard register.class == .iom, !settings.iomRed.isEmpty else { return isRed ? true : nil }
        return isRed
    }
}

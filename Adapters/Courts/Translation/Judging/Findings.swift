import CanonicalModel
import Formats

/// Judges the leaves of one message and collects what is wrong with them, so that a sender hears of everything at once.
///
/// Three kinds of trouble. A value that the message cannot do without is missing, or one of the matter itself (who, which
/// case and hearing, what was decided) is malformed: a fault, the item is rejected. A word is not on its list, half of a pair
/// is missing, or a value beside the matter (``beside(_:)``) is malformed: it is left out with a warning. And what asks a
/// person to act at once, because no message can say it, is urgent: no number of other warnings keeps it from being told.
/// Messages never hold the value itself, because receipts and logs do.
struct Findings {
    /// More faults or warnings than this tell a sender nothing new; those beyond are counted.
    static let maxFaults = 100
    /// Urgent warnings that are listed, one for each defendant of the greatest item; those beyond are counted.
    static let maxUrgent = 500

    private(set) var faults: [FormatError] = []
    private(set) var warnings: [FormatError] = []
    private(set) var urgent: [FormatError] = []
    private var untold = Untold()
    /// The codes that are known.
    let standingData: StandingData
    /// Codes told to be in no table; each is told once, where it stands first.
    private var toldCodes: Set<String> = []

    /// How much was found beyond what is listed.
    private struct Untold {
        var faults = 0
        var warnings = 0
        var urgent = 0
    }

    init(_ standingData: StandingData) { self.standingData = standingData }

    mutating func fault(_ path: String, _ rule: String, _ message: String, _ remedy: String) {
        fault(FormatError(path: path, rule: rule, message: message, remedy: remedy))
    }

    private mutating func fault(_ fault: FormatError) {
        guard faults.count < Self.maxFaults else { return untold.faults += 1 }
        faults.append(fault)
    }

    mutating func warn(_ path: String, _ rule: String, _ message: String, _ remedy: String) {
        warn(FormatError(path: path, rule: rule, message: message, remedy: remedy))
    }

    private mutating func warn(_ warning: FormatError) {
        guard warnings.count < Self.maxFaults else { return untold.warnings += 1 }
        warnings.append(warning)
    }

    /// Warns of what a person has to act on at once.
    mutating func urge(_ path: String, _ rule: String, _ message: String, _ remedy: String) {
        urge(FormatError(path: path, rule: rule, message: message, remedy: remedy))
    }

    private mutating func urge(_ warning: FormatError) {
        guard urgent.count < Self.maxUrgent else { return untold.urgent += 1 }
        urgent.append(warning)
    }
}

// MARK: - Parts

extension Findings {
    /// Takes over what was found in a part.
    mutating func add(_ part: Findings) {
        for fault in part.faults { self.fault(fault) }
        untold.faults += part.untold.faults
        addWarnings(part)
    }

    private mutating func addWarnings(_ part: Findings) {
        for warning in part.warnings { warn(warning) }
        for warning in part.urgent { urge(warning) }
        untold.warnings += part.untold.warnings
        untold.urgent += part.untold.urgent
    }

    /// Judges a value beside the matter, such as a next hearing or a sum: a bad one is left out and told, for no custody,
    /// remand or warrant may wait for it.
    mutating func beside<Value>(_ judge: (inout Findings) -> Value) -> Value {
        var part = Findings(standingData)
        swap(&part.toldCodes, &toldCodes)  // Handed over and back: a copy would be one for each of thousands of values.
        let value = judge(&part)
        swap(&part.toldCodes, &toldCodes)
        for fault in part.faults {
            warn(fault.path, fault.rule, fault.message + " The message leaves it out.", fault.remedy)
        }
        untold.warnings += part.untold.faults
        addWarnings(part)
        return value
    }

    /// The same with its faults told as warnings: for rows, of which a bad one does not sink the good ones.
    func excused() -> Findings {
        var excused = Findings(standingData)
        for fault in faults { excused.warn(fault) }
        excused.untold.warnings += untold.faults
        excused.addWarnings(self)
        return excused
    }

    /// Every warning for the receipt, the urgent ones first, and how many more there are.
    ///
    /// - Parameter path: what stands for the item as a whole.
    func told(of path: String) -> [FormatError] {
        urgent + Self.untold(untold.urgent, path, "Warnings that ask for action at once and are not listed")
            + warnings + Self.untold(untold.warnings, path, "Warnings that are not listed")
    }

    private static func untold(_ count: Int, _ path: String, _ what: String) -> [FormatError] {
        guard count > 0 else { return [] }
        return [
            FormatError(
                path: path, rule: "courts.untold", message: "\(what): \(count).",
                remedy: "Look at the whole item where it is kept; mend what is listed first, for one cause may make many.")
        ]
    }
}

// MARK: - Presence and length

extension Findings {
    /// A value that must be there.
    mutating func required(_ text: String?, _ path: String) -> String? {
        if text == nil {
            fault(
                path, "courts.missing", "A value that every result needs is missing.",
                "Supply it and send the result again.")
        }
        return text
    }

    /// A text that the contract has room for.
    mutating func bounded(_ text: String?, _ path: String, atMost limit: Int) -> String? {
        guard let text else { return nil }
        guard text.utf8.count <= limit else {
            fault(
                path, "courts.length", "The value is longer than \(limit) bytes.",
                "Shorten it to what the interface allows.")
            return nil
        }
        return text
    }

    /// A list that the contract has room for.
    mutating func bounded<Element>(_ list: [Element], _ path: String, atMost limit: Int) -> [Element] {
        guard list.count <= limit else {
            tooMany(path, limit: limit)
            return []
        }
        return list
    }

    mutating func tooMany(_ path: String, limit: Int) {
        fault(
            path, "courts.too-many", "There are more than \(limit) of these.", "Split the result into several messages."
        )
    }
}

extension Findings {
    /// A defendant is one or the other.
    mutating func personOrOrganisation(_ path: String, _ remedy: String) {
        fault(path, "courts.person-or-organisation", "The defendant is a person and an organisation at once.", remedy)
    }
}

// MARK: - Leaves

extension Findings {
    /// The value of a leaf, once nothing keeps it from being one value.
    mutating func text(_ leaf: Leaf) -> String? {
        switch leaf.trouble {
        case nil: return leaf.text
        case .repeated:
            repeated(leaf.path)
        case .notAText:
            fault(leaf.path, "courts.kind", "The value is not a text.", "Send it as one text.")
        }
        return nil
    }

    mutating func repeated(_ path: String) {
        fault(
            path, "courts.repeated", "The element occurs more than once where the interface has one.", "Send it once.")
    }

    /// The value of a leaf that must be there.
    mutating func required(_ leaf: Leaf) -> String? {
        guard leaf.trouble == nil else { return text(leaf) }
        return required(leaf.text, leaf.path)
    }

    mutating func bounded(_ leaf: Leaf, atMost limit: Int) -> String? { bounded(text(leaf), leaf.path, atMost: limit) }

    mutating func code(_ leaf: Leaf, atMost limit: Int) -> String? { code(text(leaf), leaf.path, atMost: limit) }

    mutating func digits(_ leaf: Leaf, atMost limit: Int) -> String? { digits(text(leaf), leaf.path, atMost: limit) }

    mutating func resultCode(_ leaf: Leaf) -> String? { resultCode(text(leaf), leaf.path) }

    mutating func courtCode(_ leaf: Leaf) -> String? { courtCode(text(leaf), leaf.path) }

    mutating func listed(_ leaf: Leaf, in words: Set<String>) -> String? { listed(text(leaf), leaf.path, in: words) }

    mutating func date(_ leaf: Leaf) -> CalendarDate? { date(text(leaf), leaf.path) }

    mutating func time(_ leaf: Leaf, on day: CalendarDate) -> CourtTime? { time(text(leaf), leaf.path, on: day) }

    /// What a table says for a word; one that is not in it is left out with a warning.
    mutating func mapped<Value>(_ leaf: Leaf, _ table: [String: Value], by spelling: (String) -> String = { $0 })
        -> Value?
    {
        guard let text = text(leaf) else { return nil }
        guard let value = table[spelling(text)] else {
            unknownCode(leaf.path)
            return nil
        }
        return value
    }

    /// The elements of a JSON list; an absent one is empty.
    mutating func list(_ node: JSONNode, atMost limit: Int) -> [JSONNode] {
        guard node.isAbsent || node.value?.array != nil else {
            fault(node.path, "courts.kind", "The member is not a list.", "Send it as a JSON array.")
            return []
        }
        return bounded(node.elements, node.path, atMost: limit)
    }

    /// A JSON object; an absent one is nil.
    mutating func object(_ node: JSONNode) -> JSONNode? {
        guard !node.isAbsent else { return nil }
        guard node.value?.object != nil else {
            fault(node.path, "courts.kind", "The member is not an object.", "Send it as a JSON object.")
            return nil
        }
        return node
    }

    /// What may hold an object; absent where it holds anything else, which is a fault.
    mutating func holder(_ node: JSONNode) -> JSONNode { object(node) ?? JSONNode(nil, path: node.path) }

    /// The objects of a JSON list; an element of another kind is a fault.
    mutating func objects(_ node: JSONNode, atMost limit: Int) -> [JSONNode] {
        list(node, atMost: limit).compactMap { object($0) }
    }

    /// A truth value, which some producers write as text (feeds.md 0.6); nil when it is not said.
    mutating func truth(_ node: JSONNode) -> Bool? {
        switch node.value {
        case nil: return nil
        case .bool(let truth): return truth
        case .string(let text) where text.collapsed == nil: return nil
        case .string(let text) where text.collapsed?.asciiUppercased == "TRUE": return true
        case .string(let text) where text.collapsed?.asciiUppercased == "FALSE": return false
        default:
            fault(node.path, "courts.code", "The value is neither true nor false.", "Send true or false.")
            return nil
        }
    }
}

// MARK: - Codes

extension Findings {
    /// A code: ASCII letters and digits only.
    mutating func code(_ text: String?, _ path: String, atMost limit: Int) -> String? {
        checked(text, path, "a code of at most \(limit) letters and digits") {
            $0.count <= limit && $0.allSatisfy { isDigit($0) || isLetter($0) }
        }
    }

    /// An offence's code in capitals, as the CJS list has it, so that every feed writes the same.
    mutating func offenceCode(_ leaf: Leaf) -> String? { code(leaf, atMost: 16)?.asciiUppercased }

    /// A code of digits.
    mutating func digits(_ text: String?, _ path: String, atMost limit: Int) -> String? {
        checked(text, path, "a code of at most \(limit) digits") { $0.count <= limit && $0.allSatisfy(isDigit) }
    }

    /// An offence's number in a feed that does not pad it: SPI writes three digits, and so does what is compared with it.
    mutating func sequence(_ leaf: Leaf) -> String? {
        let digits = digits(leaf, atMost: 8)
        return digits.map { String(repeating: "0", count: max(0, 3 - $0.count)) + $0 }
    }

    /// A court's organisation unit code, "B01EF01"; any other form is kept as written, with a warning.
    ///
    /// Courts send codes that nobody knows yet (Bichard raises HO100200 and HO100300 and goes on), and which court sat is
    /// nothing that a remand or a warrant may wait for: one that is too long is a fault here, and whoever asks judges the code
    /// beside the matter.
    mutating func courtCode(_ text: String?, _ path: String) -> String? {
        guard let text = bounded(text, path, atMost: 16) else { return nil }
        let bytes = Array(text.utf8)
        if bytes.count != 7 || !isLetter(bytes[0]) || !bytes.allSatisfy({ isDigit($0) || isLetter($0) }) {
            warn(
                path, "courts.court-code",
                "The value has not the form of a court's code; the message carries it as written.",
                "Use the court's organisation unit code of seven characters.")
        } else if !standingData.knowsCourt(text) {
            noteUnlisted(text, path, "courts.unknown-court", "court's", .courts)
        }
        return text
    }

    /// The court that a hearing sits in, by a code that must be there; nil, and a fault, where there is none.
    mutating func sittingCourt(_ code: Leaf, room: Leaf? = nil) -> String? {
        guard code.text != nil || code.trouble != nil else { return required(nil, code.path) }
        return knownCourt(code, room: room)
    }

    /// The same where a feed may leave the code out.
    ///
    /// What is no code is told and says UNKNOWN, and the hearing goes on.
    mutating func knownCourt(_ code: Leaf, room: Leaf? = nil) -> String {
        if let court = beside({ $0.courtCode(code, room: room) }) { return court }
        warn(
            code.path, "courts.court-code",
            "The hearing names no court's code; the message says \(CourtCodes.unknownCourt).",
            "Use the court's organisation unit code of seven characters.")
        return CourtCodes.unknownCourt
    }

    /// A CJS result code; one that is in no table travels as written, with a warning (Bichard's HO100307).
    ///
    /// A result carries weight by other codes and by the remand state too, so one nobody knows must not sink it.
    mutating func resultCode(_ text: String?, _ path: String) -> String? {
        guard let code = digits(text, path, atMost: 8) else { return nil }
        if !standingData.knowsResultCode(code) {
            noteUnlisted(code, path, "courts.unknown-result-code", "result", .results)
        }
        return code
    }

    private mutating func noteUnlisted(
        _ code: String, _ path: String, _ rule: String, _ kind: String, _ file: StandingDataFile
    ) {
        guard toldCodes.insert(rule + code).inserted else { return }
        warn(
            path, rule, "The \(kind) code is in no table; the message carries it as written and no rule acts on it.",
            "Correct the code at its source, or add it to \(file.rawValue) of the standing data folder.")
    }

    /// An amount, "+250.00".
    mutating func amount(_ text: String?, _ path: String) -> String? {
        checked(text, path, "an amount of pounds, such as 250.00") { bytes in
            let isSigned = bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-")
            let parts = bytes.dropFirst(isSigned ? 1 : 0).split(
                separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            return bytes.count <= 24 && (1...2).contains(parts.count)
                && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
        }
    }

    /// A word of a closed list; any other is left out, since rules must not act on what nobody has defined.
    mutating func listed(_ text: String?, _ path: String, in words: Set<String>) -> String? {
        guard let text else { return nil }
        guard words.contains(text) else {
            unknownCode(path)
            return nil
        }
        return text
    }

    mutating func unknownCode(_ path: String) {
        warn(
            path, "courts.unknown-code", "The code is not one the interface lists; the message leaves it out.",
            "Use a listed code.")
    }

    private mutating func checked(_ text: String?, _ path: String, _ kind: String, _ isRight: ([UInt8]) -> Bool)
        -> String?
    {
        guard let text else { return nil }
        guard isRight(Array(text.utf8)) else {
            fault(path, "courts.code", "The value is not \(kind).", "Correct the value at its source.")
            return nil
        }
        return text
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
private func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) }

// MARK: - Dates and times

extension Findings {
    /// A calendar day, in XML Schema's form or JSON Schema's.
    mutating func date(_ text: String?, _ path: String) -> CalendarDate? {
        guard let text else { return nil }
        guard let date = CourtDate.day(text) else {
            fault(
                path, "courts.date", "The value is not a day of the calendar written YYYY-MM-DD.", "Correct the date.")
            return nil
        }
        return date
    }

    /// The one day that all of several values name; a result is not refused for the days of its order.
    mutating func oneDay(_ texts: [String], _ path: String) -> CalendarDate? {
        guard let first = texts.first else { return nil }
        guard let day = CourtDate.day(first), texts.allSatisfy({ $0 == first }) else {
            warn(
                path, "courts.incomplete", "The order has no one such day of the calendar; the message leaves it out.",
                "Send one day, written YYYY-MM-DD.")
            return nil
        }
        return day
    }

    /// A moment in any of the forms that courts write.
    mutating func moment(_ leaf: Leaf) -> CourtTime? {
        guard let text = text(leaf) else { return nil }
        guard let moment = CourtTime(text) else {
            fault(
                leaf.path, "courts.date", "The value is no day and time of the calendar.",
                "Write it as 2026-11-20T10:00:00.000Z.")
            return nil
        }
        return inRange(moment.day, leaf.path) == nil ? nil : moment
    }

    /// A day that a hearing can lie on.
    mutating func inRange(_ day: CalendarDate, _ path: String) -> CalendarDate? {
        guard Self.hearingYears.contains(day.year) else {
            fault(
                path, "courts.date-range", "The hearing lies outside the years 1972 to 2199.", "Correct the date.")
            return nil
        }
        return day
    }

    /// Years a hearing can lie in: results come from computers, and older years would only upset two-digit PNC years.
    static let hearingYears = 1972...2199

    /// A time of day, "10:00:00", "10:00" or XML Schema's other forms, and the moment it means on a day.
    mutating func time(_ text: String?, _ path: String, on day: CalendarDate) -> CourtTime? {
        guard let text else { return nil }
        guard let time = CourtTime(timeOfDay: text, on: day) else {
            fault(path, "courts.time", "The value is not a time of day written HH:MM:SS.", "Correct the time.")
            return nil
        }
        return inRange(time.day, path) == nil ? nil : time
    }

    /// When a case comes up next; either half may be missing.
    ///
    /// A zone without a day to read it on means winter's.
    mutating func next(day: Leaf, time: Leaf) -> (day: CalendarDate?, time: String?) {
        let written = date(day)
        let moment = self.time(time, on: written ?? SPITranslation.standInDate)
        return (written.map { moment?.day ?? $0 }, moment?.secondOfDay.map(timeOfDay))
    }
}

/// "10:00:00" of so many seconds since midnight.
func timeOfDay(_ seconds: Int) -> String {
    [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
}

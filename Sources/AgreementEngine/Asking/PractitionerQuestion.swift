public import Formats

/// What a practitioner asks before sharing: whether a role may see kinds of data about somebody for a purpose.
///
/// Evaluation, appendix 4: do people know what they can and cannot share?
public struct PractitionerQuestion: Sendable, Hashable {
    /// Who would see it: a party and a role.
    public var recipient: Discloser
    /// The categories asked for, families spelt out, in order.
    public var categories: [String]
    /// Whom it is about, as an identifier; nil when the facts are given otherwise.
    public var nominal: String?
    /// What for.
    public var purpose: String
    /// Who would tell it; nil for the hub.
    public var discloser: Discloser?

    /// The form a question has.
    public static let form =
        "may PARTY/ROLE see CATEGORY[, CATEGORY…] [of NOMINAL] for PURPOSE [told by PARTY/ROLE]"

    /// Reads a question.
    ///
    /// - Parameters:
    ///   - text: "may disc/case-manager see engagement of pnc:2001/0100021H for resettle".
    ///   - agreement: whose parties, purposes and words are meant.
    /// - Throws: a ``FormatError`` that names the word that is not understood and what may stand there.
    public init(_ text: String, under agreement: Agreement) throws(FormatError) {
        var words = QuestionWords(text)
        try words.expect("may")
        let recipient = try words.next("who would see it, as party/role")
        try words.expect("see")
        let categories = try words.upTo(["of", "for"], "a kind of data")
        let nominal = words.take("of") ? try words.next("whom it is about") : nil
        try words.expect("for")
        let purpose = try words.next("the purpose")
        var discloser: String?
        if words.take("told") {
            try words.expect("by")
            discloser = try words.next("who would tell it, as party/role")
        }
        try words.finish()
        try self.init(
            recipient: recipient, categories: categories, nominal: nominal, purpose: purpose, discloser: discloser,
            under: agreement)
    }

    /// Puts a question together from its parts, as separate options give them.
    ///
    /// - Throws: a ``FormatError`` that names what the agreement does not know.
    public init(
        recipient: String, categories: [String], nominal: String?, purpose: String, discloser: String?,
        under agreement: Agreement
    ) throws(FormatError) {
        self.recipient = try Self.party(recipient, agreement)
        self.discloser = try discloser.map { (text) throws(FormatError) in try Self.party(text, agreement) }
        self.nominal = nominal
        var expanded = [String]()
        for category in categories {
            for one in try Self.expanded(category) where !expanded.contains(one) { expanded.append(one) }
        }
        guard !expanded.isEmpty else { throw .question("categories", "Name at least one kind of data.") }
        self.categories = expanded
        guard agreement.purposes[purpose] != nil else {
            let known = agreement.purposes.keys.sorted().joined(separator: ", ")
            throw .question(purpose, "The agreement has no such purpose; it has \(known).")
        }
        self.purpose = purpose
    }

    /// "engagement" and "engagement.*" stand for every category of the family.
    private static func expanded(_ text: String) throws(FormatError) -> [String] {
        let family = text.hasSuffix(".*") ? String(text.dropLast(2)) : text
        if let words = CategoryVocabulary.categories[family] { return words.sorted().map { "\(family).\($0)" } }
        guard case .exactly = CategoryPattern(text), CategoryVocabulary.knows(CategoryPattern(text)) else {
            throw .question(text, "There is no such kind of data; Contracts/vocabulary.yaml lists them.")
        }
        return [text]
    }

    private static func party(_ text: String, _ agreement: Agreement) throws(FormatError) -> Discloser {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let party = agreement.parties[parts[0]] else {
            let known = agreement.parties.keys.sorted().joined(separator: ", ")
            throw .question(text, "Write party/role with a party of the agreement: \(known).")
        }
        guard party.roles.contains(parts[1]) else {
            throw .question(text, "\(parts[0]) has the roles \(party.roles.joined(separator: ", ")).")
        }
        return Discloser(party: parts[0], role: parts[1])
    }
}

/// The words of a question, taken one after another.
private struct QuestionWords {
    private var words: [String]
    private var place = 0

    init(_ text: String) {
        let trimmed = text.hasSuffix("?") ? text.dropLast() : text[...]
        words = trimmed.split { $0.isWhitespace }.map(String.init)
    }

    mutating func take(_ word: String) -> Bool {
        guard place < words.count, words[place].lowercased() == word else { return false }
        place += 1
        return true
    }

    mutating func expect(_ word: String) throws(FormatError) {
        guard take(word) else { throw .question(here, "\"\(word)\" has to stand here.") }
    }

    mutating func next(_ what: String) throws(FormatError) -> String {
        guard place < words.count else { throw .question(here, "Say \(what).") }
        defer { place += 1 }
        return words[place]
    }

    /// A list with commas, "and" or both, up to one of some words.
    mutating func upTo(_ ends: Set<String>, _ what: String) throws(FormatError) -> [String] {
        var list = [String]()
        while place < words.count, !ends.contains(words[place].lowercased()) {
            list += words[place].split(separator: ",").map(String.init).filter { $0 != "and" }
            place += 1
        }
        guard !list.isEmpty else { throw .question(here, "Say \(what).") }
        return list
    }

    func finish() throws(FormatError) {
        guard place == words.count else { throw .question(here, "Nothing is expected here any more.") }
    }

    private var here: String { place < words.count ? words[place] : "the end" }
}

extension FormatError {
    fileprivate static func question(_ place: String, _ message: String) -> FormatError {
        FormatError(
            path: place, rule: "question.not-understood", message: message,
            remedy: "Ask: \(PractitionerQuestion.form).")
    }
}

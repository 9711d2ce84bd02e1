import Formats
public import RecordStore

/// Who has what, rebuilt from the record of disclosures alone.
///
/// Every field that left is one release: pushed in a notice, or fetched against a claim ticket. A later notice of the same
/// chain replaces it, a withdrawal takes it back; nothing is ever removed from the record.
public struct DisclosureRecord: Sendable {
    /// One field that one recipient got.
    public struct Release: Sendable, Hashable {
        /// Whether the recipient may still use it.
        public enum State: String, Sendable, Hashable {
            /// The recipient's to use.
            case held
            /// A later notice of the same topic says how it is now.
            case replaced
            /// Withdrawn: not to be used any more.
            case takenBack = "taken-back"
            /// Decided and recorded, and never handed over, because the consents may have changed in between.
            case neverLeft = "never-left"
        }

        /// The entry of the record that says so.
        public var entry: Int64
        /// When.
        public var at: String
        /// The pseudonym of the person whom the notice is about, as decisions about identity stand now.
        public var subject: String
        /// Whom it went to.
        public var recipient: String
        /// Who disclosed it.
        public var discloser: String
        /// The stay on the cohort, by its name in the record.
        public var spell: String
        /// The notice.
        public var notice: String
        /// The field's name; its value is not in the record.
        public var field: String
        /// The rule that let it go.
        public var rule: String
        /// The agreement, by name and digest.
        public var agreement: String
        /// The purpose the recipient has it for.
        public var purpose: String
        /// The legal powers it rests on.
        public var powers: [String]
        /// The message that opened the emergency override it rests on; nil when it rests on none.
        public var override: String?
        /// Whether it was fetched against a claim ticket; else it was sent.
        public var isFetched: Bool
        /// When it was handed over, for what was fetched; nil says that nothing is known to have left.
        public var handedOver: String?
        /// Whether the recipient may still use it.
        public var state = State.held
    }

    /// Every release in the order of the record.
    public private(set) var releases: [Release] = []
    private var places: [String: [Int]] = [:]
    private var fetches: [Int64: [Int]] = [:]
    private let subjects: [String: String]

    /// Replays the record.
    ///
    /// A record that was divided leaves its pseudonym with one of the two people. Whose each notice is the division has decided,
    /// so the notice is asked and not the entry; one person's disclosures must not be shown as another's.
    /// - Throws: when an entry is not what was written; ``AuditCheck`` says which.
    public init(_ reader: StoreReader) throws {
        subjects = try reader.subjectsOfNotices()
        try reader.eachAuditEntry { number, bytes in
            guard let entry = try StrictJSON.parse(bytes).object else { return }
            replay(entry, number)
        }
    }

    /// Everything disclosed about a person.
    public func about(_ subjects: Set<String>) -> [Release] { releases.filter { subjects.contains($0.subject) } }

    /// Everything a recipient holds now, each field of a notice once.
    public func held(by recipient: String) -> [Release] {
        var seen = Set<String>()
        return releases.filter {
            $0.recipient == recipient && $0.isOut && seen.insert("\($0.notice) \($0.field)").inserted
        }
    }

    /// Everything a rule let out.
    public func letOut(by rule: String) -> [Release] { releases.filter { $0.rule == rule } }

    private mutating func replay(_ entry: JSONObject, _ number: Int64) {
        switch entry["what"]?.string {
        case "disclosure":
            append(entry, number, isFetched: false)
            let earlier = entry["supersedes"]?.string
            if let scope = entry["scope"]?.string {
                takeBack(scope, of: entry)
            } else if let earlier, entry["kind"]?.string == "recalled" {
                for place in places[earlier] ?? [] { releases[place].state = .takenBack }
            } else if let earlier {
                for place in places[earlier] ?? [] where releases[place].state == .held {
                    releases[place].state = .replaced
                }
            }
        case "fetched": append(entry, number, isFetched: true)
        case "handed-over": end(entry) { $0.handedOver = entry["at"]?.string }
        case "fetch-withheld": end(entry) { $0.state = .neverLeft }
        default: return
        }
    }

    /// What became of something that was fetched.
    private mutating func end(_ entry: JSONObject, _ change: (inout Release) -> Void) {
        for place in entry["claim"]?.integer.flatMap({ fetches[$0] }) ?? [] { change(&releases[place]) }
    }

    private mutating func append(_ entry: JSONObject, _ number: Int64, isFetched: Bool) {
        func text(_ key: String) -> String { entry[key]?.string ?? "" }
        for field in (entry["released"]?.array ?? []).map({ ($0.array ?? []).compactMap(\.string) })
        where field.count == 3 {
            places[text("notice"), default: []].append(releases.count)
            if isFetched { fetches[number, default: []].append(releases.count) }
            releases.append(
                Release(
                    entry: number, at: text("at"), subject: subjects[text("notice")] ?? text("subject"),
                    recipient: text("recipient"),
                    discloser: text("by"), spell: text("spell"), notice: text("notice"), field: field[0],
                    rule: field[1],
                    agreement: "\(text("agreementName")) \(text("agreement"))", purpose: text("purpose"),
                    powers: (entry["gateways"]?.array ?? []).compactMap(\.string),
                    override: entry["override"]?.string, isFetched: isFetched))
        }
    }

    /// What rested on a consent that is gone is taken back wherever it was fetched in that stay.
    private mutating func takeBack(_ scope: String, of entry: JSONObject) {
        let names = Set(scope.split(separator: ",").map { $0.drop { $0 == " " } }.map(String.init))
        for place in releases.indices where releases[place].isFetched && names.contains(releases[place].field) {
            guard releases[place].recipient == entry["recipient"]?.string,
                releases[place].spell == entry["spell"]?.string
            else { continue }
            if releases[place].state != .neverLeft { releases[place].state = .takenBack }
        }
    }
}

extension DisclosureRecord.Release {
    /// Whether the recipient has it, as far as is known, and may use it or a later word on it.
    fileprivate var isOut: Bool { state != .takenBack && state != .neverLeft }
}

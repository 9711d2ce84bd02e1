import CanonicalModel
import Formats
import PolicyText

/// Whom a rule is about; what is not said holds for everybody.
struct RuleScope: Sendable, Hashable {
    /// Whether a court order or a licence binds the person.
    enum Status: String { case statutory, nonStatutory = "non-statutory" }
    /// Whether the person is in prison.
    enum Place: String { case custody, community }
    /// Whether the person is under eighteen.
    enum Age: String { case child, adult }

    var status: Status?
    var place: Place?
    var age: Age?
    var cohorts: [String] = []
    var rated: [RAGRating] = []

    /// Everybody.
    init() {}

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        status = try reader.value("status")?.word()
        place = try reader.value("place")?.word()
        age = try reader.value("age")?.word()
        cohorts = try reader.value("cohorts")?.list.map { (value) throws(FormatError) in try value.text } ?? []
        rated = try reader.value("rated")?.list.map { (value) throws(FormatError) in try value.word() } ?? []
        try reader.finish()
    }

    /// Whether a person on a cohort is meant; somebody of unknown age counts as an adult.
    func covers(_ view: CaseView, cohort: String) -> Bool {
        if let status, (status == .statutory) != view.isStatutory { return false }
        if let place, (place == .custody) != view.isInCustody { return false }
        if let age, (age == .child) != (view.isChild ?? false) { return false }
        if !cohorts.isEmpty, !cohorts.contains(cohort) { return false }
        if !rated.isEmpty { return view.rated.map { rated.contains($0) } ?? false }
        return true
    }
}

extension PolicyReader {
    /// Whom a rule is about, under `only`.
    mutating func scope() throws(FormatError) -> RuleScope { try value("only").map(RuleScope.init) ?? RuleScope() }

    /// Words of a closed set under a key that may be absent.
    mutating func optionalWords<Word: RawRepresentable>(_ key: String) throws(FormatError) -> [Word]
    where Word.RawValue == String {
        try value(key)?.list.map { (value) throws(FormatError) in try value.word() } ?? []
    }
}

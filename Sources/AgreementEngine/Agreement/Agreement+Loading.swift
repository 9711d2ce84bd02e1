private import CanonicalModel
private import Crypto
public import Formats
import PolicyText

extension Agreement {
    /// The only format there is.
    public static let format = "iom-agreement/1"

    /// Loads an agreement.
    ///
    /// - Parameter text: a file in the strict YAML subset of Contracts/agreements/README.md.
    /// - Throws: a ``FormatError`` whose path is "line 12, column 5 /rules/3/when/subject.rag". An agreement with any word the
    ///   engine does not know is not loaded at all: a rule that errs must never be deployed (reference 3.3).
    public init(yaml text: String) throws(FormatError) {
        let file = try StrictYAML.parse(text)
        var reader = try PolicyReader(file)
        let format = try reader.required("format")
        guard try format.text == Self.format else { throw .wrongKind(format.place, "\"\(Self.format)\"") }
        id = try reader.text("agreement")
        reference = try reader.optionalText("reference")
        title = try reader.text("title")
        version = try reader.required("version").semanticVersion
        status = try reader.word("status")
        let terms = try AgreementTerms(&reader)
        owner = terms.owner
        parties = terms.parties
        purposes = terms.purposes
        gateways = terms.gateways
        signOffs = terms.signOffs
        (effectiveFrom, effectiveUntil) = try Self.period(try reader.required("effective"))
        review = try Review(try reader.required("review"))
        area = try Area(try reader.required("area"))
        var rules = RuleReader(terms: terms)
        guardrails = try rules.guardrails(try reader.required("always-refuse"))
        (permits, duties) = try rules.rules(try reader.required("rules"))
        exclusions = try reader.value("not-in-this-scheme").map { (value) throws(FormatError) in
            try Exclusion.read(value)
        } ?? []
        schemes = terms.schemes
        let permits = permits
        locals =
            try reader.value("local").map { (value) throws(FormatError) in
                try SchemeReader.local(value, schemes: terms.schemes, permits: permits, &rules)
            } ?? [:]
        cohortModel = try reader.value("cohort-model").map { (value) throws(FormatError) in try CohortModel(value) }
        colours = try reader.value("rag").map { (value) throws(FormatError) in try ColourReader.colours(value) } ?? [:]
        documents = try reader.value("documents").map { (value) throws(FormatError) in try Documents(value) }
        retention = try reader.value("retention").map { (value) throws(FormatError) in try Retention(value) }
        try reader.finish()
        canonical = file.json
        digest = SHA256.hash(data: canonical.canonicalBytes()).hexadecimal
    }

    /// Loads an agreement from a file's bytes.
    ///
    /// - Parameter bytes: UTF-8, checked.
    /// - Throws: a ``FormatError`` as from ``init(yaml:)-(String)``.
    public init(yaml bytes: [UInt8]) throws(FormatError) {
        try self.init(yaml: try StrictYAML.text(bytes))
    }

    private static func period(_ value: YAMLValue) throws(FormatError) -> (CalendarDate, CalendarDate?) {
        var reader = try PolicyReader(value)
        let from = try reader.date("from")
        let until = try reader.optionalDate("until")
        try reader.finish()
        guard until.map({ from <= $0 }) ?? true else {
            throw .wrongKind(value.place, "a period that ends after it starts")
        }
        return (from, until)
    }
}

extension Agreement.Review {
    /// What an overdue review does; there is one answer so far.
    private enum Overdue: String { case warn }

    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        due = try reader.date("due")
        let _: Overdue = try reader.word("overdue")
        suspendNonStatutoryAfterDays = try reader.value("suspend-non-statutory-after-days")?.count
        try reader.finish()
    }
}

extension Agreement.Exclusion {
    fileprivate static func read(_ value: YAMLValue) throws(FormatError) -> [Agreement.Exclusion] {
        var exclusions = [Agreement.Exclusion]()
        for item in try value.list {
            var reader = try PolicyReader(item)
            let message = try reader.required("message")
            let exclusion = Agreement.Exclusion(
                message: try message.word(), says: try reader.text("says"), source: try reader.text("source"))
            try reader.finish()
            guard !exclusions.contains(where: { $0.message == exclusion.message }) else {
                throw .givenTwice(message.place)
            }
            // Whoever was told has to be able to be untold (DESIGN decision 8).
            guard !exclusion.message.isUntelling else { throw .excludesUntelling(message.place) }
            exclusions.append(exclusion)
        }
        return exclusions
    }
}

extension FormatError {
    fileprivate static func excludesUntelling(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "agreement.excludes-untelling", "A notice that only takes back what was told cannot be excluded.",
            "Remove the exclusion: whoever was told has to be able to be told to stop.")
    }
}

extension Agreement.Documents {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        impactAssessment = try reader.text("impact-assessment")
        policyDocument = try reader.text("policy-document")
        processingRecord = try reader.text("processing-record")
        try reader.finish()
    }
}

extension Agreement.Area {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        kind = try reader.text("kind")
        code = try reader.text("code")
        name = try reader.text("name")
        try reader.finish()
    }
}

extension YAMLValue {
    /// "2.0.0": three whole numbers without leading zeros.
    var semanticVersion: String {
        get throws(FormatError) {
            let text = try text
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            let isVersion =
                parts.count == 3 && parts.allSatisfy { part in UInt32(part).map { String($0) == part } ?? false }
            guard isVersion else { throw .wrongKind(place, "a version such as \"2.0.0\"") }
            return text
        }
    }
}

extension Sequence<UInt8> {
    /// Two lower-case digits a byte.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

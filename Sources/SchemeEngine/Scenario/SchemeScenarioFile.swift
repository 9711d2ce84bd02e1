import CanonicalModel
public import Formats
package import PolicyText

/// A file of scenarios for one scheme (Contracts/schemes/README.md, "Scenarios").
public struct SchemeScenarioFile: Sendable {
    /// The only format there is.
    public static let format = "iom-scheme-scenarios/1"
    /// More scenarios than a person reads are several files.
    static let maxScenarios = 500

    /// The scheme's id.
    public var scheme: String
    /// The scenarios in the file's order.
    public var scenarios: [SchemeScenario]

    /// Loads scenarios.
    ///
    /// - Parameters:
    ///   - bytes: a file in the strict YAML subset, UTF-8.
    ///   - scheme: the id of the scheme they are for; nil takes the file's word for it.
    /// - Throws: a ``FormatError`` whose path is "line 12, column 5 /scenarios/3/given".
    public init(yaml bytes: [UInt8], for scheme: String? = nil) throws(FormatError) {
        try self.init(try StrictYAML.parse(bytes), for: scheme)
    }

    /// Loads scenarios that were parsed.
    package init(_ file: YAMLValue, for scheme: String? = nil) throws(FormatError) {
        var reader = try PolicyReader(file)
        try reader.demandFormat(Self.format)
        let named = try reader.required("scheme")
        self.scheme = try named.text
        guard scheme == nil || self.scheme == scheme else {
            throw .wrongKind(named.place, "the id of the scheme they are run under")
        }
        let list = try reader.required("scenarios")
        try reader.finish()
        guard try list.emptiableList.count <= Self.maxScenarios else {
            throw .wrongKind(list.place, "a list of at most \(Self.maxScenarios)")
        }
        var names = Set<String>()
        scenarios = try list.emptiableList.map { (value) throws(FormatError) in
            try SchemeScenario(value, after: &names)
        }
    }
}

extension SchemeScenario {
    fileprivate init(_ value: YAMLValue, after names: inout Set<String>) throws(FormatError) {
        var reader = try PolicyReader(value)
        let name = try reader.required("name")
        guard names.insert(try name.text).inserted else { throw .sameName(name.place) }
        self.name = try name.text
        covers = try reader.required("covers").emptiableList.map { (row) throws(FormatError) in try row.requirementRow }
        file = try CaseFile(scenario: try reader.required("given"))
        moments = [try Moment(&reader)]
        for value in try reader.value("then")?.list ?? [] {
            var then = try PolicyReader(value)
            moments.append(try Moment(&then))
            try then.finish()
        }
        try reader.finish()
    }
}

extension SchemeScenario.Moment {
    fileprivate init(_ reader: inout PolicyReader) throws(FormatError) {
        now = try reader.instant("at")
        wanted = []
        let expect = try reader.required("expect")
        var keys = try PolicyReader(expect)
        for key in ExpectationKey.all {
            if let value = keys.value(key.name) { wanted.append((key, try key.read(value))) }
        }
        try keys.finish()
        guard !wanted.isEmpty else { throw .expectsNothing(expect.place) }
    }
}

extension FormatError {
    fileprivate static func sameName(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "scenario.given-twice", "Another scenario has this name.", "Say what is different about this one.")
    }

    fileprivate static func expectsNothing(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "scenario.expects-nothing", "The scenario would be met whatever the scheme says.",
            "Write what the scheme has to say.")
    }
}

public import CanonicalModel
public import Formats

/// What a partnership tells this adapter about its own use of NDelius.
public struct ProbationSettings: Sendable, Hashable {
    /// One place where "IOM red" may be written.
    public struct CodePath: Sendable, Hashable {
        /// A member of `additionalInformation`.
        public var member: String
        /// The code it holds then.
        public var code: String
        /// Names a place.
        public init(member: String, code: String) {
            self.member = member
            self.code = code
        }
    }

    /// Where "IOM red" is written; empty when nobody has said.
    ///
    /// It is not public where NDelius keeps it (feeds.md 0.2).
    public var iomRed: [CodePath]
    /// Register code → cohort, when the scheme names NDelius as the decider: the end of the entry is the de-selection.
    public var decides: [String: String]
    /// What further register codes are about: the partnership knows its own before a release of this adapter does.
    ///
    /// A code of the shipped table keeps its meaning.
    public var registers: [String: RegisterClass]

    /// Settings; without any, nothing is red and nothing is decided.
    public init(
        iomRed: [CodePath] = [], decides: [String: String] = [:], registers: [String: RegisterClass] = [:]
    ) {
        self.iomRed = iomRed
        self.decides = decides
        self.registers = registers
    }

    /// Where the program finds them.
    public static let iomRedVariable = "PROBATION_IOM_RED"
    /// Where the program finds whether NDelius decides.
    public static let decidesVariable = "PROBATION_DECIDES"
    /// Where the program finds further register codes.
    public static let registersVariable = "PROBATION_REGISTERS"

    /// Settings as an operator writes them; register codes in capital or small letters, as events have them.
    ///
    /// - Parameter environment: `PROBATION_IOM_RED=registrationLevelCode=IR` (several with commas),
    ///   `PROBATION_DECIDES=IIOM=iom,APPO=ppo`, `PROBATION_REGISTERS=ZZ99=safeguarding`.
    /// - Throws: what is wrong with one of them.
    public init(environment: [String: String]) throws(FormatError) {
        let red = try Self.pairs(environment[Self.iomRedVariable], in: Self.iomRedVariable)
        let decides = try Self.pairs(environment[Self.decidesVariable], in: Self.decidesVariable)
        iomRed = red.map { CodePath(member: $0.left, code: $0.right) }
        self.decides = Dictionary(decides.map { ($0.left.uppercased(), $0.right) }) { $1 }
        registers = [:]
        for pair in try Self.pairs(environment[Self.registersVariable], in: Self.registersVariable) {
            guard let word = RegisterClass(rawValue: pair.right) else { throw .unknownClass }
            registers[pair.left.uppercased()] = word
        }
    }

    /// These settings with an installation's registers among them.
    ///
    /// - Throws: when an entry gives another meaning to a code that ships or that the settings name.
    func adding(_ entries: [RegisterEntry]) throws(FormatError) -> ProbationSettings {
        var settings = self
        for entry in entries {
            try entry.check(RegisterCode.class(of: entry.code), "in the table that ships")
            try entry.check(registers[entry.code], "in \(Self.registersVariable)")
            settings.registers[entry.code] = entry.class
        }
        return settings
    }

    private static func pairs(
        _ text: String?, in variable: String
    ) throws(FormatError) -> [(left: String, right: String)] {
        var pairs: [(left: String, right: String)] = []
        for part in (text ?? "").split(separator: ",") {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
                throw FormatError(
                    path: variable, rule: "config.pairs", message: "The setting is no list of NAME=CODE.",
                    remedy: "Write NAME=CODE, several with commas, without spaces.")
            }
            pairs.append((String(sides[0]), String(sides[1])))
        }
        return pairs
    }
}

extension RegisterEntry {
    fileprivate func check(_ other: RegisterClass?, _ place: String) throws(FormatError) {
        guard let other, other != self.class else { return }
        throw .contradiction(path, code: code, says: self.class.rawValue, but: "\(other.rawValue) \(place)")
    }
}

extension FormatError {
    fileprivate static let unknownClass = FormatError(
        path: ProbationSettings.registersVariable, rule: "config.register-class",
        message: "A register is given a class that does not exist.",
        remedy: "Use one of: \(RegisterClass.allCases.map(\.rawValue).joined(separator: ", ")).")
}

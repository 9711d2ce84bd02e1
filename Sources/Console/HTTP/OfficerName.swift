/// An officer's name and number as typed into a form: one line, with a name in it.
public struct OfficerName: Sendable, Hashable {
    /// The most bytes of UTF-8 that the canonical message takes.
    public static let byteLimit = 120

    /// What is wrong with a typed name, as the form says it.
    enum Problem: Error, Hashable {
        case empty
        case tooLong
        case notOneLine
        case noName
    }

    /// The name without the white space around it.
    public let text: String

    init(_ typed: String) throws(Problem) {
        guard let first = typed.firstIndex(where: { !$0.isWhitespace }),
            let last = typed.lastIndex(where: { !$0.isWhitespace })
        else { throw .empty }
        let trimmed = String(typed[first...last])
        guard trimmed.utf8.count <= OfficerName.byteLimit else { throw .tooLong }
        guard trimmed.unicodeScalars.allSatisfy(OfficerName.isPrintable) else { throw .notOneLine }
        // An acknowledgement is by a named officer; a number alone names nobody outside the force.
        guard trimmed.contains(where: \.isLetter) else { throw .noName }
        text = trimmed
    }

    /// Controls break the line; format characters (right-to-left overrides, zero-width) make a name read as another.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }
}

extension OfficerName.Problem {
    /// The sentence beside the field.
    ///
    /// - Parameter what: what the form asks for ("your name and collar number").
    func text(asking what: String) -> String {
        switch self {
        case .empty: "Enter \(what)"
        case .tooLong: "Shorten \(what) to \(OfficerName.byteLimit) characters"
        case .notOneLine: "Type \(what) on one line, in letters and digits"
        case .noName: "Enter your name as well as your number"
        }
    }
}

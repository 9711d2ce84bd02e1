import Formats

/// Looks at every character outside quotes and comments before libyaml does, because Yams resolves aliases and tags
/// while it parses and reports neither.
struct YAMLSubset {
    private typealias Scalars = String.UnicodeScalarView.Iterator

    private var here = YAMLPlace.start
    private var upcoming = YAMLPlace.start
    private var before: Unicode.Scalar = "\n"

    /// Refuses the first character that has no place in the subset.
    static func check(_ text: String) throws(FormatError) {
        var subset = YAMLSubset()
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = subset.advance(&scalars) {
            try subset.check(scalar, &scalars)
        }
    }

    private mutating func check(_ scalar: Unicode.Scalar, _ scalars: inout Scalars) throws(FormatError) {
        let previous = before
        before = scalar
        switch scalar {
        case "\"", "'":
            guard Self.mayPrecedeQuote.contains(previous) else { throw .yaml(here, .character) }
            try skipQuoted(scalar, &scalars)
        case "#":
            guard previous == " " || previous == "\n" else { throw .yaml(here, .character) }
            skipLine(&scalars)
        case "a"..."z", "A"..."Z", "0"..."9", " ", "\r", "\n", ".", "_", "-", "+", ":", "/", ",", "{", "}", "[", "]":
            break
        case "&": throw .yaml(here, .anchor)
        case "*": throw .yaml(here, .alias)
        case "!": throw .yaml(here, .tag)
        case "<": throw .yaml(here, .mergeKey)
        case "|", ">": throw .yaml(here, .blockScalar)
        default: throw .yaml(here, .character)
        }
    }

    private static let mayPrecedeQuote: Set<Unicode.Scalar> = [" ", "\n", "[", "{", ","]

    private mutating func skipQuoted(_ quote: Unicode.Scalar, _ scalars: inout Scalars) throws(FormatError) {
        let opened = here
        while let scalar = advance(&scalars) {
            if scalar == "\\" && quote == "\"" {
                _ = advance(&scalars)
            } else if scalar == quote {
                // In single quotes '' is one apostrophe: closing and opening again passes over the same characters.
                before = " "
                return
            }
        }
        throw .yaml(opened, .syntax)
    }

    private mutating func skipLine(_ scalars: inout Scalars) {
        while let scalar = advance(&scalars), scalar != "\n" {}
        before = "\n"
    }

    private mutating func advance(_ scalars: inout Scalars) -> Unicode.Scalar? {
        guard let scalar = scalars.next() else { return nil }
        here = upcoming
        if scalar == "\n" {
            upcoming.line += 1
            upcoming.column = 1
        } else {
            upcoming.column += 1
        }
        return scalar
    }
}

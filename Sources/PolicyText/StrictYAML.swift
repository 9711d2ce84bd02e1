package import Formats
private import Yams

/// Reads the part of YAML in which what an officer reads is what is parsed.
///
/// Text is quoted; unquoted are only keys, whole numbers, `true`, `false` and `null`. Anchors, aliases, tags, merge
/// keys, block scalars, duplicate keys and YAML 1.1's other booleans (`no` is false, `0o7` is 7) are refused: each lets
/// a file mean something else than it says.
package enum StrictYAML {
    /// More than any agreement needs: the benchmark's 117 rules take 70 kB.
    package static let byteLimit = 1 << 20
    /// More keys than any mapping of an agreement, directory or scenario needs.
    package static let keyLimit = 4_096

    /// Turns a file into a value with places.
    ///
    /// - Parameter text: the file.
    /// - Throws: a ``FormatError`` whose path is "line 12, column 5 /pointer".
    package static func parse(_ text: String) throws(FormatError) -> YAMLValue {
        guard text.utf8.count <= byteLimit else { throw .yaml(.start, .tooLong) }
        try UnseenCharacter.check(text)
        try YAMLSubset.check(text)
        guard let root = try compose(text) else { throw .yaml(.start, .empty) }
        return try value(root, pointer: "", parent: .start)
    }

    private static func compose(_ text: String) throws(FormatError) -> Node? {
        do {
            // The basic resolver: the default one guesses types with regular expressions, which is what we refuse to
            // do.
            return try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch {
            throw FormatError(error)
        }
    }

    private static func value(_ node: Node, pointer: String, parent: YAMLPlace) throws(FormatError) -> YAMLValue {
        let place = YAMLPlace(node.mark, pointer: pointer, parent: parent)
        switch node {
        case .scalar(let scalar): return YAMLValue(content: try content(scalar, place), place: place)
        case .alias: throw .yaml(place, .alias)
        case .sequence(let nodes):
            var values = [YAMLValue]()
            for (index, node) in nodes.enumerated() {
                values.append(try value(node, pointer: "\(pointer)/\(index)", parent: place))
            }
            return YAMLValue(content: .list(values), place: place)
        case .mapping(let pairs):
            var members = [YAMLValue.Member]()
            guard pairs.count <= keyLimit else { throw .yaml(place, .tooManyKeys) }
            var known = Set<String>()
            for (key, node) in pairs { members.append(try member(key, node, after: &known, place)) }
            return YAMLValue(content: .mapping(members), place: place)
        }
    }

    private static func member(
        _ key: Node, _ node: Node, after known: inout Set<String>, _ parent: YAMLPlace
    ) throws(FormatError) -> YAMLValue.Member {
        guard case .scalar(let scalar) = key, !scalar.string.isEmpty else {
            throw .yaml(YAMLPlace(key.mark, pointer: parent.pointer, parent: parent), .key)
        }
        let place = YAMLPlace(scalar.mark, pointer: parent.pointer + "/" + scalar.string, parent: parent)
        guard !UnseenCharacter.occurs(in: scalar.string) else {
            throw .yaml(YAMLPlace(scalar.mark, pointer: parent.pointer, parent: parent), .unseenCharacter)
        }
        guard known.insert(scalar.string).inserted else { throw .yaml(place, .duplicateKey) }
        return YAMLValue.Member(
            key: scalar.string, place: place, value: try value(node, pointer: place.pointer, parent: place))
    }

    private static func content(_ scalar: Node.Scalar, _ place: YAMLPlace) throws(FormatError) -> YAMLValue.Content {
        switch scalar.style {
        case .singleQuoted, .doubleQuoted:
            guard !UnseenCharacter.occurs(in: scalar.string) else { throw .yaml(place, .unseenCharacter) }
            return .text(scalar.string)
        case .literal, .folded: throw .yaml(place, .blockScalar)
        case .plain, .any: break
        }
        switch scalar.string {
        case "true": return .truth(true)
        case "false": return .truth(false)
        case "null": return .null
        case "": throw .yaml(place, .noValue)
        default: break
        }
        if implicitBooleans.contains(scalar.string.lowercased()) { throw .yaml(place, .implicitBoolean) }
        // "007" would read as 7 here, as 7 in YAML 1.1's octal and as text to the officer.
        guard let number = Int64(scalar.string), String(number) == scalar.string else { throw .yaml(place, .unquoted) }
        return .whole(number)
    }

    private static let implicitBooleans: Set<String> = [
        "yes", "no", "on", "off", "y", "n", "true", "false", "null", "~",
    ]
}

extension YAMLPlace {
    package static let start = YAMLPlace(line: 1, column: 1, pointer: "")

    fileprivate init(_ mark: Mark?, pointer: String, parent: YAMLPlace) {
        self.init(line: mark?.line ?? parent.line, column: mark?.column ?? parent.column, pointer: pointer)
    }
}

extension FormatError {
    /// Yams' own errors, without the file's text that they quote.
    fileprivate init(_ error: any Error) {
        func place(_ mark: Mark) -> YAMLPlace { YAMLPlace(mark, pointer: "", parent: .start) }
        self =
            switch error as? YamlError {
            case .scanner(_, _, let mark, _), .parser(_, _, let mark, _): .yaml(place(mark), .syntax)
            case .composer(_, _, let mark, _): .yaml(place(mark), .severalDocuments)
            case .duplicatedKeysInMapping(_, let context): .yaml(place(context.mark), .duplicateKey)
            default: .yaml(.start, .unreadable)
            }
    }
}

import Formats

/// What can be wrong with a policy file before its words are looked at.
enum YAMLDefect: String {
    case tooLong = "yaml.too-long"
    case empty = "yaml.empty"
    case unreadable = "yaml.unreadable"
    case syntax = "yaml.syntax"
    case severalDocuments = "yaml.one-document"
    case anchor = "yaml.anchor"
    case alias = "yaml.alias"
    case tag = "yaml.tag"
    case mergeKey = "yaml.merge-key"
    case blockScalar = "yaml.block-scalar"
    case character = "yaml.character"
    case key = "yaml.key"
    case duplicateKey = "yaml.duplicate-key"
    case implicitBoolean = "yaml.implicit-boolean"
    case unquoted = "yaml.unquoted-text"
    case noValue = "yaml.no-value"
    case unseenCharacter = "yaml.unseen-character"
    case tooManyKeys = "yaml.too-many-keys"

    fileprivate var message: String {
        switch self {
        case .tooLong: "The file is longer than \(StrictYAML.byteLimit) bytes."
        case .empty: "The file says nothing."
        case .unreadable: "The file is not text that YAML can hold."
        case .syntax: "This is not YAML."
        case .severalDocuments: "A policy file is one document."
        case .anchor: "An anchor lets a file say one thing in two places."
        case .alias: "An alias lets a file say something elsewhere than it is read."
        case .tag: "A tag changes what a value is without showing it."
        case .mergeKey: "A merge key brings in keys that are not seen here."
        case .blockScalar: "Text is written in quotes, not as a block."
        case .character: "Outside quotes only keys, whole numbers, true, false and null are read."
        case .key: "A key is one word."
        case .duplicateKey: "The key is given twice."
        case .implicitBoolean: "YAML would read this word as true, false or nothing."
        case .unquoted: "Text without quotes is not read."
        case .noValue: "The key has no value."
        case .unseenCharacter:
            "Here is a character that cannot be seen (a line end other than LF or CR LF, a control, or one that turns or joins words)."
        case .tooManyKeys: "The mapping has more than \(StrictYAML.keyLimit) keys."
        }
    }

    fileprivate var remedy: String {
        switch self {
        case .tooLong: "Split the policy."
        case .empty: "Write the policy, or remove the file."
        case .unreadable: "Save the file as UTF-8 without control characters."
        case .syntax: "Look for a missing quote, bracket or space near this place."
        case .severalDocuments: "Remove '---' and what follows it."
        case .anchor, .alias, .mergeKey: "Write the value out where it is meant."
        case .tag: "Remove the tag; quote the value if it is text."
        case .blockScalar, .character, .implicitBoolean, .unquoted: "Put the text in double quotes."
        case .key: "Use a plain word as key."
        case .duplicateKey: "Keep the one that is meant."
        case .noValue: "Write the value, or null where nothing is meant."
        case .unseenCharacter: "Delete it, and type what is meant again; find out how it came into the file."
        case .tooManyKeys: "Split the mapping."
        }
    }
}

extension FormatError {
    static func yaml(_ place: YAMLPlace, _ defect: YAMLDefect) -> FormatError {
        FormatError(path: place.description, rule: defect.rawValue, message: defect.message, remedy: defect.remedy)
    }
}

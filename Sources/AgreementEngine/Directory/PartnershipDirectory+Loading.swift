private import CanonicalModel
private import Crypto
public import Formats
import PolicyText

extension PartnershipDirectory {
    /// The only format there is.
    public static let format = "iom-directory/1"

    /// Loads a directory.
    ///
    /// - Parameter text: a file in the strict YAML subset of Contracts/agreements/README.md.
    /// - Throws: a ``FormatError`` whose path is "line 12, column 5 /recipients/3/covers/0". Two teams that cover the same area,
    ///   and a message type that nobody takes in, are refused here and not found out on a Friday night.
    public init(yaml text: String) throws(FormatError) {
        let file = try StrictYAML.parse(text)
        var reader = try PolicyReader(file)
        let format = try reader.required("format")
        guard try format.text == Self.format else { throw .wrongKind(format.place, "\"\(Self.format)\"") }
        self.init(
            id: try reader.text("directory"), version: try reader.required("version").semanticVersion,
            agreement: try reader.text("agreement"), scheme: try Self.scheme(&reader), hub: try Hub(try reader.required("hub")),
            recipients: try Self.recipients(try reader.required("recipients")),
            publishers: try Self.publishers(try reader.required("publishers")),
            digest: SHA256.hash(data: file.json.canonicalBytes()).hexadecimal)
        try reader.finish()
    }

    /// Loads a directory from a file's bytes.
    ///
    /// - Parameter bytes: UTF-8, checked.
    /// - Throws: a ``FormatError`` as from ``init(yaml:)-(String)``.
    public init(yaml bytes: [UInt8]) throws(FormatError) {
        try self.init(yaml: try StrictYAML.text(bytes))
    }

    private static func scheme(_ reader: inout PolicyReader) throws(FormatError) -> String? {
        guard let value = reader.value("scheme") else { return nil }
        if case .list = value.content { throw .severalSchemes(value.place) }
        return try value.text
    }

    private static func recipients(_ value: YAMLValue) throws(FormatError) -> [Recipient] {
        var unique = UniqueWords()
        var recipients = [Recipient]()
        for item in try value.list { recipients.append(try recipient(item, &unique)) }
        return recipients
    }

    private static func recipient(_ value: YAMLValue, _ unique: inout UniqueWords) throws(FormatError) -> Recipient {
        var reader = try PolicyReader(value)
        var recipient = Recipient(
            id: try unique.word(try reader.required("id"), as: "id"), name: try reader.text("name"),
            party: try reader.text("party"), role: try reader.text("role"), kind: try reader.word("kind"),
            purpose: try reader.text("purpose"),
            queueSuffix: try unique.word(try reader.required("queue-suffix"), as: "queue", atLeast: suffixLength),
            covers: [])
        for item in try reader.required("covers").list {
            guard let area = PostcodeArea(try item.text) else {
                throw .wrongKind(item.place, "the start of a postcode")
            }
            let isNew = recipient.covers.allSatisfy { $0 != area }
            guard isNew, !recipient.isTeam || unique.insert("area " + area.description) else {
                throw .coveredTwice(item.place)
            }
            recipient.covers.append(area)
        }
        recipient.undertaking = try reader.value("undertaking").map { (value) throws(FormatError) in
            try RecipientAssurance(value)
        }
        recipient.vetting = try reader.value("vetting").map { (value) throws(FormatError) in try RecipientAssurance(value) }
        try reader.finish()
        return recipient
    }

    /// Twelve of 36 characters are 62 bits: not to be guessed through a broker that answers one attempt at a time.
    private static let suffixLength = 12

    private static func publishers(_ value: YAMLValue) throws(FormatError) -> [Publisher] {
        var unique = UniqueWords()
        var publishers = [Publisher]()
        for member in try value.members {
            var reader = try PolicyReader(member.value)
            var publisher = Publisher(
                user: member.key, agency: try reader.text("agency"), sources: try sources(&reader),
                types: try types(&reader))
            if let rawFeed = reader.value("raw-feed") { publisher.rawFeed = try unique.word(rawFeed, as: "raw feed") }
            publishers.append(publisher)
            try reader.finish()
        }
        return publishers
    }

    private static func sources(_ reader: inout PolicyReader) throws(FormatError) -> [String] {
        try reader.required("sources").list.map { (item) throws(FormatError) in
            let source = try item.text
            guard source.hasPrefix("/"), source.count > 1 else {
                throw .wrongKind(item.place, "a source such as \"/courts/\"")
            }
            return source
        }
    }

    private static func types(_ reader: inout PolicyReader) throws(FormatError) -> [String] {
        try reader.required("may-publish").list.map { (item) throws(FormatError) in
            let pattern = try item.text
            guard MessageType.inbound.contains(where: pattern.names) else { throw .unknownType(item.place) }
            return pattern
        }
    }
}

extension PartnershipDirectory.Hub {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        discloser = Discloser(party: try reader.text("party"), role: try reader.text("role"))
        owner = try PartnershipDirectory.Contact(try reader.required("owner"))
        let deputy = try reader.required("deputy")
        self.deputy = try PartnershipDirectory.Contact(deputy)
        try reader.finish()
        guard self.deputy.id != owner.id else { throw .givenTwice(deputy.place) }
    }
}

extension PartnershipDirectory.Contact {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        id = try reader.text("id")
        name = try reader.text("name")
        try reader.finish()
    }
}

/// Words that may occur once in a directory.
private struct UniqueWords {
    private var seen = Set<String>()

    mutating func insert(_ word: String) -> Bool { seen.insert(word).inserted }

    /// A word of lower-case letters, digits and hyphens, as queue names need.
    mutating func word(_ value: YAMLValue, as kind: String, atLeast length: Int = 1) throws(FormatError) -> String {
        let word = try value.text
        let isWord = word.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        guard isWord, (length...64).contains(word.utf8.count) else {
            throw .wrongKind(value.place, "\(length) to 64 lower-case letters, digits and hyphens")
        }
        guard insert(kind + " " + word) else { throw .givenTwice(value.place) }
        return word
    }
}

extension FormatError {
    /// Whose section of the agreement holds, and whose pack decides what waits, would be anybody's guess.
    fileprivate static func severalSchemes(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "directory.one-scheme", "A partnership runs one scheme.",
            "Give each scheme a directory, a state folder and a broker of its own; or, for one hub, write a pack for both and "
                + "declare it in the agreement with 'unites'.")
    }

    fileprivate static func coveredTwice(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "directory.area-covered-twice", "Another team covers this area, or this recipient twice.",
            "Give the area to one team; name a smaller part to take it out of a larger one.")
    }

    fileprivate static func unknownType(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "directory.unknown-type", "The core takes in no such message type.",
            "Name a type of Contracts/canonical without its version, or a family such as \"custody.*\".")
    }
}

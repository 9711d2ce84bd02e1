public import CanonicalModel
private import Crypto
public import Formats
import PolicyText

/// The public keys that a partnership trusts, each for one person in one role.
///
/// A key is trusted for what its line says and nothing else: the configuration of whoever runs the broker decides who
/// may sign, never the file that is signed.
public struct Keyring: Sendable, Hashable {
    /// The only format there is.
    public static let format = "iom-keyring/1"
    static let idLength = 16

    /// A trusted key.
    public struct Key: Sendable, Hashable {
        /// 64 hexadecimal digits.
        public var publicKey: String
        /// Whose it is.
        public var name: String
        /// As what it may sign.
        public var role: SigningRole
        /// The party whose office the person holds.
        public var party: String
        /// The first day that it may sign.
        public var from: CalendarDate
        /// The last day that it may sign, when it lapses.
        public var until: CalendarDate?
        /// The day it was lost or stolen: nothing that it ever signed counts any more, because its thief chooses the date.
        public var withdrawn: CalendarDate?

        /// Puts a key together.
        public init(
            publicKey: String, name: String, role: SigningRole, party: String, from: CalendarDate,
            until: CalendarDate? = nil,
            withdrawn: CalendarDate? = nil
        ) {
            self.publicKey = publicKey
            self.name = name
            self.role = role
            self.party = party
            self.from = from
            self.until = until
            self.withdrawn = withdrawn
        }

        /// The key's id.
        public var id: String { Keyring.id(ofPublicKey: publicKey) }

        /// The key's line in a keyring file.
        public var line: String {
            "  - { public: \"\(publicKey)\", name: \(YAMLText.quoted(name)), as: \"\(role.rawValue)\", "
                + "party: \(YAMLText.quoted(party)), from: \"\(from)\"" + (until.map { ", until: \"\($0)\"" } ?? "")
                + (withdrawn.map { ", withdrawn: \"\($0)\"" } ?? "") + " }\n"
        }
    }

    /// The keys.
    public let keys: [Key]

    /// The parties whose office has a key.
    public var offices: Set<String> { Set(keys.filter { $0.role == .party }.map(\.party)) }

    /// A ring of keys.
    public init(_ keys: [Key]) { self.keys = keys }

    /// Loads a file.
    ///
    /// - Throws: a ``FormatError`` with place, rule and remedy.
    public init(yaml bytes: [UInt8]) throws(FormatError) {
        var reader = try PolicyReader(try StrictYAML.parse(bytes))
        try reader.demandFormat(Self.format)
        var keys = [Key]()
        for value in try reader.required("keys").emptiableList {
            let key = try Key(value)
            guard !keys.contains(where: { $0.publicKey == key.publicKey && $0.role == key.role }) else {
                throw .givenTwice(value.place)
            }
            keys.append(key)
        }
        try reader.finish()
        self.keys = keys
    }

    /// The start of a file to which ``Key/line`` can be added.
    public static let emptyFile = """
        # The public keys that the broker trusts: whose, as what, for which party, from and until when. A key that was lost or
        # stolen gets withdrawn: "YYYY-MM-DD".
        format: "\(format)"
        keys:

        """

    /// The first 16 hexadecimal digits of SHA-256 of the key's bytes.
    static func id(ofPublicKey publicKey: String) -> String {
        String(SHA256.hash(data: publicKey.hexadecimalBytes ?? []).hexadecimal.prefix(idLength))
    }
}

extension Keyring.Key {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        self.init(
            publicKey: try reader.hexadecimal("public", digits: 64), name: try reader.text("name"),
            role: try reader.word("as"), party: try reader.text("party"), from: try reader.date("from"),
            until: try reader.optionalDate("until"), withdrawn: try reader.optionalDate("withdrawn"))
        try reader.finish()
    }
}

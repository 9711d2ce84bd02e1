/// The addresses of pages; they carry ids and nothing else.
enum Address {
    static func team(_ id: String) -> String { "/teams/" + escaped(id) }

    static func notice(_ id: String, of team: String) -> String { self.team(team) + "/notices/" + escaped(id) }

    /// The id of a notice's element on its team's page.
    static func anchor(_ notice: String) -> String { "notice-" + notice }

    /// Percent-encodes everything but the unreserved characters of RFC 3986 section 2.3.
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                [byte]
            default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

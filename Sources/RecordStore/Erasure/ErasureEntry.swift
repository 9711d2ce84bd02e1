public import CanonicalModel
private import Formats
public import Foundation

/// That the key of one record was destroyed: ids, a time and codes, never who the person was.
public struct ErasureEntry: Sendable, Hashable {
    /// The record.
    public var nominal: Int64
    /// A keyed hash of the wrapped key: a record of the same number that was opened later has another.
    public var key: Data
    /// When.
    public var at: Timestamp
    /// The message that ordered it; "retention" where the agreement did.
    public var message: String
    /// Why, a code.
    public var reason: String
    /// By whose authority, a code.
    public var authority: String
}

extension ErasureEntry {
    /// The entry as a line of the ledger, with a keyed hash over it: whoever can write the file alone can have nobody erased.
    func line(_ keys: MasterKey) -> [UInt8] {
        var object = json
        object["mac"] = .string(mac(keys))
        return JSONValue.object(object).encoded() + [UInt8(ascii: "\n")]
    }

    /// Reads a line back.
    ///
    /// - Returns: nil when it is not what this store's key wrote.
    init?(line: [UInt8], _ keys: MasterKey) {
        guard let object = (try? StrictJSON.parse(line))?.object, let nominal = object["nominal"]?.integer,
            let key = object["key"]?.string.flatMap({ Data(hexadecimal: $0) }),
            let at = object["at"]?.string.flatMap({ Timestamp($0) }), let message = object["message"]?.string,
            let reason = object["reason"]?.string, let authority = object["authority"]?.string
        else { return nil }
        self.init(nominal: nominal, key: key, at: at, message: message, reason: reason, authority: authority)
        guard object["mac"]?.string == mac(keys) else { return nil }
    }

    private var json: JSONObject {
        [
            "nominal": .integer(nominal), "key": .string(key.hexadecimal), "at": .string(at.description),
            "message": .string(message), "reason": .string(reason), "authority": .string(authority),
        ]
    }

    private func mac(_ keys: MasterKey) -> String {
        keys.blindIndex("erasure " + String(decoding: JSONValue.object(json).canonicalBytes(), as: UTF8.self))
            .hexadecimal
    }
}

extension Data {
    /// Reads two digits a byte.
    fileprivate init?(hexadecimal text: String) {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        self.init()
        for start in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16) else {
                return nil
            }
            append(byte)
        }
    }
}

import Formats
import Foundation
import Testing

/// Random values survive writing and reading, and random damage is refused or read but never fatal.
///
/// Set FORMATS_SEED to a printed seed to repeat a run.
@Suite("JSON round trip") struct JSONRoundTripTests {
    private static let seed: UInt64 = {
        let seed = ProcessInfo.processInfo.environment["FORMATS_SEED"].flatMap(UInt64.init) ?? .random(in: 1...(.max))
        print("JSONRoundTripTests: FORMATS_SEED=\(seed)")
        return seed
    }()

    @Test("reads back every value that it writes")
    func roundTrips() throws {
        var random = SplitMix64(state: Self.seed)
        for turn in 0..<2_000 {
            let value = random.value(depth: 0)
            let bytes = value.encoded()
            let back = try StrictJSON.parse(bytes)
            #expect(back == value, "seed \(Self.seed), turn \(turn)")
            #expect(back.encoded() == bytes, "seed \(Self.seed), turn \(turn)")
        }
    }

    @Test("has one canonical form however members are ordered")
    func canonicalFormIsStable() throws {
        var random = SplitMix64(state: Self.seed)
        for turn in 0..<1_000 {
            let value = random.value(depth: 0)
            let canonical = value.canonicalBytes()
            let back = try StrictJSON.parse(value.encoded())
            #expect(back.canonicalBytes() == canonical, "seed \(Self.seed), turn \(turn)")
            #expect(random.shuffled(value).canonicalBytes() == canonical, "seed \(Self.seed), turn \(turn)")
        }
    }

    @Test("never crashes on damaged bytes, and what it still reads it can write")
    func survivesDamage() throws {
        var random = SplitMix64(state: Self.seed)
        for turn in 0..<5_000 {
            let damaged = random.damaged(random.value(depth: 0).encoded())
            guard let value = try? StrictJSON.parse(damaged) else { continue }
            #expect(try StrictJSON.parse(value.encoded()) == value, "seed \(Self.seed), turn \(turn)")
        }
    }

    @Test("agrees with the standard library on what is UTF-8")
    func agreesOnUTF8() {
        var random = SplitMix64(state: Self.seed)
        for turn in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                UInt8.random(in: 0x7F...0xFF, using: &random)
            }
            let known = String(validating: bytes, as: UTF8.self)
            let read = try? StrictJSON.parse([0x22] + bytes + [0x22])
            #expect(read?.string == known, "seed \(Self.seed), turn \(turn)")
        }
    }
}

/// A small generator whose whole state is its seed (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014), with the random things these tests are made of.
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth < 5 ? 8 : 6), using: &self) {
        case 0: .null
        case 1: .bool(Bool.random(using: &self))
        case 2: .integer(Int64.random(in: -(1 << 53)...(1 << 53), using: &self))
        case 3: decimal()
        case 4, 5: .string(text())
        case 6: .array((0..<Int.random(in: 0..<6, using: &self)).map { _ in value(depth: depth + 1) })
        default: object(depth: depth)
        }
    }

    private mutating func object(depth: Int) -> JSONValue {
        var object = JSONObject()
        for _ in 0..<Int.random(in: 0..<20, using: &self) { object[text()] = value(depth: depth + 4) }
        return .object(object)
    }

    private mutating func decimal() -> JSONValue {
        let whole = Int.random(in: -999...999, using: &self)
        let fraction = Int.random(in: 0...99_999, using: &self)
        let exponent = Int.random(in: -300...300, using: &self)
        return .decimal(Bool.random(using: &self) ? "\(whole).\(fraction)" : "\(whole).\(fraction)e\(exponent)")
    }

    private mutating func text() -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0..<24, using: &self) { text.unicodeScalars.append(scalar()) }
        return text
    }

    private mutating func scalar() -> Unicode.Scalar {
        let bounds: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x20...0x7E, 0x61...0x7A, 0x00...0x1F, 0x22...0x22, 0x5C...0x5C, 0x80...0x7FF, 0x300...0x36F,
            0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
        ]
        let range = bounds[Int.random(in: bounds.indices, using: &self)]
        return Unicode.Scalar(UInt32.random(in: range, using: &self)) ?? " "
    }

    mutating func shuffled(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): .array(elements.map { shuffled($0) })
        case .object(let object):
            .object(
                JSONObject(object.members.map { .init(key: $0.key, value: shuffled($0.value)) }.shuffled(using: &self)))
        default: value
        }
    }

    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
            let index = Int.random(in: bytes.indices, using: &self)
            switch Int.random(in: 0..<4, using: &self) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &self)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(Array(#"[]{},:"\u0e-.1"#.utf8).randomElement(using: &self) ?? 0, at: index)
            default: bytes.removeSubrange(index...)
            }
        }
        return bytes
    }
}

/// Writes 64-bit floats as ECMAScript's Number::toString does, which RFC 8785 section 3.2.2.3 demands.
enum ECMAScriptNumber {
    /// The shortest text that reads back as the same float, in ECMAScript's layout.
    ///
    /// - Parameter value: A finite float.
    /// - Returns: Such as `0`, `4.5`, `1e+30`, `1e-7`.
    static func text(_ value: Double) -> String {
        precondition(value.isFinite, "JSON has no infinity and no NaN; refuse them before encoding.")
        if value == 0 { return "0" }
        let (digits, exponent) = shortest(value.magnitude)
        return (value < 0 ? "-" : "") + layout(digits, exponent)
    }

    /// Swift's description has the same shortest digits (both are shortest and closest), only laid out otherwise.
    ///
    /// - Returns: Digits without zeros at either end, and n such that the value is 0.digits × 10^n.
    private static func shortest(_ magnitude: Double) -> (digits: [UInt8], exponent: Int) {
        var digits: [UInt8] = []
        var exponent = 0
        var isPastPoint = false
        let text = Array(magnitude.description.utf8)
        let mark = text.firstIndex(of: UInt8(ascii: "e")) ?? text.count
        for byte in text[..<mark] {
            if byte == ASCII.point {
                isPastPoint = true
            } else if byte == ASCII.zero, digits.isEmpty {
                if isPastPoint { exponent -= 1 }
            } else {
                digits.append(byte)
                if !isPastPoint { exponent += 1 }
            }
        }
        if mark < text.count { exponent += Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) ?? 0 }
        while digits.last == ASCII.zero { digits.removeLast() }
        return (digits, exponent)
    }

    /// ECMA-262 section 6.1.6.1.20, steps 6 to 10; `exponent` is its n and `digits.count` its k.
    private static func layout(_ digits: [UInt8], _ exponent: Int) -> String {
        let text = String(decoding: digits, as: UTF8.self)
        switch exponent {
        case digits.count...21 where digits.count <= 21:
            return text + zeros(exponent - digits.count)
        case 1...21:
            return text.prefix(exponent) + "." + text.dropFirst(exponent)
        case -5...0:
            return "0." + zeros(-exponent) + text
        default:
            let power = exponent - 1
            let mantissa = digits.count == 1 ? text : text.prefix(1) + "." + text.dropFirst()
            return mantissa + "e" + (power < 0 ? "-" : "+") + String(power.magnitude)
        }
    }

    private static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
}

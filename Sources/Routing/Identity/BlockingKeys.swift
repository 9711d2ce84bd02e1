internal import CanonicalModel

/// The texts under which people who might be one meet, so that nobody has to be compared with everybody.
///
/// The record keeps them as keyed blind indexes only. A record is indexed under ``of(_:)``; a message looks under
/// ``lookup(_:)``, which also tries what clerks confuse: reversed names, day and month in each other's place.
public enum BlockingKeys {
    /// More names, days or postcodes than this of one person are not indexed: a feed that invents aliases must not grow the
    /// index without end.
    private static let variantLimit = 12

    /// The keys of a profile.
    public static func of(_ profile: PersonProfile) -> Set<String> {
        keys(names: Array(profile.names.prefix(variantLimit)), profile)
    }

    /// The keys to look under for a message's person: eight at most for one name, day and place, because strangers are most of
    /// what courts send and each key costs a keyed hash.
    public static func lookup(_ profile: PersonProfile) -> Set<String> {
        var lookup = keys(names: profile.names, profile)
        for day in profile.births {
            for name in profile.names.compactMap(\.reversed) { lookup.insert(key(day, name)) }
            guard let swapped = CalendarDate(year: day.year, month: day.day, day: day.month) else { continue }
            for name in profile.names { lookup.insert(key(swapped, name)) }
        }
        return lookup
    }

    private static func key(_ day: CalendarDate, _ name: CleanName) -> String {
        "dn \(day) \(name.surname?.prefix(2) ?? "") \(name.forenames.first?.prefix(2) ?? "")"
    }

    private static func keys(names: [CleanName], _ profile: PersonProfile) -> Set<String> {
        let days = profile.births.sorted().prefix(variantLimit)
        let places = profile.postcodes.sorted().prefix(variantLimit)
        var keys = Set<String>()
        for day in days { for place in places { keys.insert("dp \(day) \(place)") } }
        for name in names {
            guard let surname = name.surname else { continue }
            let sound = Soundex.code(of: surname)
            let start = name.forenames.first.map { String($0.prefix(2)) } ?? ""
            for day in days {
                keys.insert(key(day, name))
                // One slip of the pen in the date leaves two of year, month and day as they were.
                keys.insert("ym \(day.year)-\(day.month) \(sound) \(start)")
                keys.insert("yd \(day.year)--\(day.day) \(sound) \(start)")
                keys.insert("md \(day.month)-\(day.day) \(sound) \(start)")
            }
            for place in places { keys.insert("np \(place) \(sound) \(start)") }
        }
        return keys
    }
}

extension CleanName {
    /// Surname and first forename in each other's place.
    var reversed: CleanName? {
        guard let surname, let first = forenames.first else { return nil }
        var name = self
        name.surname = first
        name.forenames = [surname]
        return name
    }
}

/// American Soundex (Russell and Odell 1918; the National Archives' rules): a letter and three digits.
enum Soundex {
    private static let codes: [Character: Character] = {
        var codes = [Character: Character]()
        for (letters, digit) in [("BFPV", "1"), ("CGJKQSXZ", "2"), ("DT", "3"), ("L", "4"), ("MN", "5"), ("R", "6")] {
            for letter in letters { codes[letter] = Character(digit) }
        }
        return codes
    }()

    /// The code of an upper-case word.
    static func code(of word: String) -> String {
        guard let first = word.first else { return "" }
        var code = String(first)
        var last = codes[first]
        for letter in word.dropFirst() where code.count < 4 {
            let digit = codes[letter]
            if let digit, digit != last { code.append(digit) }
            // H and W do not part two letters of one code; a vowel does.
            if letter != "H" && letter != "W" { last = digit }
        }
        return code.padding(to: 4)
    }
}

extension String {
    fileprivate func padding(to length: Int) -> String { self + String(repeating: "0", count: Swift.max(0, length - count)) }
}

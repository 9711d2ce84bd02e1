import CanonicalModel

/// Somebody who does not exist: names out of syllables, numbers that pass their check letters.
struct InventedPerson {
    var given: String
    var family: String
    var born: CalendarDate
    var isFemale: Bool
    var pnc: String
    var noms: String
    var crn: String
    var house: Int
    var sector: Int

    /// As the hub writes the person: with the address.
    func person(living postcode: String) -> Person {
        var known = known
        known.address = Person.Address(lines: ["\(house) Invented Terrace", "Nowhere"], postcode: postcode)
        return known
    }

    /// As the hub writes the person where the address does not matter.
    var known: Person {
        Person(
            identifiers: [
                PersonIdentifier(.pnc, pnc, writtenIn: 2_030), PersonIdentifier(.noms, noms, writtenIn: 2_030),
                PersonIdentifier(.crn, crn, writtenIn: 2_030),
            ],
            name: Person.Name(given: [given], family: family), dateOfBirth: born)
    }
}

/// Makes people up, no two alike enough to be taken for each other.
struct PeopleInventor {
    private var random: SyntheticRandom
    private let series: Int
    private var taken = Set<String>()
    private var count = 0

    /// - Parameter series: tells the areas' numbers apart.
    init(seed: UInt64, series: Int) {
        random = SyntheticRandom(seed: seed)
        self.series = series
    }

    /// - Parameter known: since which year the police computer has held the person; a number is not older than what it is on.
    mutating func person(born: CalendarDate, known: Int) -> InventedPerson {
        count += 1
        let (given, family) = name()
        let serial = series * 100_000 + count
        return InventedPerson(
            given: given, family: family, born: born, isFemale: random.happens(900),
            pnc: Self.pnc(year: known, serial: serial), noms: Self.noms(serial), crn: Self.crn(serial),
            house: random.pick(1...400), sector: random.pick(1...9))
    }

    /// Another prison number, as a second admission under a slip of the pen gives.
    mutating func secondNumber() -> String {
        count += 1
        return Self.noms(series * 100_000 + count)
    }

    private mutating func name() -> (String, String) {
        while true {
            let given = random.pick(Self.givenNames)
            let family = random.pick(Self.first) + random.pick(Self.middle) + random.pick(Self.last)
            // Whoever shares a forename differs early in the surname: no two are probably one person (decision 0010).
            if taken.insert(given + family.prefix(4)).inserted { return (given, family) }
        }
    }

    /// The check letter of the police computer's numbers: the modulus of 23 over two digits of the year and the serial.
    private static func pnc(year: Int, serial: Int) -> String {
        let letters = Array("ZABCDEFGHJKLMNPQRTUVWXY")
        return "\(year)/" + String(10_000_000 + serial).dropFirst()
            + String(letters[(year % 100 * 10_000_000 + serial) % 23])
    }

    /// An arrest summons number: year, an unused force and unit, system, serial; the letter leaves the unit out.
    static func asn(year: Int, serial: Int) -> String {
        let letters = Array("ZABCDEFGHJKLMNPQRTUVWXY")
        let digits = String(100_000_000_000 + serial).dropFirst()
        let twoDigits = String(100 + year % 100).dropFirst()
        var rest = 0
        for digit in "9901" + twoDigits + digits { rest = (rest * 10 + (digit.wholeNumberValue ?? 0)) % 23 }
        return twoDigits + "99QQ01" + digits + String(letters[rest])
    }

    private static func noms(_ serial: Int) -> String {
        let letters = Array("ABCDEFGHJKLMNPQRTUVWXY")
        let rest = serial / 10_000
        return "Z" + String(10_000 + serial % 10_000).dropFirst() + String(letters[rest / 22 % 22])
            + String(letters[rest % 22])
    }

    private static func crn(_ serial: Int) -> String { "Z" + String(1_000_000 + serial % 1_000_000).dropFirst() }

    private static let givenNames = [
        "Aled", "Bram", "Corin", "Dane", "Edric", "Fenn", "Gethin", "Hale", "Ivo", "Jorah", "Kit", "Lorne", "Maddox",
        "Nye", "Orin", "Piers", "Quill", "Rafe", "Soren", "Tavis", "Ulric", "Vaughn", "Wilf", "Yorick", "Zane", "Ansel",
        "Bevan", "Cade", "Doran", "Emrys",
    ]
    private static let first = [
        "Ald", "Brim", "Cald", "Dun", "Elv", "Fold", "Garn", "Holt", "Ing", "Jess", "Keld", "Lath", "Mor", "Nun", "Ost",
        "Pryd", "Quen", "Rusk", "Stav", "Thorn", "Ulm", "Ven", "Wex", "Yarl", "Zell", "Ash", "Birk", "Crox", "Drey",
        "Esk",
    ]
    private static let middle = ["a", "e", "i", "o", "u", "er", "al", "in", "on", "em", "ar", "ol", "un", "is"]
    private static let last = [
        "sample", "wick", "thorpe", "combe", "dale", "shaw", "garth", "mere", "ford", "stead", "croft", "bourne",
    ]
}

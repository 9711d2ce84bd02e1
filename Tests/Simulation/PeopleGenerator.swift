import CanonicalModel
import TestSupport

/// Makes up people, and what four agencies write down about them: typos, twins, shared addresses, re-used and mistyped numbers.
struct PeopleGenerator {
    /// A true person, with the numbers that are really theirs.
    struct Human {
        var number: Int
        var person: Person
        /// A court sees strangers too; only nominals are selected.
        var isNominal: Bool
    }

    /// A message with the truth about it.
    struct Said {
        var person: Person
        /// Whom it is really about.
        var truth: Int
        /// Whether a number or a name in it is somebody else's, or it tells a false name.
        var isContradicted: Bool
    }

    private var random: SeededGenerator
    private var usedIdentifiers = Set<PersonIdentifier>()
    private(set) var humans: [Human] = []

    private static let families = PeopleGenerator.names(["Bar", "Cal", "Dun", "Fen", "Gar", "Hol", "Kin", "Lan", "Mar", "Nor", "Pen", "Ros", "Sand", "Thorn", "Wal", "Ash", "Brad", "Hart"], ["ley", "ton", "field", "ford", "wood", "man", "ridge", "worth", "son", "er", "by", "well"]) + ["Smith", "Jones", "Khan", "Lee", "O'Neil", "MC DUFF", "Ng", "Patel"]
    private static let givens = ["Alex", "Amir", "Bethan", "Callum", "Carl", "Daniel", "Dean", "Ellis", "Farah", "Gareth", "Hassan", "Ian", "Imran", "Jade", "Jamie", "John", "Kyle", "Leanne", "Liam", "Lucy", "Mark", "Megan", "Nadia", "Nathan", "Omar", "Paul", "Priya", "Rhys", "Ryan", "Sarah", "Shane", "Stacey", "Tariq", "Tobias", "Vikram", "Wayne", "Yusuf", "Zoe"]

    private static func names(_ starts: [String], _ ends: [String]) -> [String] { starts.flatMap { start in ends.map { start + $0 } } }

    init(seed: UInt64, people: Int) {
        random = SeededGenerator(seed: seed)
        while humans.count < people {
            let first = human()
            humans.append(first)
            if chance(2) { humans.append(twin(of: first)) }
            if chance(4) { humans.append(housemate(of: first)) }
        }
        humans = Array(humans.prefix(people))
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        // Few names are common and many are rare: the smaller of two draws.
        values[min(Int.random(in: 0..<values.count, using: &random), Int.random(in: 0..<values.count, using: &random))]
    }

    // MARK: People

    private mutating func human() -> Human {
        let born = CalendarDate(daysSinceEpoch: Int.random(in: -9_000...13_500, using: &random))
        let postcode = "LS\(Int.random(in: 1...28, using: &random)) \(Int.random(in: 1...9, using: &random))\(letter())\(letter())"
        return Human(
            number: humans.count,
            person: Person(
                identifiers: identifiers(), name: Person.Name(given: [pick(Self.givens)], family: pick(Self.families)),
                dateOfBirth: born, address: Person.Address(lines: ["1 Example Road"], postcode: postcode)),
            isNominal: chance(60))
    }

    private mutating func twin(of sibling: Human) -> Human {
        var twin = human()
        twin.person.name = Person.Name(given: twin.person.name?.given ?? [], family: sibling.person.name?.family ?? "")
        if twin.person.name?.given == sibling.person.name?.given { twin.person.name?.given = ["Quentin"] }
        twin.person.dateOfBirth = sibling.person.dateOfBirth
        twin.person.address = sibling.person.address
        return twin
    }

    private mutating func housemate(of other: Human) -> Human {
        var mate = human()
        mate.person.address = other.person.address
        return mate
    }

    private mutating func letter() -> Character { "ABDEFGHJLNPQRSTUWXYZ".randomElement(using: &random) ?? "A" }

    private mutating func identifiers() -> [PersonIdentifier] {
        [fresh { $0.pnc() }, fresh { $0.noms() }, fresh { $0.crn() }]
    }

    private mutating func fresh(_ make: (inout PeopleGenerator) -> PersonIdentifier) -> PersonIdentifier {
        while true {
            let identifier = make(&self)
            if usedIdentifiers.insert(identifier).inserted { return identifier }
        }
    }

    private mutating func pnc() -> PersonIdentifier {
        let (year, serial) = (Int.random(in: 1990...2025, using: &random), Int.random(in: 1...999_999, using: &random))
        for letter in "ZABCDEFGHJKLMNPQRTUVWXY" {
            let identifier = PersonIdentifier(.pnc, "\(year)/\(serial)\(letter)", writtenIn: 2026)
            if identifier.isVerified { return identifier }
        }
        preconditionFailure("Every serial has a check letter.")
    }

    private mutating func noms() -> PersonIdentifier {
        PersonIdentifier(.noms, "A\(Int.random(in: 1_000...9_999, using: &random))\(letter())\(letter())", writtenIn: 2026)
    }

    private mutating func crn() -> PersonIdentifier {
        PersonIdentifier(.crn, "X\(Int.random(in: 100_000...999_999, using: &random))", writtenIn: 2026)
    }

    // MARK: What is said

    /// What an agency says about somebody.
    mutating func say(about human: Human) -> Said {
        var said = Said(person: human.person, truth: human.number, isContradicted: false)
        // Agencies know some of the numbers: a court the PNC, a prison its own, probation its own and often the prison's.
        said.person.identifiers = human.person.identifiers.filter { _ in Int.random(in: 0..<100, using: &random) < 55 }
        if chance(50) { said.person.address = nil }
        spoil(&said)
        return said
    }

    private mutating func spoil(_ said: inout Said) {
        var name = said.person.name ?? Person.Name(given: [], family: "")
        if chance(10) { name.family = typo(name.family) }
        if chance(8) { name.given = name.given.map { word in typo(word) } }
        said.person.name = name
        if chance(6), let born = said.person.dateOfBirth { said.person.dateOfBirth = slip(born) }
        if chance(3) { said.person.dateOfBirth = CalendarDate("1970-01-01") }
        if chance(2), let name = said.person.name { said.person.name = Person.Name(given: [name.family], family: name.given[0]) }
        if chance(4) { said.person.address = Person.Address(lines: [], postcode: "NF1 1NF", isNoFixedAbode: true) }
        if chance(5), !said.person.identifiers.isEmpty { mistype(&said) }
        if chance(2) { reuse(&said) }
    }

    /// One letter left out, doubled, or two in each other's place.
    private mutating func typo(_ word: String) -> String {
        var letters = Array(word)
        guard letters.count > 3 else { return word }
        let place = Int.random(in: 1..<letters.count - 1, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(letters[place], at: place)
        default: letters.swapAt(place, place + 1)
        }
        return String(letters)
    }

    private mutating func slip(_ born: CalendarDate) -> CalendarDate {
        if Bool.random(using: &random), let swapped = CalendarDate(year: born.year, month: born.day, day: born.month) { return swapped }
        let year = born.year + [-10, -1, 1, 10][Int.random(in: 0..<4, using: &random)]
        return CalendarDate(year: year, month: born.month, day: born.day) ?? born
    }

    /// A digit of one number is wrong; numbers without a check letter may so become another person's.
    private mutating func mistype(_ said: inout Said) {
        let place = Int.random(in: 0..<said.person.identifiers.count, using: &random)
        let identifier = said.person.identifiers[place]
        var bytes = Array(identifier.value.utf8)
        let digits = bytes.indices.filter { $0 > 4 && (48...57).contains(bytes[$0]) }
        guard let digit = digits.randomElement(using: &random) else { return }
        bytes[digit] = 48 + (bytes[digit] - 48 + UInt8.random(in: 1...9, using: &random)) % 10
        let wrong = PersonIdentifier(identifier.kind, String(decoding: bytes, as: UTF8.self), writtenIn: 2026)
        said.person.identifiers[place] = wrong
        if wrong.isStrong { said.isContradicted = true }
    }

    /// Somebody else's number: a neighbour in the register, or very often a brother's.
    private mutating func reuse(_ said: inout Said) {
        let near = [said.truth - 1, said.truth + 1].filter { humans.indices.contains($0) }
        let other = Bool.random(using: &random) ? near.randomElement(using: &random) : Int.random(in: 0..<humans.count, using: &random)
        guard let other, other != said.truth, let theirs = humans[other].person.identifiers.randomElement(using: &random) else { return }
        said.person.identifiers.removeAll { $0.kind == theirs.kind }
        said.person.identifiers.append(theirs)
        said.isContradicted = true
    }

    /// A register finds two of its numbers to be one person's: rightly, or wrongly.
    mutating func merge() -> (kept: Human, removed: PersonIdentifier, truth: Int) {
        let kept = humans[Int.random(in: 0..<humans.count, using: &random)]
        let other = chance(50) ? kept : humans[Int.random(in: 0..<humans.count, using: &random)]
        let number = other.number == kept.number ? fresh { $0.noms() } : other.person.identifiers[1]
        return (kept, number, other.number)
    }
}

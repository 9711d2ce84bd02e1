import CanonicalModel
import Routing
import Testing

@Suite("Probable matches")
struct ProbableMatchTests {
    /// What is said of somebody: forename, surname, birthday, postcode, PNC.
    typealias Words = (given: String, family: String, born: String?, postcode: String?)
    static let known: Words = ("Callum", "Thornton", "1991-04-12", "LS6 3AA")

    @Test(
        "Who is asked about, and who is not",
        arguments: [
            (("Callum", "Thornton", "1991-04-12", nil), true),
            (("Thornton", "Callum", "1991-04-12", nil), true),
            (("Calum", "Thornten", "1991-04-12", nil), true),
            (("Callum", "Thornton", "1991-12-04", nil), true),
            (("Callum", "Thornton", "1991-04-13", nil), true),
            (("Callum", "Thornton", "1919-04-12", "LS6 3AA"), true),
            (("Callum", "Thornton", nil, "LS6 3AA"), true),
            (("Callum", "Thornton", "1970-01-01", "LS6 3AA"), true),
            (("Callum", "Walford", "1991-04-12", "LS6 3AA"), true),
            (("Callum", "Thornton", nil, nil), false),
            (("Callum", "Thornton", nil, "NF1 1NF"), false),
            (("Callum", "Thornton", "1962-09-30", nil), false),
            (("Bethan", "Thornton", "1991-04-12", nil), false),
            (("Bethan", "Thornton", "1991-04-12", "LS6 3AA"), false),
            (("Yusuf", "Walford", "1991-04-12", "LS6 3AA"), false),
            (("Callum", "Walford", "1962-09-30", "LS6 3AA"), false),
            (("C", "Thornton", "1991-04-12", nil), true),
        ] as [(Words, Bool)])
    func table(_ words: Words, _ isAsked: Bool) throws {
        let match = ProbableMatch(try profile(words), with: try profile(Self.known))
        #expect(match.isProbable == isAsked, "\(match.score): \(match.lines.map(\.words))")
    }

    @Test("The score is the sum of its lines, and no line holds a value of anybody")
    func explained() throws {
        let match = ProbableMatch(try profile(Self.known), with: try profile(Self.known))
        #expect(match.score == match.lines.reduce(0) { $0 + $1.points })
        let words = match.lines.map(\.words).joined(separator: " ").uppercased()
        for value in ["CALLUM", "THORNTON", "1991", "LS6"] { #expect(!words.contains(value)) }
    }

    @Test("A possible twin is forced down, unless an identifier is shared or the forename is an alias (ISH-15)")
    func twins() throws {
        let twin = try profile(("Bethan", "Thornton", "1991-04-12", "LS6 3AA"))
        var record = try profile(Self.known)
        #expect(ProbableMatch(twin, with: record).isPossibleTwin)
        #expect(ProbableMatch(twin, with: record).score <= ProbableMatch.twinScore)
        record.names += twin.names
        #expect(!ProbableMatch(twin, with: record).isPossibleTwin)
        #expect(ProbableMatch(twin, with: record).lines.contains { $0.words.contains("another name on record") })
        record = try profile(Self.known)
        var known = twin
        let number = PersonIdentifier(.crn, "X420771", writtenIn: 2026)
        (record.identifiers, known.identifiers) = ([number], [number])
        #expect(!ProbableMatch(known, with: record).isPossibleTwin)
    }

    @Test("Another number of the same register counts against; another prison number does not")
    func numbers() throws {
        func score(_ kind: PersonIdentifier.Kind, _ mine: String, _ theirs: String) throws -> Int {
            var (person, record) = (try profile(Self.known), try profile(Self.known))
            person.identifiers = [PersonIdentifier(kind, mine, writtenIn: 2026)]
            record.identifiers = [PersonIdentifier(kind, theirs, writtenIn: 2026)]
            return ProbableMatch(person, with: record).score
        }
        #expect(try score(.crn, "X420771", "X420772") < score(.crn, "X420771", "X420771"))
        #expect(try score(.noms, "A1234BC", "A1234BD") == score(.noms, "A1234BC", "A1234BC"))
    }

    @Test(
        "Whoever is asked about meets under some key",
        arguments: [
            ("Callum", "Thornton", "1991-04-12", nil), ("Thornton", "Callum", "1991-04-12", nil),
            ("Calum", "Thornten", "1991-04-12", nil), ("Callum", "Thornton", "1991-12-04", nil),
            ("Callum", "Thornton", "1991-04-13", nil), ("Callum", "Thornton", "1919-04-12", "LS6 3AA"),
            ("Callum", "Thornton", nil, "LS6 3AA"), ("Callum", "Walford", "1991-04-12", "LS6 3AA"),
        ] as [Words])
    func meets(_ words: Words) throws {
        let keys = BlockingKeys.lookup(try profile(words))
        #expect(keys.count <= 8)
        #expect(!keys.isDisjoint(with: BlockingKeys.of(try profile(Self.known))))
    }

    @Test("An organisation has a name and nothing else, and is nobody")
    func organisation() throws {
        let day = try #require(CalendarDate("2026-11-20"))
        let firm = Person(identifiers: [], name: Person.Name(given: [], family: "Example Haulage Ltd"))
        #expect(!PersonProfile(firm, on: day).isPerson)
    }

    @Test("A name of a million letters, or of nothing but marks, is compared without harm")
    func hostile() throws {
        let long = String(repeating: "Ab", count: 500_000)
        let match = ProbableMatch(try profile((long, long, "1991-04-12", nil)), with: try profile(Self.known))
        #expect(!match.isProbable)
        #expect(CleanName(Person.Name(given: ["'''"], family: "---")) == nil)
    }

    private func profile(_ words: Words) throws -> PersonProfile {
        let day = try #require(CalendarDate("2026-11-20"))
        return PersonProfile(
            Person(
                identifiers: [], name: Person.Name(given: [words.given], family: words.family),
                dateOfBirth: words.born.flatMap { CalendarDate($0) },
                address: words.postcode.map { Person.Address(lines: [], postcode: $0) }), on: day)
    }
}

@Suite("How alike two words are")
struct JaroWinklerTests {
    /// Winkler's own examples (Census Bureau technical report, 1990), to three places.
    @Test(
        "Published values",
        arguments: [("MARTHA", "MARHTA", 0.961), ("DWAYNE", "DUANE", 0.840), ("DIXON", "DICKSONX", 0.813), ("ABC", "XYZ", 0), ("", "", 1), ("A", "", 0)]
            as [(String, String, Double)])
    func published(_ left: String, _ right: String, _ value: Double) {
        #expect(abs(JaroWinkler.similarity(left, right) - value) < 0.001)
        #expect(abs(JaroWinkler.similarity(right, left) - value) < 0.001)
    }

    @Test("Words of very different length are compared without running past an end")
    func lengths() {
        for left in ["A", "AB", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", String(repeating: "X", count: 10_000)] {
            for right in ["Z", "ZY", String(repeating: "X", count: 70)] {
                #expect((0...1).contains(JaroWinkler.similarity(left, right)))
            }
        }
    }
}

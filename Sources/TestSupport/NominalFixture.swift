public import CanonicalModel
public import Routing

/// Invented people and messages about them, with identifiers that pass their checks.
public struct NominalFixture: Sendable {
    /// The person.
    public let person: Person

    /// The person of a number: a valid prison number and PNC identifier follow from it.
    public init(_ number: Int = 1, postcode: String? = "LS6 3AA") {
        let serial = 100_000 + number
        person = Person(
            identifiers: [
                PersonIdentifier(.noms, Self.noms(number), writtenIn: 2026),
                PersonIdentifier(.pnc, Self.pnc(serial), writtenIn: 2026),
            ],
            name: Person.Name(given: ["Alex"], family: "Example\(number)"),
            dateOfBirth: CalendarDate(year: 1990, month: 1 + number % 12, day: 1 + number % 28),
            address: postcode.map { Person.Address(lines: ["1 Example Road", "Leeds"], postcode: $0) })
    }

    /// The same person at another address; nil for none known.
    public func living(at postcode: String?) -> Person {
        var moved = person
        moved.address = postcode.map { Person.Address(lines: ["2 Other Street", "Leeds"], postcode: $0) }
        return moved
    }

    /// The person as a feed without an address knows them.
    public var withoutAddress: Person { living(at: nil) }

    /// A message about a fact.
    public static func message(_ fact: Fact, at time: Timestamp, recorded: Timestamp? = nil, ordinal: Int = 0) -> CanonicalMessage {
        let source = "/test/simulation"
        return CanonicalMessage(
            id: CanonicalMessage.deterministicID(
                source: source, correlationID: "\(recorded ?? time)", ordinal: ordinal, time: time, fact: fact),
            source: source, time: time, recordedTime: recorded ?? time, fact: fact)
    }

    private static func noms(_ number: Int) -> String {
        let letters = Array("ABCDEFGHJK")
        let digits = String(10_000 + number % 10_000).dropFirst()
        return "A\(digits)\(letters[number / 10_000 % 10])\(letters[number / 100_000 % 10])"
    }

    /// Finds the check letter by trying them all: the fixture must not share the code it is used to test.
    private static func pnc(_ serial: Int) -> String {
        for letter in "ZABCDEFGHJKLMNPQRTUVWXY" {
            if let identifier = PNCIdentifier("2001/\(serial)\(letter)", writtenIn: 2026) { return identifier.description }
        }
        preconditionFailure("Every serial has a check letter.")
    }
}

extension CanonicalMessage {
    /// The message under an acceptance number.
    public func accepted(_ sequence: Int64) -> AcceptedMessage {
        AcceptedMessage(self, sequence: sequence, digest: contentDigest.map { String($0, radix: 16) }.joined())
    }
}

import CanonicalModel
import Routing
import TestSupport
import Testing

@Suite("Whose record a message is about")
struct IdentityResolverTests {
    typealias Evidence = IdentityResolver.Evidence

    @Test("One record by identifier is that record's; none and nobody alike is a stranger's")
    func plain() {
        #expect(IdentityResolver.resolve(Evidence(byIdentifier: [7])) == .nominal(7))
        #expect(IdentityResolver.resolve(Evidence(byIdentifier: [])) == .stranger)
    }

    @Test("Two records, a contradicting number, or only names and dates wait for a person")
    func held() throws {
        let known = NominalFixture(3).person
        let day = try #require(CalendarDate("2026-11-20"))
        let match = ProbableMatch(PersonProfile(known, on: day), with: PersonProfile(known, on: day))
        #expect(IdentityResolver.resolve(Evidence(byIdentifier: [7, 8])) == .hold(.ambiguous))
        #expect(IdentityResolver.resolve(Evidence(byIdentifier: [7], contradiction: .otherPerson)) == .hold(.otherPerson))
        #expect(IdentityResolver.resolve(Evidence(byIdentifier: [], probable: [7: match])) == .hold(.probable))
    }

    @Test("The same number with another surname and another date of birth contradicts; one of the two alone does not")
    func otherPerson() throws {
        let known = NominalFixture(1)
        var history = NominalHistory()
        _ = history.fold(NominalFixture.message(.died(Death(person: known.person)), at: Timestamp(microseconds: 0)).accepted(1))
        let day = try #require(CalendarDate("2026-11-20"))
        var other = known.person
        other.name = Person.Name(given: ["Alex"], family: "Quintrell")
        #expect(IdentityResolver.contradiction(other, history, on: day) == nil)
        other.dateOfBirth = CalendarDate("1961-07-30")
        #expect(IdentityResolver.contradiction(other, history, on: day) == .otherPerson)
        other.dateOfBirth = CalendarDate("1970-01-01")
        #expect(
            IdentityResolver.contradiction(other, history, on: day) == .otherPerson,
            "a placeholder says nothing, and a forename alone does not outweigh another surname")
        other.name = known.person.name
        #expect(IdentityResolver.contradiction(other, history, on: day) == nil)
        other = known.person
        other.name?.given = ["Bethan"]
        #expect(IdentityResolver.contradiction(other, history, on: day) == .possibleTwin)
        other.name?.given = ["Bethan", "Alex"]
        #expect(IdentityResolver.contradiction(other, history, on: day) == nil, "many go by their second name")
        other = known.person
        other.dateOfBirth = CalendarDate("1961-07-30")
        #expect(IdentityResolver.contradiction(other, history, on: day) == nil)
    }

    @Test("An unverified number neither matches nor contradicts")
    func unverified() {
        var history = NominalHistory()
        let known = NominalFixture(1)
        _ = history.fold(NominalFixture.message(.died(Death(person: known.person)), at: Timestamp(microseconds: 0)).accepted(1))
        let other = Person(identifiers: [PersonIdentifier(.pnc, "20030011985Z", writtenIn: 2026)])
        #expect(!IdentityResolver.contradicts(other, history))
        #expect(IdentityResolver.contradicts(NominalFixture(2).person, history))
    }
}

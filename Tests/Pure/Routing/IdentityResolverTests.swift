import CanonicalModel
import Routing
import TestSupport
import Testing

@Suite("Whose record a message is about")
struct IdentityResolverTests {
    typealias Evidence = IdentityResolver.Evidence

    @Test("One record by identifier is that record's; none and no namesake is a stranger's")
    func plain() {
        #expect(IdentityResolver.resolve(Evidence(byIdentifier: [7], byNameAndBirth: [], contradicts: false)) == .nominal(7))
        #expect(IdentityResolver.resolve(Evidence(byIdentifier: [], byNameAndBirth: [], contradicts: false)) == .stranger)
    }

    @Test("Two records, a contradicting number, or only a name and birthday wait for a person")
    func held() {
        #expect(IdentityResolver.resolve(Evidence(byIdentifier: [7, 8], byNameAndBirth: [], contradicts: false)) == .hold(.ambiguous))
        #expect(IdentityResolver.resolve(Evidence(byIdentifier: [7], byNameAndBirth: [], contradicts: true)) == .hold(.contradictory))
        #expect(IdentityResolver.resolve(Evidence(byIdentifier: [], byNameAndBirth: [7], contradicts: false)) == .hold(.probable))
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

    @Test("Names are compared as the ministry's matcher cleans them")
    func names() throws {
        let born = try #require(CalendarDate("1990-05-01"))
        let key = IdentityResolver.nameKey(name: Person.Name(given: ["Anne-Marie"], family: "O'Neil"), born: born)
        #expect(key == IdentityResolver.nameKey(name: Person.Name(given: ["ANNE MARIE"], family: "ONEIL"), born: born))
        #expect(IdentityResolver.nameKey(name: Person.Name(given: [], family: "ONEIL"), born: born) == nil)
    }
}

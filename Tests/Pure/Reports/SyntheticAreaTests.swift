import CanonicalModel
import Testing

@testable import SchemeEngine

/// The generator alone: the same area from the same seed, and the sources' numbers.
@Suite("The synthetic area")
struct SyntheticAreaTests {
    @Test("The same seed makes the same bytes, another seed makes others")
    func deterministic() throws {
        let (one, two, other) = (try area(seed: 1), try area(seed: 1), try area(seed: 2))
        #expect(one.files.map(\.bytes) == two.files.map(\.bytes))
        #expect(Set(one.truth) == Set(two.truth))
        #expect(one.files.map(\.bytes) != other.files.map(\.bytes))
    }

    @Test("Evaluation table 3.2: 2,335 people in five areas, 63% supervised and 45% PPO")
    func tableTwo() {
        let areas = AreaTable.pioneers.areas
        #expect(areas.map(\.people) == [438, 421, 591, 215, 670])
        #expect(areas.reduce(0) { $0 + $1.people } == 2_335)
        func percent(_ part: Int, _ whole: Int) -> String { Decimal.text(part * 100, over: whole, decimals: 0) }
        #expect(areas.map { percent($0.statutory, $0.people) } == ["67", "34", "73", "50", "74"])
        #expect(areas.map { percent($0.ppo, $0.people) } == ["32", "22", "70", "41", "48"])
        #expect(percent(areas.reduce(0) { $0 + $1.statutory }, 2_335) == "63")
        #expect(percent(areas.reduce(0) { $0 + $1.ppo }, 2_335) == "45")
    }

    @Test("Every group of every area has people, and the groups make the whole", arguments: AreaTable.allCases)
    func groups(table: AreaTable) {
        for area in table.areas {
            let sizes = AreaSpecification.Group.all.map(area.size)
            #expect(sizes.reduce(0, +) == area.people)
            #expect(sizes.allSatisfy { $0 > 0 })
        }
    }

    @Test("Evaluation table 3.1: the starters of one area give its shares")
    func tableOne() throws {
        let area = try #require(AreaTable.pioneers.areas.first { $0.hasEarlyLeavers })
        let starters = try #require(area.starters)
        func percent(_ early: Int, _ starts: Int, _ decimals: Int) -> String {
            Decimal.text(early * 100, over: starts, decimals: decimals)
        }
        let each = AreaSpecification.Group.all.compactMap { starters[$0] }
        #expect(percent(each[0].early, each[0].starts, 0) == "9")
        #expect(each.dropFirst().map { percent($0.early, $0.starts, 1) } == ["6.3", "10.9", "8.8"])
        #expect(percent(each.reduce(0) { $0 + $1.early }, each.reduce(0) { $0 + $1.starts }, 1) == "8.3")
    }

    @Test("Cleveland 8.17: 30 and 35 with two officers, 40 and 100 with one")
    func cleveland() {
        let areas = AreaTable.cleveland.areas
        #expect(areas.map(\.ppo) == [30, 40])
        #expect(areas.map { $0.people - $0.ppo } == [35, 100])
        #expect(areas.map(\.officers) == [2, 1])
    }

    @Test("The means of table 3.3 come out to the last digit that it prints")
    func tableThree() throws {
        for specification in AreaTable.pioneers.areas {
            let area = SyntheticArea(
                specification, from: try #require(ReportMonth("2026-04")), months: 1, seed: 5, faults: .none)
            func mean(_ metric: String) throws -> (Int, Int) {
                let figure = try #require(area.truth.first { $0.metric == metric && $0.row.isEmpty })
                return (figure.numerator, figure.denominator)
            }
            let (offences, people) = try mean("history.offences")
            #expect(Decimal.text(offences * 10, over: people, decimals: 0) == String(specification.offences))
            let (days, _) = try mean("history.age-at-first")
            #expect(Decimal.text(days * 10_000, over: people * 36_525, decimals: 0) == String(specification.ageAtFirst))
        }
    }

    @Test("A large force's first download is more than one file")
    func largeDownloads() throws {
        let area = SyntheticArea(
            AreaTable.pioneers.areas[4], from: try #require(ReportMonth("2026-04")), months: 1, seed: 5, faults: .none)
        let rows = area.files.filter { $0.feed == .police }.map { $0.bytes.count { $0 == 10 } - 1 }
        #expect(rows.reduce(0, +) > 13_000)
        #expect(rows.allSatisfy { (1...4_000).contains($0) })
    }

    @Test("One decision in twenty states too little, and the truth knows how many")
    func incomplete() throws {
        let area = SyntheticArea(
            AreaTable.pioneers.areas[4], from: try #require(ReportMonth("2026-04")), months: 3, seed: 5)
        #expect((3...40).contains(area.heldDecisions))
        let whole = SyntheticArea(
            AreaTable.pioneers.areas[4], from: try #require(ReportMonth("2026-04")), months: 3, seed: 5, faults: .none)
        #expect(whole.heldDecisions == 0)
    }

    @Test("Every invented number passes its own check", arguments: [UInt64(3), 4])
    func numbers(seed: UInt64) {
        var inventor = PeopleInventor(seed: seed, series: Int(seed))
        for year in 1_975...2_012 {
            let person = inventor.person(born: day("\(year)-06-01"), known: year + 14)
            let isValid = person.known.identifiers.allSatisfy { $0.isVerified }
            #expect(isValid, "\(person)")
            #expect(ASN(PeopleInventor.asn(year: year + 14, serial: Int(seed) * 977 + year)) != nil)
        }
    }

    private func area(seed: UInt64) throws -> SyntheticArea {
        SyntheticArea(
            AreaTable.pioneers.areas[4].scaled(to: 40), from: try #require(ReportMonth("2026-04")), months: 2,
            seed: seed)
    }
}

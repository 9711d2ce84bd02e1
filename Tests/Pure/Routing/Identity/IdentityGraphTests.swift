import CanonicalModel
import Routing
import TestSupport
import Testing

@Suite("Decisions about identity")
struct IdentityGraphTests {
    typealias Verdict = IdentityGraph.Verdict

    @Test("Decisions unite, part and are taken back, whatever order they arrive in")
    func order() {
        let decisions = [
            decision(1, .same(1, 2)), decision(2, .same(2, 3)), decision(3, .other(3, 1)), decision(4, .undone("d3")),
            decision(5, .undone("d1")),
        ]
        var random = SeededGenerator(seed: 7)
        for count in 1...decisions.count {
            let some = Array(decisions.prefix(count))
            let graph = IdentityGraph(some)
            for _ in 0..<10 { #expect(IdentityGraph((some + some).shuffled(using: &random)).edges == graph.edges) }
        }
        #expect(IdentityGraph(decisions.prefix(2)).part(of: 1) == [1, 2, 3])
        #expect(IdentityGraph(decisions.prefix(3)).part(of: 1) == [1, 2], "the record that leaves leaves alone")
        #expect(IdentityGraph(decisions.prefix(4)).part(of: 1) == [1, 2, 3])
        #expect(IdentityGraph(decisions).part(of: 2) == [2, 3])
    }

    @Test("An undo that is taken back lets the decision stand again; one made before what it names counts for nothing")
    func undone() {
        #expect(IdentityGraph([decision(1, .same(1, 2)), decision(2, .undone("d1"))]).edges.isEmpty)
        #expect(IdentityGraph([decision(1, .same(1, 2)), decision(2, .undone("d1")), decision(3, .undone("d2"))]).edges.count == 1)
        #expect(IdentityGraph([decision(2, .same(1, 2)), decision(1, .undone("d2"))]).edges.count == 1)
    }

    @Test("An undo that names source and id leaves another source's decision of that id alone; one that came first does not")
    func named() {
        let other = IdentityGraph.Decision(
            stamp: Stamp(occurred: time(1), recorded: time(1), message: "/hub/second d1"), authority: .person,
            verdict: .same(3, 4))
        let both = [decision(1, .same(1, 2)), other]
        #expect(IdentityGraph(both).decisions(named: "d1").count == 2)
        #expect(IdentityGraph(both).decisions(named: "/hub/second d1") == [other])
        #expect(Array(IdentityGraph(both + [decision(2, .undone("/hub/test d1"))]).edges.keys) == [IdentityGraph.Edge(3, 4)])
        #expect(IdentityGraph(both + [decision(2, .undone("d1"))]).edges.isEmpty)
    }

    @Test("A chain of many unions is taken apart without looking at every pair")
    func many() {
        let count = Int64(2_000)
        let unions = (1...count).map { decision($0, .same($0, $0 + 1)) }
        let splits = (1...count).map { decision(count + $0, .other($0, $0 + 1)) }
        let clock = ContinuousClock()
        let elapsed = clock.measure {
            #expect(IdentityGraph(unions).part(of: 1).count == Int(count) + 1)
            #expect(IdentityGraph(unions + splits).edges.isEmpty)
            #expect(IdentityGraph(unions + splits).fallen().count == Int(count))
        }
        // Looking at every pair took minutes, unoptimised as tests are.
        #expect(elapsed < .seconds(20))
    }

    @Test("A later merge unites what an earlier split parted; a register never overrules a person")
    func authority() {
        let split = decision(1, .other(2, 1))
        #expect(IdentityGraph([split, decision(2, .same(1, 2))]).edges.count == 1)
        let merge = decision(2, .same(1, 2), by: .register)
        let graph = IdentityGraph([split, merge])
        #expect(graph.edges.isEmpty)
        #expect(graph.isOverruled(merge))
        #expect(graph.fallen() == [merge.stamp.message])
        #expect(!IdentityGraph([split, merge, decision(3, .undone("d1"))]).isOverruled(merge))
    }

    @Test("A register takes its own merge back and not a person's")
    func registers() {
        let unmerge = decision(2, .other(2, 1), by: .register)
        #expect(IdentityGraph([decision(1, .same(1, 2), by: .register), unmerge]).edges.isEmpty)
        #expect(IdentityGraph([decision(1, .same(1, 2)), unmerge]).edges.count == 1)
    }

    @Test("A union is as old as the last decision it hangs on")
    func since() {
        let graph = IdentityGraph([decision(1, .same(1, 2)), decision(5, .same(2, 3))])
        #expect(graph.union(of: 3) == RecordUnion(origins: [1, 2, 3], since: time(5)))
        #expect(graph.union(of: 9) == nil)
    }

    private func time(_ day: Int64) -> Timestamp { Timestamp(microseconds: day * 86_400_000_000) }

    private func decision(_ day: Int64, _ verdict: Verdict, by authority: IdentityGraph.Authority = .person) -> IdentityGraph.Decision {
        IdentityGraph.Decision(
            stamp: Stamp(occurred: time(day), recorded: time(day), message: "/hub/test d\(day)"), authority: authority,
            verdict: verdict)
    }
}

@Suite("Consent of people whose records were united")
struct UnitedConsentTests {
    @Test(
        "The most restrictive answer stands until the person is asked again",
        arguments: [
            ([(1, .given, 1)], nil, true), ([(1, .given, 1), (2, .given, 2)], .given, false),
            ([(1, .given, 3), (2, .refused, 1)], .refused, true), ([(1, .given, 1), (2, .withdrawn, 2), (2, .given, 11)], .given, false),
            ([(1, .refused, 11), (2, .given, 2)], .refused, false),
        ] as [([(Int64, ConsentRecord.State, Int64)], ConsentRecord.State?, Bool)])
    func restrictive(_ answers: [(Int64, ConsentRecord.State, Int64)], _ standing: ConsentRecord.State?, _ isSuspended: Bool) {
        var history = NominalHistory()
        for (origin, state, day) in answers {
            let record = ConsentRecord(
                person: NominalFixture(1).withoutAddress, covers: "engagement.*", purpose: "resettle", with: "vcs", state: state,
                recordedBy: "L. P.")
            let plain = NominalFixture.message(.consent(record), at: time(day), ordinal: Int(origin)).accepted(day)
            _ = history.fold(AcceptedMessage(plain.message, sequence: day, digest: plain.digest, origin: origin))
        }
        let united = history.united(RecordUnion(origins: [1, 2], since: time(10)))
        #expect(united.consents.values.first?.value.state == standing)
        #expect(united.isConsentSuspended == isSuspended)
        #expect(!history.isConsentSuspended)
    }

    private func time(_ day: Int64) -> Timestamp { Timestamp(microseconds: day * 86_400_000_000) }
}

@Suite("Identifiers that may match")
struct StrongIdentifierTests {
    @Test(
        "Junk passes its check letter and matches nobody",
        arguments: [
            (.pnc, "2000/0000000Z", false), (.cro, "000000/00Z", false), (.noms, "A0000AA", false), (.crn, "X000000", false),
            (.hub, " ", false), (.hub, "HUB-1", true), (.crn, "X420771", true), (.noms, "A1234BC", true), (.cro, "65656/91H", true),
            (.cro, "SF83/50058Z", true), (.pnc, "81/34U", true), (.pnc, "", false), (.pnc, "20030011985Z", false),
        ] as [(PersonIdentifier.Kind, String, Bool)])
    func table(_ kind: PersonIdentifier.Kind, _ text: String, _ isStrong: Bool) {
        #expect(PersonIdentifier(kind, text, writtenIn: 2026).isStrong == isStrong)
    }
}

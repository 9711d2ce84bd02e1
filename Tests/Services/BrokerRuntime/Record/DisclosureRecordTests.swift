import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import Formats
import Foundation
import GRDB
import Messaging
import RecordStore
import Routing
import TestSupport
import Testing

/// The record that section 62 of the Data Protection Act 2018 demands, over random lives through the real core.
@Suite("The record of disclosures", .timeLimit(.minutes(5)))
struct DisclosureRecordTests {
    private static let recipients = ["npt-headingley", "probation-leeds", "prison-leeds", "yos-leeds", "disc-leeds"]

    @Test(
        "Every released field has exactly one entry, and replaying the record rebuilds who has what", arguments: 0..<6)
    func replay(_ round: Int) async throws {
        let seed =
            ProcessInfo.processInfo.environment["THROUGHGATE_SEED"].flatMap { UInt64($0) } ?? UInt64(20_261_121 + round)
        let lives = try await Lives(seed: seed)
        let record = try await lives.record()
        var sent = [String]()
        for recipient in Self.recipients {
            for notice in try await lives.bench.notices(recipient) {
                sent += notice.fields.map { "\(notice.id) \($0.name)" }
            }
        }
        let logged = record.releases.filter { !$0.isFetched }.map { "\($0.notice) \($0.field)" }
        #expect(logged.sorted() == sent.sorted(), "THROUGHGATE_SEED=\(seed)")
        #expect(!sent.isEmpty)
        let fetched = record.releases.filter(\.isFetched).map { "\($0.notice) \($0.field)" }
        #expect(fetched.sorted() == lives.fetched.sorted(), "THROUGHGATE_SEED=\(seed)")
        let holding = record.releases.filter { $0.isFetched && $0.state != .takenBack }.map {
            "\($0.recipient) \($0.subject) \($0.field)"
        }
        #expect(Set(holding) == (try await lives.holding()), "THROUGHGATE_SEED=\(seed)")
        #expect(record.releases.allSatisfy { !$0.subject.isEmpty && !$0.discloser.isEmpty && !$0.purpose.isEmpty })
    }

    @Test("An entry says who disclosed what to whom, when, for what, by which power and rule, and gives no value")
    func fields() async throws {
        let lives = try await Lives(seed: 7)
        let log = try await lives.bench.store.read { try $0.auditLog() }.map {
            String(decoding: $0.record, as: UTF8.self)
        }
        let entry = try #require(log.first { $0.contains("\"what\":\"disclosure\"") && $0.contains("probation-leeds") })
        for part in [
            "\"at\":\"2026-", "\"by\":\"west-yorkshire-police/iom-hub\"", "\"recipient\":\"probation-leeds\"",
            "\"purpose\":\"manage-offender\"", "\"gateways\":[\"CDA-s115\",\"OMA-s14\"]", "L1-core",
            "\"agreementName\":\"leeds-iom-isa ", "\"consentEpoch\":", "\"subject\":\"",
            "\"obligations\":[\"retain-days 365\"",
            "\"categories\":[", "\"operations\":[\"disclosure\",\"consultation\"]",
        ] { #expect(entry.contains(part), "\(part) in \(entry)") }
        for fixture in lives.fixtures {
            for value in [
                fixture.person.name?.family, fixture.person.address?.postcode, fixture.person.dateOfBirth?.description,
            ] {
                guard let value else { continue }
                #expect(!log.contains { $0.contains(value) }, "a value is in the record")
            }
        }
    }

    @Test("Each of the six operations that the law names is recorded")
    func operations() async throws {
        let lives = try await Lives(seed: 11)
        let bench = lives.bench
        let merge = PersonMerge(person: lives.fixtures[0].withoutAddress, removed: lives.fixtures[1].person.identifiers)
        await bench.deliver(bench.delivery(.merged(merge), days: 20, user: "prison-adapter", source: "/prison/test"))
        var nameOnly = lives.fixtures[2].withoutAddress
        nameOnly.identifiers = []
        let held = bench.delivery(
            .custody(CustodyMovement(person: nameOnly, kind: .received)), days: 21, user: "prison-adapter",
            source: "/prison/test")
        let dismissal = IdentityDismissal(heldMessage: held.messageID ?? "", decidedBy: "J. Coordinator")
        await bench.deliver(held, bench.delivery(.identityDismissed(dismissal), days: 22, user: "hub"))
        for operation in LoggedOperation.allCases {
            let count = try await bench.store.read { try $0.auditLog() }.count { entry in
                let object = (try? StrictJSON.parse(entry.record))?.object
                return object?["operations"]?.array?.contains(.string(operation.rawValue)) ?? false
            }
            #expect(count > 0, "\(operation)")
        }
    }

    @Test("Flipping one byte of any entry breaks the chain")
    func flippedByte() async throws {
        let lives = try await Lives(seed: 3)
        #expect(try await lives.bench.store.read { try AuditCheck($0).isIntact })
        let file = try DatabaseQueue(path: lives.bench.storePath)
        let count = try await file.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM audit") ?? 0 }
        for entry in stride(from: 1, through: count, by: max(1, count / 12)) {
            let whole = try await file.read {
                try Data.fetchOne($0, sql: "SELECT record FROM audit WHERE seq = ?", arguments: [entry])
            }
            var changed = try #require(whole)
            changed[changed.count / 2] ^= 1
            try await file.write { [changed] in
                try $0.execute(sql: "UPDATE audit SET record = ? WHERE seq = ?", arguments: [changed, entry])
            }
            #expect(try await lives.bench.store.read { try AuditCheck($0).firstDamaged } == entry)
            try await file.write {
                try $0.execute(sql: "UPDATE audit SET record = ? WHERE seq = ?", arguments: [whole, entry])
            }
        }
    }

    @Test("If the record cannot be written nothing leaves and nothing is acknowledged to the sender")
    func fault() async throws {
        let bench = try CoreBench()
        let file = try DatabaseQueue(path: bench.storePath)
        let refusal = "CREATE TRIGGER fault BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'made to fail'); END"
        try await file.write { try $0.execute(sql: refusal) }
        let selected = SelectionDecision(
            person: NominalFixture(61).person, cohort: "iom", rag: .amber, decidedBy: "Panel")
        let delivery = bench.delivery(.selection(selected), user: "hub")
        #expect(await bench.deliver(delivery) == [.retry])
        #expect(try await bench.store.read { try $0.outboxSize() } == 0)
        #expect(try await bench.notices("npt-headingley").isEmpty)
        #expect(bench.relay.nextBatch() == nil)
        try await file.write { try $0.execute(sql: "DROP TRIGGER fault") }
        #expect(await bench.deliver(delivery) == [.accept])
        #expect(try await bench.notices("npt-headingley").map(\.kind) == ["selection"])
    }

    @Test("Looking into the record is recorded, with who looked and what for")
    func consultation() async throws {
        let bench = try CoreBench()
        let look = RecordConsultation(
            export: .heldBy, of: "disc-leeds", purpose: .commissioner, consultedBy: "I. Governance")
        await bench.deliver(bench.delivery(.recordConsulted(look), user: "hub"))
        #expect(try await bench.audited("\"what\":\"record-consulted\"") == 1)
        #expect(try await bench.audited("I. Governance") == 1)
    }

    @Test("What is held about one person is found by any number of theirs, and an unknown person has an empty record")
    func about() async throws {
        let lives = try await Lives(seed: 5)
        let record = try await lives.record()
        let subjects = try await lives.subjects(lives.fixtures[0])
        #expect(subjects.count == 1)
        #expect(!record.about(subjects).isEmpty)
        #expect(record.about(subjects).count < record.releases.count)
        #expect(try await lives.subjects(NominalFixture(999)).isEmpty)
        #expect(record.letOut(by: "L1-core").allSatisfy { $0.rule == "L1-core" })
        #expect(!record.letOut(by: "L1-core").isEmpty)
        #expect(!record.held(by: "npt-headingley").isEmpty)
    }

    @Test("After a division each person's record holds what was told of them, whatever record it was told from")
    func divided() async throws {
        let lives = try await ConsentLives(711)
        await lives.say(lives.merged, day: 1)
        let rating = RAGDecision(person: lives.other.withoutAddress, rating: .red, decidedBy: "DS Example")
        await lives.say(.rag(rating), day: 2)
        await lives.say(lives.split, day: 3)
        let (record, subjects) = try await lives.bench.store.read { reader in
            (
                try DisclosureRecord(reader),
                try [lives.one, lives.other].map { fixture in
                    try fixture.person.identifiers.reduce(into: Set<String>()) { $0.formUnion(try reader.subjects(with: $1)) }
                }
            )
        }
        #expect(subjects[0].isDisjoint(with: subjects[1]))
        for (index, fixture) in [lives.one, lives.other].enumerated() {
            let stay = lives.bench.message(ConsentLives.selected(fixture)).key
            let told = record.releases.filter { $0.spell == stay }
            #expect(!told.isEmpty)
            #expect(told.allSatisfy { subjects[index].contains($0.subject) }, "of person \(index)")
            #expect(record.about(subjects[index]).allSatisfy { $0.spell == stay }, "of person \(index)")
        }
    }

    @Test("Looking at a person is recorded for every record that was ever theirs")
    func everySubject() {
        let look = RecordLook(about: ["b", "a"])
        #expect(look.consultations(for: .commissioner, by: "I. Governance").map(\.of) == ["a", "b"])
        #expect(RecordLook(about: []).names == ["unknown"])
    }

    @Test("Only what the directory, the agreement or the record itself names is recorded as looked for")
    func knownNames() async throws {
        let bench = try CoreBench()
        let partnership = try CoreBench.leeds()
        let record = try await bench.store.read { try DisclosureRecord($0) }
        #expect(try RecordLook(heldBy: "disc-leeds", partnership.directory, record).names == ["disc-leeds"])
        #expect(try RecordLook(letOutBy: "L1-core", partnership.agreement, record).names == ["L1-core"])
        #expect(throws: RecordLook.Unknown.self) { try RecordLook(heldBy: "Alex Example", partnership.directory, record) }
        #expect(throws: RecordLook.Unknown.self) {
            try RecordLook(letOutBy: "what Alex did", partnership.agreement, record)
        }
    }
}

/// A few random lives told through the core.
private final class Lives {
    let bench: CoreBench
    let fixtures: [NominalFixture]
    private(set) var fetched: [String] = []
    private var random: SeededGenerator

    init(seed: UInt64) async throws {
        bench = try CoreBench()
        fixtures = (0..<3).map { NominalFixture(900 + $0) }
        random = SeededGenerator(seed: seed)
        for fixture in fixtures { await say(selected(fixture), day: 0) }
        for day in 1...8 { for fixture in fixtures { try await live(fixture, Int64(day)) } }
        // So that something is always held and something taken back, whatever the dice said.
        await say(consent(fixtures[0], .given), day: 9)
        try await fetchAll()
        await say(consent(fixtures[0], .withdrawn), day: 10)
        await say(consent(fixtures[1], .given), day: 9)
        try await fetchAll()
    }

    private func live(_ fixture: NominalFixture, _ day: Int64) async throws {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: await say(consent(fixture, .given), day: day)
        case 1: await say(consent(fixture, .withdrawn), day: day)
        case 2:
            let kind: CustodyMovement.Kind = Bool.random(using: &random) ? .received : .released
            await bench.deliver(
                bench.delivery(
                    .custody(CustodyMovement(person: fixture.withoutAddress, kind: kind)), days: day,
                    user: "prison-adapter",
                    source: "/prison/test"))
        case 3:
            let rating = RAGRating.allCases.randomElement(using: &random) ?? .red
            await say(.rag(RAGDecision(person: fixture.withoutAddress, rating: rating, decidedBy: "Insp.")), day: day)
        case 4:
            await say(
                .deselection(
                    DeselectionDecision(person: fixture.withoutAddress, cohort: "iom", ground: "x", decidedBy: "P")),
                day: day)
        default: await say(selected(fixture), day: day)
        }
        try await fetchAll()
    }

    private func fetchAll() async throws {
        for notice in try await bench.notices("disc-leeds") where notice.fields.isEmpty {
            guard let claim = try await bench.fetches.claim(notice.id, by: "disc-leeds") else { continue }
            fetched += try await bench.fetches.handOver(claim).map { "\(notice.id) \($0.name)" }
        }
    }

    private func say(_ fact: Fact, day: Int64) async {
        await bench.deliver(bench.delivery(fact, days: day, user: "hub"))
    }

    private func selected(_ fixture: NominalFixture) -> Fact {
        .selection(
            SelectionDecision(person: fixture.person, cohort: "iom", isStatutory: true, rag: .amber, decidedBy: "Panel")
        )
    }

    private func consent(_ fixture: NominalFixture, _ state: ConsentRecord.State) -> Fact {
        .consent(
            ConsentRecord(
                person: fixture.withoutAddress, covers: "engagement.*", purpose: "resettle", with: "vcs", state: state,
                form: "written", recordedBy: "R. Bell"))
    }

    func record() async throws -> DisclosureRecord { try await bench.store.read { try DisclosureRecord($0) } }

    func subjects(_ fixture: NominalFixture) async throws -> Set<String> {
        let identifier = try #require(fixture.person.identifiers.first)
        return try await bench.store.read { try $0.subjects(with: identifier) }
    }

    /// What the told ledger itself says is held, to compare with.
    func holding() async throws -> Set<String> {
        let fixtures = fixtures
        return try await bench.store.write { store in
            var held = Set<String>()
            for number in try store.nominals(with: fixtures.flatMap(\.person.identifiers)) {
                for (key, entry) in try store.nominal(number).ledger.entries {
                    held.formUnion(entry.held.keys.map { "\(key.recipient) \(store.subject(number)) \($0)" })
                }
            }
            return held
        }
    }
}

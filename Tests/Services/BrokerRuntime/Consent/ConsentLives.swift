@testable import BrokerRuntime
import CanonicalModel
import Foundation
import Logging
import Messaging
import RecordStore
import Routing
import TestSupport
import Testing

/// Two people on a cohort, said and asked in short words.
struct ConsentLives {
    static let disc = "disc-leeds"
    let bench: CoreBench
    let one: NominalFixture
    let other: NominalFixture

    init(_ number: Int) async throws {
        bench = try CoreBench()
        (one, other) = (NominalFixture(number), NominalFixture(number + 1))
        for fixture in [one, other] { await say(Self.selected(fixture), day: 0) }
    }

    static func selected(_ fixture: NominalFixture) -> Fact {
        .selection(
            SelectionDecision(
                person: fixture.person, cohort: "iom", isStatutory: true, rag: .amber, decidedBy: "Panel"))
    }

    static func consent(
        _ state: ConsentRecord.State, _ person: Person, purpose: String = "resettle", expiresAt: Timestamp? = nil,
        from: Timestamp? = nil
    ) -> Fact {
        .consent(
            ConsentRecord(
                person: person, covers: "engagement.*", purpose: purpose, with: "vcs", state: state, form: "written",
                recordedBy: "R. Bell", expiresAt: expiresAt, effectiveFrom: from))
    }

    var merged: Fact {
        .identityMerged(
            IdentityMerge(
                person: one.withoutAddress, other: other.person.identifiers, reason: .fingerprints,
                decidedBy: "J. Coordinator"))
    }

    var split: Fact {
        .identitySplit(
            IdentitySplit(
                person: one.withoutAddress, separated: other.person.identifiers, reason: .fingerprints,
                decidedBy: "J. Coordinator"))
    }

    @discardableResult
    func say(_ fact: Fact, day: Int64) async -> CanonicalMessage {
        let message = bench.message(fact, days: day)
        await bench.deliver(bench.delivery(message, user: "hub"))
        return message
    }

    /// The last ticket that the recipient got.
    func ticket() async throws -> String {
        try #require(try await bench.notices(Self.disc).first { $0.fields.isEmpty }?.id)
    }

    func claim() async throws -> FetchDesk.Claim {
        try #require(try await bench.fetches.claim(try await ticket(), by: Self.disc))
    }

    func held() async throws -> Set<String> {
        let people = one.person.identifiers + other.person.identifiers
        return try await bench.store.write { store in
            Set(
                try store.nominals(with: people).flatMap { number in
                    try store.nominal(number).ledger.entries.values.flatMap { $0.held.keys }
                })
        }
    }

    func releases() async throws -> [DisclosureRecord.Release] {
        try await bench.store.read { try DisclosureRecord($0) }.releases
    }

    /// The store as another process finds it after this one ended.
    func copied(_ folder: TemporaryFolder) throws -> String {
        let source = URL(fileURLWithPath: bench.storePath).deletingLastPathComponent().path
        for name in ["store.sqlite", "store.sqlite-wal", "master.key"]
        where FileManager.default.fileExists(atPath: source + "/" + name) {
            try FileManager.default.copyItem(atPath: source + "/" + name, toPath: folder.path + "/" + name)
        }
        return folder.path
    }

    func sweeper(_ store: SQLiteRecord, at now: Timestamp) -> RenewalSweep {
        RenewalSweep(
            router: bench.fetches.router, hub: bench.hub, store: store, relay: bench.relay, clock: { now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}

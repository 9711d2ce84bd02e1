@testable import AgreementEngine
import CanonicalModel
import TestSupport
import Testing

/// The order of rules never matters, and knowing less never releases more.
@Suite("Rule order") struct RuleOrderTests {
    private static let seeds: [UInt64] = [1, 2, 3, 4]
    private static let files = ["Contracts/agreements/leeds.yaml", "ops/benchmarks/agreement-100-rules.yaml"]
    /// Loaded once: in a debug build a load takes longer than a hundred decisions.
    private static let agreements = Dictionary(
        uniqueKeysWithValues: files.map { file in (file, Result { try Agreement(yaml: PolicyFile.bytes(file)) }) })

    @Test("shuffled rules decide the same, to the rule they name", arguments: seeds, files)
    func shuffled(seed: UInt64, file: String) throws {
        var random = SeededGenerator(seed: seed)
        let agreement = try #require(Self.agreements[file]).get()
        var shuffled = agreement
        shuffled.permits.shuffle(using: &random)
        shuffled.guardrails.shuffle(using: &random)
        let (first, second) = (PolicyDecisionPoint(agreement), PolicyDecisionPoint(shuffled))
        for _ in 0..<200 {
            let request = Self.request(&random)
            #expect(first.decide(request) == second.decide(request), "seed \(seed)")
        }
    }

    @Test("fields asked in another order get the same answers", arguments: seeds)
    func shuffledFields(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let point = PolicyDecisionPoint(try LeedsPolicy.agreement())
        for _ in 0..<200 {
            let request = Self.request(&random)
            var shuffled = request
            shuffled.fields.shuffle(using: &random)
            #expect(Set(point.decide(request).fields) == Set(point.decide(shuffled).fields), "seed \(seed)")
            #expect(point.decide(request).outcome == point.decide(shuffled).outcome, "seed \(seed)")
        }
    }

    @Test("forgetting any fact never releases a field that was not released before", arguments: seeds, files)
    func forgetting(seed: UInt64, file: String) throws {
        var random = SeededGenerator(seed: seed)
        let point = PolicyDecisionPoint(try #require(Self.agreements[file]).get())
        for _ in 0..<200 {
            let request = Self.request(&random)
            let before = Self.gone(point.decide(request))
            for forgotten in Self.forgetful(request) {
                #expect(Self.gone(point.decide(forgotten)).isSubset(of: before), "seed \(seed)")
            }
        }
    }

    private static func gone(_ decision: DisclosureDecision) -> Set<String> {
        Set(decision.fields.filter { $0.effect != .refuse }.map(\.name))
    }

    /// The request with each fact in turn unknown.
    private static func forgetful(_ request: DisclosureRequest) -> [DisclosureRequest] {
        let changes: [(inout DisclosureRequest) -> Void] = [
            { $0.subject.ageBand = .unknown("") }, { $0.subject.cohort = .unknown("") },
            { $0.subject.statutory = .unknown("") }, { $0.subject.rag = .unknown("") },
            { $0.subject.custody = .unknown(.unavailable("")) }, { $0.subject.consents = .unknown(.unavailable("")) },
            { $0.recipient.coversArea = .unknown("") },
            { request in for index in request.fields.indices { request.fields[index].sources = .unknown("") } },
            { request in for index in request.fields.indices { request.fields[index].handling = .unknown("") } },
            { request in for index in request.fields.indices { request.fields[index].isYouthRecord = .unknown("") } },
        ]
        return changes.map { change in
            var forgotten = request
            change(&forgotten)
            return forgotten
        }
    }

    private static let recipients = [
        LeedsPolicy.npt, LeedsPolicy.hub, LeedsPolicy.probation, LeedsPolicy.prison, LeedsPolicy.yos,
        LeedsPolicy.childrensServices, LeedsPolicy.housing, LeedsPolicy.disc,
    ]

    /// A request drawn from everything the agreement can ask about.
    private static func request(_ random: inout SeededGenerator) -> DisclosureRequest {
        func any<Value: FactWord>(_: Value.Type, _ random: inout SeededGenerator) -> Knowable<Value> {
            guard let value = Value.allCases.randomElement(using: &random), Int.random(in: 0..<6, using: &random) > 0
            else {
                return .unknown(Bool.random(using: &random) ? "nobody said" : .unavailable("down"))
            }
            return .known(value)
        }
        let categories = CategoryVocabulary.categories.flatMap { family, words in words.map { family + "." + $0 } }
            .sorted()
        let recipient = recipients.randomElement(using: &random) ?? LeedsPolicy.npt
        let purposes = ["notify-npt", "manage-offender", "resettle"]
        return LeedsPolicy.request(
            NoticeKind.allCases.randomElement(using: &random) ?? .selection, to: recipient,
            for: purposes.randomElement(using: &random) ?? "notify-npt",
            (0..<8).compactMap { _ in categories.randomElement(using: &random) }
        ) { request in
            request.subject.ageBand = any(AgeBand.self, &random)
            request.subject.cohort = any(CohortType.self, &random)
            request.subject.statutory = any(StatutoryStatus.self, &random)
            request.subject.rag = any(RiskColour.self, &random)
            request.subject.custody = any(CustodyPlace.self, &random)
            request.subject.consents = .known(consents(&random))
            request.recipient.coversArea =
                Bool.random(using: &random) ? .known(Bool.random(using: &random)) : .unknown("no address")
            request.recipient.previouslyNotified = Bool.random(using: &random)
            for index in request.fields.indices {
                request.fields[index].handling = any(HandlingCode.self, &random)
                request.fields[index].sources = .known(
                    [["idiom"], ["hub"], ["idiom", "courts"]].randomElement(using: &random) ?? [])
                request.fields[index].isRequired = Int.random(in: 0..<8, using: &random) == 0
            }
        }
    }

    private static func consents(_ random: inout SeededGenerator) -> [Consent] {
        (0..<Int.random(in: 0..<4, using: &random)).map { _ in
            DisclosureSample.consent(
                ["engagement.*", "housing.*", "substance.*"].randomElement(using: &random) ?? "plan.*",
                with: ["vcs", "housing", "criminal-justice"].randomElement(using: &random) ?? "vcs",
                ConsentState.allCases.randomElement(using: &random) ?? .given,
                at: "2026-1\(Int.random(in: 0...1, using: &random))-0\(Int.random(in: 1...9, using: &random))T09:00:00Z"
            )
        }
    }
}

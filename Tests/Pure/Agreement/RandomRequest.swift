import AgreementEngine
import CanonicalModel
import TestSupport

/// Requests drawn at random for a ``RandomAgreement``.
///
/// One request is mostly the last one with a single thing changed: what a cache or a plan confuses are requests that
/// differ in little.
struct RandomRequest {
    private var random: SeededGenerator
    private var last: DisclosureRequest?

    init(_ random: SeededGenerator) { self.random = random }

    mutating func next() -> DisclosureRequest {
        var request = last ?? fresh()
        if Int.random(in: 0..<4, using: &random) == 0 { request = fresh() } else { change(&request) }
        last = request
        return request
    }

    private mutating func fresh() -> DisclosureRequest {
        DisclosureRequest(
            message: any(NoticeKind.self), discloser: discloser(), recipient: recipient(), subject: subject(),
            fields: fields(), purpose: purpose(), now: time(),
            delivery: Bool.random(using: &random) ? .pushed : .fetched,
            override: override(), scheme: scheme())
    }

    private mutating func change(_ request: inout DisclosureRequest) {
        switch Int.random(in: 0..<16, using: &random) {
        case 0: request.message = any(NoticeKind.self)
        case 1: request.discloser = discloser()
        case 2, 3: request.recipient = recipient()
        case 4: request.recipient.kind = any(PartyKind.self)
        case 5, 6: request.subject = subject()
        case 7: request.subject.consents = fact { $0.consents() }
        case 8, 9: request.fields = fields()
        case 10: request.purpose = purpose()
        case 11: request.now = time()
        case 12: request.delivery = request.delivery == .pushed ? .fetched : .pushed
        case 13: request.recipient.previouslyNotified.toggle()
        case 14: request.override = override()
        default: request.scheme = scheme()
        }
    }

    // MARK: Parts

    private mutating func discloser() -> Discloser {
        let choices = [
            ("police", "iom-hub"), ("police", "iom-hub"), ("police", "npt"), ("probation", "case-manager"),
            ("charity", "case-manager"), ("police", "housing"), ("nobody", "iom-hub"),
        ]
        let (party, role) = one(choices)
        return Discloser(party: party, role: role)
    }

    private mutating func recipient() -> RecipientFacts {
        let choices: [(String, String, PartyKind)] = [
            ("police", "npt", .police), ("police", "iom-hub", .police), ("probation", "case-manager", .probation),
            ("charity", "case-manager", .vcs), ("landlord", "housing", .landlord), ("charity", "case-manager", .police),
            ("ward-12", "councillor", .wardCouncillor), ("stranger", "case-manager", .vcs),
            ("police", "housing", .police),
        ]
        let (party, role, kind) = one(choices)
        return RecipientFacts(
            id: "r", party: party, role: role, kind: kind, coversArea: fact { $0.truth() }, previouslyNotified: truth(),
            undertaking: fact { $0.any(Undertaking.self) }, isVetted: fact { $0.truth() })
    }

    private mutating func subject() -> SubjectFacts {
        SubjectFacts(
            ageBand: fact { $0.any(AgeBand.self) }, cohort: fact { $0.any(CohortType.self) },
            statutory: fact { $0.any(StatutoryStatus.self) }, rag: fact { $0.any(RiskColour.self) },
            custody: fact { $0.any(CustodyPlace.self) }, consents: fact { $0.consents() },
            mappa: fact { $0.any(MappaStatus.self) }, selectionRoute: fact { $0.any(SelectionRoute.self) },
            isTransferInProgress: fact { $0.truth() }, riskAssessments: fact { $0.assessments() })
    }

    private mutating func fields() -> [DataField] {
        let count = one([0, 1, 1, 2, 3, 4])
        let categories = RandomAgreement.categories.shuffled(using: &random).prefix(count)
        return categories.map { category in
            DataField(
                name: category, category: category, required: Int.random(in: 0..<4, using: &random) == 0,
                sources: fact { $0.one([["idiom"], ["hub"], ["idiom", "hub"], ["courts", "idiom"], []]) },
                asOf: fact { $0.time() }, handling: fact { $0.any(HandlingCode.self) },
                isYouthRecord: fact { $0.truth() }, isSpent: fact { $0.truth() },
                originatorRelease: fact { $0.any(Presence.self) }, clearedBy: fact { $0.any(Presence.self) })
        }
    }

    private mutating func purpose() -> String {
        one(["notify-npt", "resettle", "resettle", "resettle", "resettle", "else"])
    }

    /// Either side of midnight and of everything that lapses.
    private mutating func time() -> Timestamp {
        let midnight = DisclosureSample.time("2026-11-21T00:00:00Z")
        let days = one([0, 0, 0, 1, -1, -2, -3])
        let edge = one([0, -1, 1, 36_000_000_000])
        return Timestamp(microseconds: midnight.adding(seconds: Int64(days) * 86_400).microseconds + Int64(edge))
    }

    private mutating func consents() -> [Consent] {
        (0..<one([0, 2, 3, 4])).map { _ in
            Consent(
                covers: one(["engagement.*", "engagement.attendance", "engagement.compliance", "plan.*", "*"]),
                purpose: one(["resettle", "resettle", "resettle", "notify-npt"]),
                with: one(["vcs", "vcs", "vcs", "housing"]), state: any(ConsentState.self),
                form: one(["written", "spoken", nil]), decidedAt: time(), expiresAt: truth() ? time() : nil)
        }
    }

    private mutating func assessments() -> [DisclosureRiskAssessment] {
        (0..<one([0, 1, 1, 2])).map { _ in
            DisclosureRiskAssessment(
                purpose: one(["x", "x", "y"]), outcome: truth() ? .share : .doNotShare, madeAt: time())
        }
    }

    private mutating func override() -> Knowable<EmergencyOverride?> {
        fact { draw in
            guard draw.truth() else { return nil }
            return EmergencyOverride(
                rank: draw.one([.constable, .sergeant, .inspector, .superintendent, .chiefOfficer]),
                hasReason: Int.random(in: 0..<4, using: &draw.random) > 0, madeAt: draw.time())
        }
    }

    private mutating func scheme() -> [String: String] {
        one([[:], ["scheme.exit-interviews": "true"], ["scheme.exit-interviews": "false"]])
    }

    // MARK: Dice

    private mutating func truth() -> Bool { Bool.random(using: &random) }

    private mutating func any<Word: FactWord>(_: Word.Type) -> Word { one(Array(Word.allCases)) }

    private mutating func one<Value>(_ choices: [Value]) -> Value {
        choices[Int.random(in: choices.indices, using: &random)]
    }

    private mutating func fact<Value>(_ known: (inout RandomRequest) -> Value) -> Knowable<Value> {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: .unknown("nobody said")
        case 1: .unknown(.unavailable("nobody can be asked"))
        default: .known(known(&self))
        }
    }
}

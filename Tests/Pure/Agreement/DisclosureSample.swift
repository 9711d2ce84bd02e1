import AgreementEngine
import CanonicalModel
import TestSupport

/// Requests to vary: an adult on licence, on the cohort, at liberty, in the recipient's area, today.
enum DisclosureSample {
    static let today = time("2026-11-21T10:00:00Z")

    static func time(_ text: String) -> Timestamp {
        guard let time = Timestamp(text) else { preconditionFailure("A test's own time is RFC 3339.") }
        return time
    }

    /// To the sample's neighbourhood team.
    static func request(
        _ message: NoticeKind = .selection, _ fields: [DataField] = [field("rag.colour")],
        _ change: (inout DisclosureRequest) -> Void = { _ in }
    ) -> DisclosureRequest {
        var request = DisclosureRequest(
            message: message, discloser: Discloser(party: "police", role: "iom-hub"),
            recipient: RecipientFacts(
                id: "npt-a", party: "police", role: "npt", kind: .police, coversArea: .known(true),
                previouslyNotified: false),
            subject: SubjectFacts(
                ageBand: .known(.adult), cohort: .known(.iom), statutory: .known(.licence), rag: .known(.amber),
                custody: .known(.outside), consents: .known([])),
            fields: fields, purpose: "notify-npt", now: today)
        change(&request)
        return request
    }

    static func field(_ category: String, required: Bool = false) -> DataField {
        DataField(name: category, category: category, required: required, sources: .known(["hub"]))
    }

    static func fields(_ categories: String...) -> [DataField] { categories.map { field($0) } }

    static func consent(
        _ covers: String, with: String = "vcs", _ state: ConsentState = .given,
        at time: String = "2026-10-01T09:00:00Z",
        expires: String? = nil, form: String? = nil
    ) -> Consent {
        Consent(
            covers: covers, purpose: "resettle", with: with, state: state, form: form, decidedAt: Self.time(time),
            expiresAt: expires.map(Self.time))
    }
}

extension DisclosureDecision {
    /// The categories that go, in order.
    var released: [String] { fields.filter { $0.effect == .permit }.map(\.category) }

    /// The one reason of all refused fields, or nil when there are several or none.
    var refusal: ReasonCode? {
        let reasons = Set(fields.filter { $0.effect == .refuse }.map(\.reason))
        return reasons.count == 1 ? reasons.first : nil
    }
}

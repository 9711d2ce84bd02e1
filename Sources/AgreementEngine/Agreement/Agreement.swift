public import CanonicalModel
public import Formats

/// An information-sharing agreement as its parties signed it: who may be told what, for which purpose, under which
/// power.
///
/// Loaded by ``init(yaml:)`` and decided by ``PolicyDecisionPoint``. The digest is of the canonical JSON that the file
/// compiles to, so a comment or an indent changes nothing and a word changes everything.
public struct Agreement: Sendable {
    /// Where an agreement is in its life.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        case draft
        case inForce = "in-force"
        /// Being rewritten; in force until it is superseded (CLV 8.5, reference ISH-07).
        case underRefresh = "under-refresh"
        case suspended
        case superseded
        case ended

        /// Whether rules of an agreement in this state permit anything.
        public var permits: Bool { self == .inForce || self == .underRefresh }
    }

    /// A body that may sign.
    public struct Party: Sendable, Hashable {
        /// What it is called in a sentence; its key where it has no name.
        public var name: String?
        /// What kind of body.
        public var kind: PartyKind
        /// Whether it is a competent authority (Data Protection Act 2018 s.30).
        public var isCompetentAuthority: Bool
        /// The roles that may disclose or receive.
        public var roles: [String]
    }

    /// A party's signature; without one a party is not a recipient.
    public struct SignOff: Sendable, Hashable {
        /// The office that signed.
        public var by: String
        /// The day it counts from.
        public var from: CalendarDate
        /// The last day it counts, when it lapses.
        public var until: CalendarDate?
    }

    /// When the agreement has to be looked at again.
    public struct Review: Sendable, Hashable {
        /// The day it is due.
        public var due: CalendarDate
        /// Days overdue after which parties that act under no statute receive nothing.
        public var suspendNonStatutoryAfterDays: Int?
    }

    /// The area it is for.
    public struct Area: Sendable, Hashable {
        /// What kind of area ("local-authority").
        public var kind: String
        /// Its code ("E08000035").
        public var code: String
        /// Its name.
        public var name: String
    }

    /// A refusal that beats every permit (`always-refuse`).
    public struct Guardrail: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// The sentence an officer signs.
        public var says: String
        /// The categories it keeps back.
        public var share: [CategoryPattern]
        /// Disclosers it is for.
        public var from: PartySelector
        /// Recipients it is for.
        public var to: PartySelector
        /// When it fires; unless this is known to be false.
        public var when: Condition
        /// The paragraph it rests on.
        public var source: String?
    }

    /// A rule that lets fields go.
    public struct Permit: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// The sentence an officer signs.
        public var says: String
        /// Who may disclose.
        public var from: PartySelector
        /// Who may receive.
        public var to: PartySelector
        /// The categories it lets go.
        public var share: [CategoryPattern]
        /// The purpose it is for.
        public var purpose: String
        /// The powers it rests on; consent is never one.
        public var gateways: [String]
        /// When it applies; only if this is known to be true.
        public var when: Condition
        /// What it obliges to.
        public var obligations: Obligations
        /// The paragraph it rests on.
        public var source: String
    }

    /// What has to be done when something happens; ``PolicyDecisionPoint/orders(on:_:now:scheme:)`` runs it.
    public struct Duty: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// The sentence an officer signs.
        public var says: String
        /// What raises it, as written.
        public var on: String
        /// What raises it.
        public var event: DutyEvent
        /// When it is raised.
        public var when: Condition
        /// What has to be done, as written.
        public var does: JSONValue
        /// What has to be done.
        public var actions: [DutyAction]
        /// The paragraph it rests on.
        public var source: String
    }

    /// A kind of notice that the parties decided not to give, with their reason (DESIGN decision 8).
    public struct Exclusion: Sendable, Hashable {
        /// The notice that is not given.
        public var message: NoticeKind
        /// The sentence an officer signs.
        public var says: String
        /// The paragraph it rests on.
        public var source: String
    }

    /// References to the documents that an agreement rests on (Data Protection Act 2018 ss.42, 61, 64).
    public struct Documents: Sendable, Hashable {
        /// The data-protection impact assessment.
        public var impactAssessment: String
        /// The appropriate policy document.
        public var policyDocument: String
        /// The record of processing activities.
        public var processingRecord: String
    }

    /// The agreement's name in file names and logs.
    public internal(set) var id: String
    /// The parties' own reference number.
    public internal(set) var reference: String?
    /// Its title.
    public internal(set) var title: String
    /// Its version, which rises on every change.
    public internal(set) var version: String
    /// Where it is in its life.
    public internal(set) var status: Status
    /// The party that keeps it.
    public internal(set) var owner: String
    /// The first day it is in force.
    public internal(set) var effectiveFrom: CalendarDate
    /// The last day it is in force, when one is set.
    public internal(set) var effectiveUntil: CalendarDate?
    /// When it has to be looked at again.
    public internal(set) var review: Review
    /// The area it is for.
    public internal(set) var area: Area
    /// The signatures, by party.
    public internal(set) var signOffs: [String: SignOff]
    /// The parties, by name.
    public internal(set) var parties: [String: Party]
    /// The purposes and what they mean.
    public internal(set) var purposes: [String: String]
    /// The powers and what they are.
    public internal(set) var gateways: [String: String]
    /// What is always refused.
    public internal(set) var guardrails: [Guardrail]
    /// What is permitted.
    public internal(set) var permits: [Permit]
    /// What has to be done.
    public internal(set) var duties: [Duty]
    /// The kinds of notice that are not given in this scheme.
    public internal(set) var exclusions: [Exclusion]
    /// The documents it rests on; none until somebody refers to them, and then it cannot be activated.
    public internal(set) var documents: Documents?
    /// The schemes under it, by name; none where there is one scheme for all.
    public internal(set) var schemes: [String: Scheme]
    /// What schemes add, by name.
    public internal(set) var locals: [String: LocalSection]
    /// Permits as they were before a scheme narrowed them: what still goes keeps the duties they put on it.
    public internal(set) var binding: [Permit] = []
    /// The agreement of all that this one is narrower than; nil for an agreement as its parties signed it.
    public internal(set) var narrowedFrom: Whole?
    /// The cohorts and how people move through them, where the agreement says.
    public internal(set) var cohortModel: CohortModel?
    /// What the colours mean, where the agreement says (reference 6.2).
    public internal(set) var colours: [String: String]
    /// How long the broker keeps what it holds; nil where the agreement does not say, and then nothing is erased by itself.
    public internal(set) var retention: Retention?
    /// What the file compiles to.
    public internal(set) var canonical: JSONValue
    /// SHA-256 of the canonical form, in hexadecimal.
    public internal(set) var digest: String
}

extension Agreement {
    /// The sentence of a rule, as the parties signed it; nil for a built-in rule or one that is not in this agreement.
    public func sentence(ofRule id: String) -> String? {
        guardrails.first { $0.id == id }?.says ?? permits.first { $0.id == id }?.says
            ?? duties.first { $0.id == id }?.says
    }

    /// Whether a party's signature counts on a day.
    public func isSignatory(_ party: String, on day: CalendarDate) -> Bool {
        guard let signOff = signOffs[party] else { return false }
        return signOff.from <= day && signOff.until.map { day <= $0 } ?? true
    }
}

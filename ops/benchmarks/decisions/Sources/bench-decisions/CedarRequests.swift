import AgreementEngine
import CanonicalModel
import Formats

/// The benchmark's requests and the partnership as Cedar's entities and contexts.
struct CedarRequests {
    private let agreement: Agreement
    private let questions: Set<ConsentQuestion>
    private let others: [String: Condition]

    init(_ agreement: Agreement) {
        self.agreement = agreement
        let atoms = (agreement.permits.map(\.when) + agreement.guardrails.map(\.when)).flatMap(Self.atoms)
        questions = Set(atoms.compactMap { if case .consent(let question) = $0 { question } else { nil } })
        var others = [String: Condition]()
        for atom in atoms {
            switch atom {
            case .onlySource(let sources): others["only-source " + sources.joined(separator: " ")] = atom
            case .override(let question): others[question.description] = atom
            case .asOf, .riskAssessment, .scheme:
                fail("the benchmark's agreement asks something this cannot export yet")
            default: break
            }
        }
        self.others = others
    }

    private static func atoms(_ condition: Condition) -> [Condition] {
        switch condition {
        case .all(let parts), .any(let parts): parts.flatMap(atoms)
        case .not(let part): atoms(part)
        default: [condition]
        }
    }

    // MARK: Entities

    var entities: JSONValue {
        let roles = agreement.parties.sorted { $0.key < $1.key }.flatMap { party, body in
            body.roles.map { role in
                let groups = agreement.signOffs[party] == nil ? [] : [uid("Group", "signed")]
                return entity(
                    uid("Role", "\(party)/\(role)"),
                    groups + [
                        uid("Party", party), uid("Kind", body.kind.rawValue),
                        uid("KindRole", "\(body.kind.rawValue)/\(role)"),
                    ])
            }
        }
        let categories = Workload.categories.map { category in
            let words = category.split(separator: ".", maxSplits: 1).map(String.init)
            let untelling = ["identity.core", "cohort.status", "npt.stop-list"].contains(category)
            return entity(
                uid("Category", category),
                [uid("Family", words[0] + "."), uid("Suffix", "." + words[1])]
                    + (untelling ? [uid("Group", "untelling")] : []))
        }
        return .array(roles + categories)
    }

    private func entity(_ uid: JSONValue, _ parents: [JSONValue]) -> JSONValue {
        .object(["uid": uid, "attrs": .object([:]), "parents": .array(parents)])
    }

    private func uid(_ type: String, _ id: String) -> JSONValue { .object(["type": .string(type), "id": .string(id)]) }

    // MARK: Requests

    func request(_ request: DisclosureRequest) -> JSONValue {
        let recipient = request.recipient
        return .object([
            "principal": uid("Role", "\(recipient.party)/\(recipient.role)"), "action": uid("Action", request.purpose),
            "resource": uid("Category", request.fields[0].category), "context": .object(context(request)),
        ])
    }

    private func context(_ request: DisclosureRequest) -> JSONObject {
        let (subject, field) = (request.subject, request.fields[0])
        let discloser = request.discloser
        var context: JSONObject = [
            "message": .string(request.message.rawValue),
            "recipient.previously-notified": .string(String(request.recipient.previouslyNotified)),
            "recipient.role": .string(request.recipient.role),
            "discloser": .object(["__entity": uid("Role", "\(discloser.party)/\(discloser.role)")]),
        ]
        context.setIfPresent("subject.age-band", subject.ageBand.word)
        context.setIfPresent("subject.cohort", subject.cohort.word)
        context.setIfPresent("subject.statutory", subject.statutory.word)
        context.setIfPresent("subject.rag", subject.rag.word)
        context.setIfPresent("custody.status", subject.custody.word)
        context.setIfPresent("recipient.covers-area", request.recipient.coversArea.truth)
        context.setIfPresent("data.handling", field.handling.word)
        context.setIfPresent("data.youth-record", field.isYouthRecord.truth)
        context.setIfPresent("originator.release", field.originatorRelease.word)
        if case .known(let consents) = subject.consents {
            for question in questions { context.setIfPresent(question.key, standing(question, consents)) }
        }
        for (key, atom) in others { context.setIfPresent(key, answer(atom, field)) }
        return context
    }

    /// No override is made in the workload, so that the answer is known to be no.
    private func answer(_ atom: Condition, _ field: DataField) -> String? {
        guard case .onlySource(let wanted) = atom else { return "false" }
        guard case .known(let sources) = field.sources, !sources.isEmpty else { return nil }
        return String(sources.allSatisfy(wanted.contains))
    }

    /// The workload's consents are written, do not lapse, and cover whole families.
    private func standing(_ question: ConsentQuestion, _ consents: [Consent]) -> String {
        let about = consents.filter {
            $0.with == question.with && $0.purpose == question.purpose
                && ($0.covers == question.covers || question.covers.hasPrefix($0.covers.dropLast()))
        }
        let order: [ConsentState] = [.given, .refused, .withdrawn]
        let latest = about.max {
            ($0.decidedAt, order.firstIndex(of: $0.state) ?? 0) < ($1.decidedAt, order.firstIndex(of: $1.state) ?? 0)
        }
        return (latest?.state ?? .notSought).rawValue
    }
}

extension Knowable where Value: FactWord {
    fileprivate var word: String? { if case .known(let value) = self { value.rawValue } else { nil } }
}

extension Knowable<Bool> {
    fileprivate var truth: String? { if case .known(let value) = self { String(value) } else { nil } }
}

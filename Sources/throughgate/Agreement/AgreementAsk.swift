import AgreementEngine
import ArgumentParser
import BrokerRuntime
import CanonicalModel
import Formats
import RecordStore
import Routing

extension AgreementCommand {
    /// The dry run that a practitioner needs.
    struct Ask: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ask",
            abstract: "May somebody see something? A dry run: nothing is told and nothing recorded.",
            discussion: """
                \(PractitionerQuestion.form)
                "may disc/case-manager see engagement of pnc:2001/0100021H for resettle"

                The answer is what that role may be told. About everybody who is not on its list it is the same words, whether \
                the person is unknown, not on the cohort or somebody the role may not know of. --for-officer says why, for an \
                officer of the broker. With --given the facts are a file's and no record is opened.
                """)
        @OptionGroup var options: PartnershipOptions
        @Option(help: "Who would see it, party/role; instead of a sentence.") var recipient: String?
        @Option(help: "A kind of data, or a family of them; may be given several times.") var category: [String] = []
        @Option(help: "Whom it is about: pnc:…, cro:…, noms:…, crn:… or hub:….") var nominal: String?
        @Option(help: "What for, a purpose of the agreement.") var purpose: String?
        @Option(help: "Who would tell it, party/role; default the hub.") var from: String?
        @Option(help: "The kind of notice it would travel in.") var notice = NoticeKind.selection.rawValue
        @Option(help: "Facts in the words of scenarios (format \"iom-facts/1\", or a scenario file).") var given:
            String?
        @Flag(help: "Say why: for an officer of the broker, never for a recipient.") var forOfficer = false
        @Argument(help: "The question as a sentence.") var sentence: [String] = []

        func run() throws {
            let partnership = try given == nil ? options.partnershipInForce() : options.partnership()
            let question = try question(under: partnership.agreement)
            // Before the record is opened: an error that came only for people who are known would tell who is.
            let message = try message()
            let lines =
                try given.map { try answer(question, message, given: $0, partnership) }
                ?? answer(question, message, partnership)
            lines.forEach { print($0) }
        }

        // MARK: The question

        private func question(under agreement: Agreement) throws -> PractitionerQuestion {
            do throws(FormatError) {
                guard sentence.isEmpty else {
                    return try PractitionerQuestion(sentence.joined(separator: " "), under: agreement)
                }
                return try PractitionerQuestion(
                    recipient: recipient ?? "", categories: category, nominal: nominal, purpose: purpose ?? "",
                    discloser: from, under: agreement)
            } catch {
                throw ValidationError("at \"\(error.path)\": \(error.message) \(error.remedy)")
            }
        }

        private func message() throws -> NoticeKind {
            guard let message = NoticeKind(rawValue: notice) else {
                let known = NoticeKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("There is no notice \"\(notice)\"; there are \(known).")
            }
            return message
        }

        // MARK: The answer

        private func answer(
            _ question: PractitionerQuestion, _ message: NoticeKind, given file: String, _ partnership: Partnership
        ) throws -> [String] {
            let facts = try PolicyFile.reading(file) { (bytes) throws(FormatError) in try GivenFacts(yaml: bytes) }
            return answer(question, message, facts, partnership).textForOfficer()
        }

        private func answer(
            _ question: PractitionerQuestion, _ message: NoticeKind, _ partnership: Partnership
        ) throws -> [String] {
            guard let text = question.nominal, let written = WrittenIdentifier(argument: text) else {
                throw ValidationError(
                    "Say whom it is about, \"of pnc:2001/0100021H\" (pnc, cro, noms, crn or hub, valid by its own check), or --given FILE."
                )
            }
            try options.folder.demandRecord()
            let directory = partnership.directory
            let role = directory.recipients.filter {
                $0.party == question.recipient.party && $0.role == question.recipient.role
            }
            let router = ContentBasedRouter(
                directory: directory, decisionPoint: PolicyDecisionPoint(partnership.agreement))
            let known = try options.ask { try Known($0, written.identifier, role, router) }
            guard let known else {
                return forOfficer
                    ? ["Nobody with that identifier was ever on a cohort here."]
                    : PractitionerAnswer.textAboutNobody(question)
            }
            let answer = answer(question, message, known.facts, partnership)
            return forOfficer ? answer.textForOfficer() : answer.textForRecipient(isOnItsList: known.isOnList)
        }

        private func answer(
            _ question: PractitionerQuestion, _ message: NoticeKind, _ facts: GivenFacts, _ partnership: Partnership
        ) -> PractitionerAnswer {
            PractitionerAnswer(
                question, facts: facts, under: partnership.agreement, hub: partnership.directory.hub.discloser,
                message: message)
        }
    }
}

/// What the record knows about a person who was on a cohort.
private struct Known {
    let facts: GivenFacts
    let isOnList: Bool

    init?(
        _ reader: StoreReader, _ identifier: PersonIdentifier, _ role: [PartnershipDirectory.Recipient],
        _ router: ContentBasedRouter
    ) throws {
        guard let nominal = try reader.nominal(identifiedBy: identifier) else { return nil }
        isOnList = try role.contains { try reader.roster(of: $0.id).contains { $0.nominal == nominal } }
        let history = try reader.history(of: nominal)
        guard let facts = router.facts(about: history, for: role, isOnList: isOnList, now: Present.clock()) else {
            return nil
        }
        self.facts = facts
    }
}

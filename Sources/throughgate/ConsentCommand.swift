public import ArgumentParser
public import CanonicalModel

extension ConsentRecord.State: ExpressibleByArgument {}
extension ConsentEvidence.Channel: ExpressibleByArgument {}
extension ConsentEvidence.Place: ExpressibleByArgument {}
extension ConsentEvidence.Capacity: ExpressibleByArgument {}

/// Records a consent.
struct ConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent", abstract: "A consent was given, refused or withdrawn, or was entered in error.",
        discussion: """
            --at is when the person decided; when it was recorded is noted beside it. The reason for a refusal is not recorded.
            A record made by mistake is taken back with --state entered-in-error --corrects ID: it is as if it had never been made.
            """)
    @OptionGroup var decision: DecisionOptions
    @OptionGroup(title: "How it was asked for and answered") var evidence: ConsentEvidenceOptions
    @OptionGroup(title: "How it was withdrawn") var withdrawal: ConsentWithdrawalOptions
    @Option(help: "The data category it covers.") var covers: String
    @Option(help: "The purpose.") var purpose: String
    @Option(help: "The class of recipient.") var with: String
    @Option(help: "given, refused, withdrawn or entered-in-error.") var state: ConsentRecord.State
    @Option(help: "written or spoken.") var form: String?
    @Option(help: "When it lapses, RFC 3339; default six months after it was given.") var expires: Timestamp?
    @Option(help: "From when it may be relied on, RFC 3339; default at once.") var effectiveFrom: Timestamp?
    @Option(help: "The id of the record that was entered in error.") var corrects: String?

    func validate() throws {
        guard (state == .enteredInError) == (corrects != nil) else {
            throw ValidationError("Give --corrects ID with --state entered-in-error, and with no other state.")
        }
        guard withdrawal.value == nil || state == .withdrawn else {
            throw ValidationError("How it was withdrawn goes with --state withdrawn alone.")
        }
    }

    func run() async throws {
        try await decision.publish(
            .consent(
                ConsentRecord(
                    person: decision.person(), covers: covers, purpose: purpose, with: with, state: state, form: form,
                    recordedBy: decision.by, expiresAt: expires, effectiveFrom: effectiveFrom,
                    evidence: evidence.value, withdrawal: withdrawal.value, corrects: corrects)))
    }
}

/// What shows that a consent was informed and free.
struct ConsentEvidenceOptions: ParsableArguments {
    @Option(help: "The form's reference.") var formReference: String?
    @Option(help: "Which version of the form's text the person saw.") var textVersion: String?
    @Option(help: "In which language: en, pl.") var language: String?
    @Option(help: "paper, verbal-witnessed or digital.") var channel: ConsentEvidence.Channel?
    @Option(help: "The role of whoever took it.") var takenByRole: String?
    @Option(help: "Their organisation.") var takenByOrganisation: String?
    @Option(help: "Who witnessed it.") var witness: String?
    @Option(help: "Where: \(ConsentEvidence.Place.allCases.map(\.rawValue).joined(separator: ", ")).")
    var place: ConsentEvidence.Place?
    @Option(help: "Who answered: adult, gillick or parental-responsibility.") var capacity: ConsentEvidence.Capacity?
    @Option(help: "Who assessed that.") var capacityAssessedBy: String?
    @Option(help: "Who told the person what follows from refusing.") var consequenceToldBy: String?
    @Option(help: "In which words.") var consequenceWording: String?

    /// The evidence; nil when nothing was given.
    var value: ConsentEvidence? {
        var evidence = ConsentEvidence()
        evidence.formReference = formReference
        evidence.textVersion = textVersion
        evidence.language = language
        evidence.channel = channel
        evidence.takenByRole = takenByRole
        evidence.takenByOrganisation = takenByOrganisation
        evidence.witness = witness
        evidence.place = place
        evidence.capacity = capacity
        evidence.capacityAssessedBy = capacityAssessedBy
        evidence.consequenceToldBy = consequenceToldBy
        evidence.consequenceWording = consequenceWording
        return evidence == ConsentEvidence() ? nil : evidence
    }
}

/// How a consent was taken back.
struct ConsentWithdrawalOptions: ParsableArguments {
    @Option(help: "How: telephone, letter, in-person.") var withdrawnHow: String?
    @Option(help: "To whom the person said it.") var withdrawnTo: String?
    @Option(help: "When the person was told that it was done, RFC 3339.") var acknowledgedAt: Timestamp?

    /// The withdrawal; nil when nothing was given.
    var value: ConsentWithdrawal? {
        let withdrawal = ConsentWithdrawal(how: withdrawnHow, to: withdrawnTo, acknowledgedAt: acknowledgedAt)
        return withdrawal == ConsentWithdrawal() ? nil : withdrawal
    }
}

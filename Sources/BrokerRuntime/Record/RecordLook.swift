public import AgreementEngine
public import CanonicalModel
import RecordStore
import Routing

/// What somebody is about to look for in the record of disclosures, checked before it is recorded for ever.
///
/// What a person types at a prompt may be a name or a number of somebody; the record is never erased, so only words that the
/// partnership's own files or the record itself use are let into it.
public struct RecordLook: Sendable {
    /// What is asked for.
    public let export: RecordConsultation.Export
    /// About whom or what: each is recorded as a look of its own.
    public let names: [String]

    /// A word that nothing is called by.
    public struct Unknown: Error, CustomStringConvertible {
        /// Says what to do.
        public let description: String
    }

    /// A look at everything disclosed about a person.
    ///
    /// - Parameter subjects: every pseudonym of theirs; somebody unknown has an empty record like somebody of whom nothing was told
    ///   (DESIGN decision 17).
    public init(about subjects: Set<String>) {
        (export, names) = (.about, subjects.isEmpty ? ["unknown"] : subjects.sorted())
    }

    /// A look at everything a recipient holds.
    ///
    /// - Throws: when neither the directory nor the record knows the recipient.
    public init(
        heldBy recipient: String, _ directory: PartnershipDirectory, _ record: DisclosureRecord
    ) throws(Unknown) {
        guard directory.recipient(recipient) != nil || record.releases.contains(where: { $0.recipient == recipient }) else {
            throw Unknown(description: "The directory has no such recipient. Give an id as the directory writes it.")
        }
        (export, names) = (.heldBy, [recipient])
    }

    /// A look at everything a rule let out.
    ///
    /// - Throws: when neither the agreement nor the record knows the rule; rules of earlier versions are in the record.
    public init(letOutBy rule: String, _ agreement: Agreement, _ record: DisclosureRecord) throws(Unknown) {
        let isKnown = AgreementRendering(agreement).rules.contains { $0.id == rule }
        guard isKnown || record.releases.contains(where: { $0.rule == rule }) else {
            throw Unknown(description: "The agreement has no such rule. Give an id as the agreement writes it.")
        }
        (export, names) = (.letOutBy, [rule])
    }

    /// What is recorded before anything is shown, one for each name.
    public func consultations(
        for purpose: RecordConsultation.Purpose, by whom: String
    ) -> [RecordConsultation] {
        names.map { RecordConsultation(export: export, of: $0, purpose: purpose, consultedBy: whom) }
    }
}

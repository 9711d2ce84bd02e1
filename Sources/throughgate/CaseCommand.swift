import ArgumentParser
import BrokerRuntime
import CanonicalModel
import RecordStore

/// One document for a review: inputs, rules, who decided, who was told, who acknowledged.
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Everything about one person in one document, for a review: what was reported, who decided, who was told.",
        discussion: "It names the person. That you made it is recorded first; give it to the review and to nobody else.")
    @OptionGroup var record: RecordOptions
    @Argument(help: WrittenIdentifier.form) var person: WrittenIdentifier

    func run() async throws {
        let subjects = try record.options.ask { try $0.subjects(with: person.identifier) }
        try await record.recordLooks(RecordLook(about: subjects))
        let partnership = try record.options.partnership()
        let document = try record.options.ask { reader in
            try reader.nominal(identifiedBy: person.identifier).map { try CaseDocument(of: $0, reader, partnership).markdown }
        }
        guard let document else {
            throw ValidationError("Nobody with that identifier is on record. Give one of theirs: pnc:…, noms:…, crn:… or cro:….")
        }
        print(document)
    }
}

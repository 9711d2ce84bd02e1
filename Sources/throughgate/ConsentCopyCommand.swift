import AgreementEngine
import ArgumentParser
import BrokerRuntime
import CanonicalModel
import RecordStore
import Routing

/// Prints the person's own copy of their consents.
struct ConsentCopyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent-copy", abstract: "The person's own copy of what they agreed to and refused, in plain English.",
        discussion: "It names the person: hand it to them and to nobody else.")
    @OptionGroup var options: PartnershipOptions
    @Argument(help: WrittenIdentifier.form) var person: WrittenIdentifier
    @Flag(help: "A page to print instead of text.") var html = false

    func run() throws {
        let contact = try options.partnership().directory.hub.owner.name
        let history = try options.ask { reader in
            try reader.nominal(identifiedBy: person.identifier).map { try reader.history(of: $0) }
        }
        guard let history else {
            throw ValidationError("Nobody with that identifier is on record. Give one of theirs: pnc:…, noms:…, crn:… or cro:….")
        }
        let copy = PersonalConsentCopy(history, contact: contact, now: Present.clock())
        print(html ? copy.html : copy.text)
    }
}

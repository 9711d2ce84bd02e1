public import ArgumentParser
import BrokerRuntime
public import CanonicalModel
import Formats
import RecordStore

/// Looks into the record of disclosures; looking is itself recorded first.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Who was told what, and by which rule: about a person, by recipient, by rule.",
        discussion: """
            The record holds names of fields and never their values. Looking into it is recorded before anything is printed, so
            the broker has to be running. It may be used for the purposes of section 62(4) of the Data Protection Act 2018 only.
            """,
        subcommands: [
            AboutCommand.self, HeldByCommand.self, LetOutByCommand.self, BreachesCommand.self, BreachCommand.self,
            RetentionCommand.self, CaseCommand.self,
        ])
}

extension RecordConsultation.Purpose: ExpressibleByArgument {}

/// Who looks, why, and in which form.
struct RecordOptions: ParsableArguments {
    enum Form: String, ExpressibleByArgument, CaseIterable { case table, json }

    @OptionGroup var options: PartnershipOptions
    @Option(help: "Your name and office.") var by: String
    @Option(help: "What you need it for.") var purpose: RecordConsultation.Purpose
    @Option(name: .customLong("as"), help: "A table, or a line of JSON for each field.") var form = Form.table

    /// How long the command waits until its own entry is in the record.
    private static let tries = 200

    /// Records the look, then prints what it finds.
    func look(
        _ look: RecordLook, _ find: (DisclosureRecord) -> [DisclosureRecord.Release]
    ) async throws {
        try await recordLooks(look)
        let (found, confirmed) = try options.ask { reader in
            (find(try DisclosureRecord(reader)), try reader.confirmedNotices())
        }
        if form == .table { print(DisclosureRecord.Release.head.joined(separator: "\t")) }
        for release in found {
            let sent = confirmed[release.notice]
            print(
                form == .table
                    ? release.row(confirmed: sent).joined(separator: "\t")
                    : String(decoding: JSONValue.object(release.json(confirmed: sent)).encoded(), as: UTF8.self))
        }
    }

    /// Records who looks, at whom and what for, before anything is shown.
    func recordLooks(_ look: RecordLook) async throws {
        for consultation in look.consultations(for: purpose, by: by) { try await recordLook(consultation) }
    }

    private func recordLook(_ consultation: RecordConsultation) async throws {
        let id = try await HubConnection(options).with { try await $0(.recordConsulted(consultation), Present.clock()) }
        for _ in 0..<Self.tries {
            if try options.ask({ try $0.item(id) }) != nil { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw ValidationError("The look could not be recorded, so nothing is shown. Is the broker running?")
    }
}

/// Everything disclosed about a person.
struct AboutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "about", abstract: "Everything disclosed about a person.")
    @OptionGroup var record: RecordOptions
    @Argument(help: "A PNC, CRO, prison or probation number of theirs, or the pseudonym of somebody who was erased.")
    var nominal: String

    func run() async throws {
        let erased = try record.options.ask { try $0.erasures() }
        guard let erasure = erased[nominal] else { return try await about() }
        // By number nobody finds them any more: that is what erasing means. The log knows pseudonyms.
        try await record.look(RecordLook(about: [nominal])) { $0.about([nominal]) }
        print("Erased on \(erasure.at) (\(erasure.reason), by \(erasure.authority)). Nothing but these names of fields is left.")
    }

    private func about() async throws {
        let year = Present.clock().date.year
        let identifiers = [PersonIdentifier.Kind.pnc, .noms, .crn, .cro].map {
            PersonIdentifier($0, nominal, writtenIn: year)
        }.filter(\.isVerified)
        guard !identifiers.isEmpty else {
            throw ValidationError("\(nominal) is no valid PNC, CRO, prison or probation number.")
        }
        let subjects = try record.options.ask { reader in
            try identifiers.reduce(into: Set<String>()) { $0.formUnion(try reader.subjects(with: $1)) }
        }
        try await record.look(RecordLook(about: subjects)) { $0.about(subjects) }
    }
}

/// Everything a recipient holds.
struct HeldByCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "held-by", abstract: "Everything a recipient holds now.")
    @OptionGroup var record: RecordOptions
    @Argument(help: "The recipient's id in the directory.") var recipient: String

    func run() async throws {
        let directory = try record.options.partnership().directory
        let look = try record.options.ask { try RecordLook(heldBy: recipient, directory, DisclosureRecord($0)) }
        try await record.look(look) { $0.held(by: recipient) }
    }
}

/// Everything a rule let out.
struct LetOutByCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "let-out-by", abstract: "Everything a rule let out.")
    @OptionGroup var record: RecordOptions
    @Argument(help: "The rule's id in the agreement.") var rule: String

    func run() async throws {
        let agreement = try record.options.partnership().agreement
        let look = try record.options.ask { try RecordLook(letOutBy: rule, agreement, DisclosureRecord($0)) }
        try await record.look(look) { $0.letOut(by: rule) }
    }
}

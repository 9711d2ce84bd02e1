import AgreementEngine
import BrokerRuntime
import CanonicalModel
import Foundation
import TestSupport
import Testing

/// The broker runs by what two people signed, and by what was in force before when the new is not as it has to be.
@Suite("Agreement activator") struct AgreementActivatorTests {
    private let now = Timestamp("2026-11-21T10:00:00Z") ?? Timestamp(microseconds: 0)

    /// A folder with an agreement that is sealed and signed, and the archive of a broker.
    final class Office {
        let temporary: TemporaryFolder
        let files: AgreementFiles
        let archive: AgreementArchive
        private let now: Timestamp

        init(now: Timestamp) throws {
            self.now = now
            temporary = try TemporaryFolder("agreement")
            files = AgreementFiles(agreement: temporary.path + "/leeds.yaml", keyring: temporary.path + "/keyring.yaml")
            archive = AgreementArchive(RunFolder(temporary.path + "/run"))
            try FileManager.default.createDirectory(
                atPath: temporary.path + "/seals", withIntermediateDirectories: true)
            try write(
                String(contentsOfFile: RepositoryRoot.path + "/Contracts/agreements/leeds.yaml", encoding: .utf8),
                to: files.agreement)
        }

        func write(_ text: String, to file: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        }

        /// Changes the text.
        func change(_ old: String, to new: String) throws {
            let text = try String(contentsOfFile: files.agreement, encoding: .utf8)
            try #require(text.contains(old))
            try write(text.replacing(old, with: new), to: files.agreement)
        }

        /// Takes away the file that says which version is in force.
        func loseRecord() throws {
            try FileManager.default.removeItem(atPath: temporary.path + "/run/state/agreement/in-force.json")
        }

        /// Has the text as it stands sealed and signed.
        func sign(_ roles: [SigningRole] = [.author, .approver]) throws {
            let agreement = try files.readAgreement()
            let seals = AgreementSeals(of: agreement)
                .sealing(AgreementRendering(agreement), reviewedBy: nil, on: now.date)
            var signatures = AgreementSignatures(of: AgreementStatement(agreement, seals: seals))
            var keyring = Keyring.emptyFile
            for (index, role) in [SigningRole.author, .approver].enumerated() {
                let key = try #require(SigningKey(seed: [UInt8](repeating: UInt8(index), count: SigningKey.seedLength)))
                keyring +=
                    Keyring.Key(
                        publicKey: key.publicKey, name: role.rawValue, role: role, party: "disc", from: now.date
                    ).line
                guard roles.contains(role) else { continue }
                signatures.add(
                    try key.sign(signatures.statement, as: role, name: role.rawValue, party: "disc", at: now))
            }
            try write(seals.yaml, to: files.seals)
            try write(keyring, to: files.keyring)
            try write(signatures.yaml, to: files.signatures)
        }

        func start(remembering digest: String? = nil) throws -> AgreementActivator.Outcome {
            try AgreementActivator.activate(files, archive: archive, remembered: digest, now: now)
        }
    }

    private let version = #"version: "3.1.0""#

    private func office() throws -> Office {
        let office = try Office(now: now)
        // The shipped agreement's number rises; these tests need one that they know.
        let text = try String(contentsOfFile: office.files.agreement, encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("version:") })
        try office.write(text.replacing(line, with: version), to: office.files.agreement)
        return office
    }

    @Test("without signatures the broker's first start is refused with every reason") func firstStart() throws {
        let office = try office()
        let error = #expect(throws: NothingInForce.self) { try office.start() }
        #expect(error?.description.contains("signature.all-missing") == true)
        #expect(error?.description.contains("activation.not-sealed") == true)
        #expect(try office.archive.current() == nil)
    }

    @Test("an archive without its record of what is in force is no first start") func lostRecord() throws {
        let office = try office()
        try office.sign()
        let first = try office.start().agreement
        #expect(try office.archive.activated().map(\.digest) == [first.digest])
        try office.loseRecord()
        #expect(throws: (any Error).self) { try office.start() }
    }

    @Test("an archive that was lost, or is older than the record, is no first start") func lostArchive() throws {
        let office = try office()
        try office.sign()
        let first = try office.start().agreement.digest
        #expect(try office.start(remembering: first).agreement.digest == first)
        try FileManager.default.removeItem(atPath: office.temporary.path + "/run/state/agreement")
        let error = #expect(throws: (any Error).self) { try office.start(remembering: first) }
        #expect("\(error.map { "\($0)" } ?? "")".contains("was lost"))
        #expect(try office.archive.current() == nil, "nothing was activated instead")
        #expect(try office.start().agreement.digest == first, "without the record's memory it would have been")
        #expect(throws: (any Error).self) { try office.start(remembering: String(repeating: "0", count: 64)) }
    }

    @Test("an office whose line is deleted from the keyring has to sign still") func deletedOffice() throws {
        let office = try office()
        try office.sign()
        let key = try #require(SigningKey(seed: [UInt8](repeating: 9, count: SigningKey.seedLength)))
        let line = Keyring.Key(publicKey: key.publicKey, name: "office", role: .party, party: "disc", from: now.date).line
        let keyring = try String(contentsOfFile: office.files.keyring, encoding: .utf8)
        // Not sealed by the office yet: the start says so, and a signature of the office lets it in.
        try office.write(keyring + line, to: office.files.keyring)
        var signatures = try #require(try office.files.readSignatures())
        signatures.add(try key.sign(signatures.statement, as: .party, name: "office", party: "disc", at: now))
        try office.write(signatures.yaml, to: office.files.signatures)
        #expect(try office.start().isNew)
        try office.change(version, to: #"version: "3.2.0""#)
        try office.sign()
        let refused = try office.start()
        #expect(refused.refusals.map(\.code) == [.partyMissing], "the line is gone, the office's say is not")
        #expect(refused.agreement.version == "3.1.0")
    }

    @Test("a question is answered under what is in force, whatever file is offered") func asked() throws {
        let office = try office()
        try office.sign()
        _ = try office.start()
        try office.change(version, to: #"version: "3.2.0""#)
        let directory = RepositoryRoot.path + "/Contracts/directory/leeds.yaml"
        let asked = try Partnership(
            inForceIn: office.archive, agreementFile: office.files.agreement, directoryFile: directory)
        #expect(asked.agreement.version == "3.1.0")
        let empty = AgreementArchive(RunFolder(office.temporary.path + "/nothing"))
        let first = try Partnership(inForceIn: empty, agreementFile: office.files.agreement, directoryFile: directory)
        #expect(first.agreement.version == "3.2.0")
    }

    @Test("a signed version takes over and is kept") func activates() throws {
        let office = try office()
        try office.sign()
        let outcome = try office.start()
        #expect(outcome.isNew && outcome.refusals.isEmpty)
        #expect(try office.archive.current()?.digest == outcome.agreement.digest)
        #expect(try office.start().isNew == false)
    }

    @Test("a version that fails leaves the one in force, with an alarm; a signed one takes over from it") func keeps()
        throws
    {
        let office = try office()
        try office.sign()
        let first = try office.start().agreement
        try office.change(version, to: #"version: "3.2.0""#)
        let refused = try office.start()
        #expect(refused.agreement.digest == first.digest)
        #expect(refused.isAlarm && refused.refusals.map(\.code) == [.otherText])
        try office.sign([.author])
        #expect(try office.start().refusals.map(\.code) == [.approverMissing])
        try office.sign()
        #expect(try office.start().agreement.version == "3.2.0")
        try office.change(#"version: "3.2.0""#, to: version)
        try office.sign()
        let rolledBack = try office.start()
        #expect(rolledBack.agreement.version == "3.2.0")
        #expect(rolledBack.refusals.map(\.code) == [.rolledBack])
    }

    @Test("an agreement that another one followed is remembered from the archive") func remembers() throws {
        let office = try office()
        try office.change(version, to: #"version: "3.9.0""#)
        try office.change(#"status: "in-force""#, to: #"status: "ended""#)
        try office.sign()
        #expect(try office.start().agreement.status == .ended)
        try office.change(#"agreement: "leeds-iom-isa""#, to: #"agreement: "another""#)
        try office.change(#"version: "3.9.0""#, to: #"version: "1.0.0""#)
        try office.sign()
        #expect(try office.start().agreement.id == "another")
        try office.change(#"agreement: "another""#, to: #"agreement: "leeds-iom-isa""#)
        try office.change(#"version: "1.0.0""#, to: version)
        try office.change(#"status: "ended""#, to: #"status: "in-force""#)
        try office.sign()
        let outcome = try office.start()
        #expect(outcome.agreement.id == "another")
        #expect(outcome.refusals.map(\.code) == [.afterTheEnd, .rolledBack])
    }

    @Test(
        "a file that is lost or cannot be read leaves the one in force",
        arguments: ["leeds.yaml", "leeds.signatures.yaml", "keyring.yaml", "seals/leeds.yaml"])
    func lost(file: String) throws {
        let office = try office()
        try office.sign()
        let first = try office.start().agreement
        try office.write("nonsense", to: office.temporary.path + "/" + file)
        let outcome = try office.start()
        #expect(outcome.agreement.digest == first.digest && outcome.refusals.map(\.code) == [.unreadable])
        try FileManager.default.removeItem(atPath: office.temporary.path + "/" + file)
        let gone = try office.start()
        #expect(gone.agreement.digest == first.digest && gone.isAlarm)
    }

    @Test("a damaged archive stops the start, because it alone knows the last version") func damaged() throws {
        let office = try office()
        try office.sign()
        let digest = try office.start().agreement.digest
        let kept = office.temporary.path + "/run/state/agreement/\(digest).yaml"
        let text = try String(contentsOfFile: kept, encoding: .utf8)
        try office.write(text.replacing(version, with: #"version: "1.0.0""#), to: kept)
        #expect(throws: (any Error).self) { try office.start() }
        try office.write(text, to: kept)
        #expect(try office.start().agreement.digest == digest)
    }

    @Test("the files of a version lie beside it") func places() {
        let files = AgreementFiles(agreement: "/a/b.c/leeds.yaml", keyring: "k")
        #expect(files.seals == "/a/b.c/seals/leeds.yaml")
        #expect(files.signatures == "/a/b.c/leeds.signatures.yaml")
    }
}

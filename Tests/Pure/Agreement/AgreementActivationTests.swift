import AgreementEngine
import CanonicalModel
import Formats
import Testing

/// A version takes over only when everything is as it has to be; each thing that is not has a name.
@Suite("Agreement activation") struct AgreementActivationTests {
    private typealias Sample = ActivationSample

    private func current(_ version: String, status: String = "in-force", id: String = "sample") throws
        -> AgreementActivation.Current
    {
        let yaml = AgreementSample(version: version, status: status).yaml
            .replacingFirst(#"agreement: "sample""#, with: #"agreement: "\#(id)""#)
        return AgreementActivation.Current(try Agreement(yaml: yaml))
    }

    @Test("a version that two people and the party's office signed takes over") func good() throws {
        #expect(try Sample().decide() == .activate)
    }

    /// What is taken away or changed, and the reasons that follow.
    struct Fault: Sendable, CustomTestStringConvertible {
        var name: String
        var change: @Sendable (inout ActivationSample) -> Void
        var codes: [ActivationRefusal.Code]
        init(
            _ name: String, _ codes: [ActivationRefusal.Code],
            _ change: @escaping @Sendable (inout ActivationSample) -> Void
        ) {
            (self.name, self.codes, self.change) = (name, codes, change)
        }
        var testDescription: String { name }
    }

    @Test("whatever is wrong keeps the old version, under its name (ISH-25)", arguments: faults)
    func refuses(fault: Fault) throws {
        var sample = Sample()
        sample.current = try current("0.9.0")
        fault.change(&sample)
        let decision = try sample.decide()
        #expect(decision.refusals.map(\.code) == fault.codes)
        #expect(decision.isAlarm)
        for refusal in decision.refusals { #expect(!refusal.message.isEmpty && !refusal.remedy.isEmpty) }
    }

    private static let faults: [Fault] = [
        Fault("no signature file", [.signaturesMissing]) { $0.tamper = { _ in nil } },
        Fault("every signature stripped", [.signaturesMissing]) { $0.signers = [] },
        Fault("no author", [.authorMissing]) { $0.signers.remove(at: 0) },
        Fault("no approver", [.approverMissing]) { $0.signers.remove(at: 1) },
        Fault("an office with a key has not signed", [.partyMissing]) { $0.signers.remove(at: 2) },
        Fault("a wrong signature", [.wrongSignature]) {
            $0.tamper = { $0.changed(0) { $0.signature = flipped($0.signature) } }
        },
        Fault("a signature under another date", [.wrongSignature]) {
            $0.tamper = { $0.changed(1) { $0.at = $0.at.adding(seconds: -1) } }
        },
        Fault("a signature taken over to another role", [.wrongRole, .partyMissing]) {
            $0.tamper = { $0.changed(2) { $0.role = .author } }
        },
        Fault("a key that nobody knows", [.unknownKey]) { $0.signers[0].seed = 9 },
        Fault("a key of the wrong role", [.wrongRole]) { $0.signers[1].seed = 3 },
        Fault("somebody else's name", [.wrongPerson]) { $0.signers[0].name = "Al Author" },
        Fault("somebody else's party", [.wrongPerson]) { $0.signers[0].party = "probation" },
        Fault("a key before its time", [.keyNotValid]) { $0.keys[0].from = $0.sample.tomorrow },
        Fault("a key after its time", [.keyNotValid]) { $0.keys[0].until = $0.sample.longAgo },
        Fault("a lapsed key, with a date from before it lapsed", [.keyNotValid]) {
            $0.keys[0].until = $0.sample.longAgo
            $0.signers[0].at = ActivationSample.now.adding(seconds: -86_400 * 60)
        },
        Fault("a date from before the key's first day", [.keyNotValid]) {
            $0.signers[0].at = Timestamp("2025-12-31T23:59:59Z") ?? ActivationSample.now
        },
        Fault("an office whose only key was withdrawn has not signed", [.partyMissing]) {
            $0.keys[2].withdrawn = $0.sample.longAgo
            $0.signers.remove(at: 2)
        },
        Fault("an office whose only key lapsed has not signed", [.partyMissing]) {
            $0.keys[2].until = $0.sample.longAgo
            $0.signers.remove(at: 2)
        },
        Fault("a withdrawn key, whatever date its thief chose", [.keyWithdrawn]) {
            $0.keys[1].withdrawn = $0.sample.tomorrow
        },
        Fault("a signature from the future", [.inTheFuture]) {
            $0.signers[0].at = ActivationSample.now.adding(seconds: 1)
        },
        Fault("the same person twice, with two keys", [.samePerson]) {
            $0.keys[1].name = "ann author"
            $0.signers[1].name = "ann author"
        },
        Fault("the same key twice, under two names", [.samePerson]) {
            $0.keys[1] = ActivationSample.key(1, "Bob Approver", .approver)
            $0.signers[1].seed = 1
        },
        Fault("a party that is none", [.notAParty]) {
            $0.keys[0].party = "stranger"
            $0.signers[0].party = "stranger"
        },
        Fault("an older version", [.rolledBack]) { $0.sample.version = "0.8.9" },
        Fault("a version number used again", [.versionReused]) { $0.sample.version = "0.9.0" },
        Fault("a draft", [.draft]) { $0.sample.status = "draft" },
        Fault("a superseded version", [.superseded]) { $0.sample.status = "superseded" },
        Fault("no documents", [.documentsMissing]) { $0.sample.more = "" },
        Fault("an obligation that the broker cannot perform", [.cannotPerform]) {
            $0.sample.rules = [AgreementSample.permit(then: "{ withdraw-flags: true }, { retain-days: 3 }")]
            $0.capabilities.obligations.remove("withdraw-flags")
        },
        Fault("rules of one scheme, and no scheme is chosen", [.schemeUnsettled]) {
            $0.sample.more += ActivationSample.sections
        },
        Fault("rules of one scheme, and the chosen one is not declared", [.schemeUnsettled]) {
            $0.sample.more += ActivationSample.sections
            $0.scheme = "west"
        },
        Fault("schemes, and the chosen one is not among them", [.schemeUnsettled]) {
            $0.sample.more += "\nschemes: { north: { area: \"E06000001\" } }"
            $0.scheme = "west"
        },
        Fault("a section that takes the stop notice away and leaves the selection", [.cannotUntell]) {
            $0.sample.more += ActivationSample.sections
            $0.scheme = "south"
        },
        Fault("no rule that untells", [.cannotUntell]) { $0.sample.rules.removeLast() },
        Fault("a notice that nobody can receive and that is not excluded", [.cannotUntell]) {
            $0.sample.more = AgreementSample.documents
        },
        Fault("unsealed rules", [.notSealed]) { $0.isSealed = false },
        Fault("everything at once", [.rolledBack, .documentsMissing, .notSealed, .signaturesMissing]) {
            $0.sample.version = "0.0.1"
            $0.sample.more = ""
            $0.isSealed = false
            $0.signers = []
        },
    ]

    @Test("versions are compared as numbers") func versions() throws {
        var sample = Sample()
        sample.sample.version = "0.10.0"
        sample.current = try current("0.9.0")
        #expect(try sample.decide() == .activate)
    }

    @Test("schemes without rules of their own hold nothing up") func schemes() throws {
        var sample = Sample()
        sample.sample.more += "\nschemes: { north: { area: \"E06000001\" } }"
        #expect(try sample.decide() == .activate)
    }

    @Test("rules of one scheme hold nothing up in another, in one that unites none of them, and in their own")
    func sections() throws {
        var sample = Sample()
        sample.sample.more += Sample.sections
        for scheme in ["north", "east"] {
            sample.scheme = scheme
            #expect(try sample.decide() == .activate, "\(scheme)")
        }
        sample.scheme = "both"
        #expect(try sample.codes() == [.cannotUntell], "the section of the south holds in what unites it")
    }

    @Test("a version that was proved in one scheme is asked for again in another") func otherScheme() throws {
        var sample = Sample()
        sample.sample.more += Sample.sections
        let signed = try sample.sample.load()
        let codes = ["north", "east", "south", "both"].map {
            AgreementActivation.cannotUntell(signed, in: $0)?.code
        }
        #expect(codes == [nil, nil, .cannotUntell, .cannotUntell])
        sample.sample.status = "suspended"
        #expect(AgreementActivation.cannotUntell(try sample.sample.load(), in: "south") == nil)
    }

    @Test("a version that suspends what was is not held up by a scheme that nobody chose") func suspending() throws {
        var sample = Sample()
        sample.sample.more += Sample.sections
        sample.sample.status = "suspended"
        sample.current = try current("0.9.0")
        #expect(try sample.decide() == .activate)
    }

    @Test("a text that changed by a word after the signing is another text") func changedText() throws {
        var sample = Sample()
        let signed = try sample.sample.load()
        let seals = AgreementSeals(of: signed).sealing(AgreementRendering(signed), reviewedBy: nil, on: Sample.now.date)
        sample.tamper = { _ in AgreementSignatures(of: AgreementStatement(signed, seals: seals)) }
        #expect(try sample.codes() == [.signaturesMissing])
        sample.sample.signOffs.removeLast()
        sample.tamper = { own in own.moved(to: AgreementStatement(signed, seals: seals)) }
        #expect(try sample.codes() == [.otherText])
    }

    @Test("signatures moved onto another text are not genuine") func movedSignatures() throws {
        var sample = Sample()
        let other = AgreementSample(
            version: "2.0.0", more: AgreementSample.documents + AgreementSample.onlySelections,
            rules: AgreementSample.soundRules)
        var foreign = Sample()
        foreign.sample = other
        var taken: [AgreementSignature] = []
        foreign.tamper = {
            taken = $0.signatures; return $0
        }
        #expect(try foreign.decide() == .activate)
        sample.tamper = { own in
            var moved = AgreementSignatures(of: own.statement)
            taken.forEach { moved.add($0) }
            return moved
        }
        #expect(try sample.codes() == [.wrongSignature, .wrongSignature, .wrongSignature])
    }

    @Test("the version in force is offered again at every start and stays") func again() throws {
        var sample = Sample()
        sample.current = AgreementActivation.Current(try sample.sample.load())
        #expect(try sample.decide() == .activate)
        sample.signers = []
        #expect(try sample.codes() == [.signaturesMissing])
    }

    @Test("the version in force stays when a key that signed it lapses") func lapsed() throws {
        var sample = Sample()
        sample.keys[0].until = sample.sample.longAgo
        sample.signers[0].at = Sample.now.adding(seconds: -86_400 * 60)
        #expect(try sample.codes() == [.keyNotValid])
        sample.current = AgreementActivation.Current(try sample.sample.load())
        #expect(try sample.decide() == .activate)
    }

    @Test("a version whose day is to come waits, and nobody is alarmed") func waits() throws {
        var sample = Sample()
        sample.sample.effective = #"{ from: "2026-12-01" }"#
        #expect(try sample.decide() == .activate, "with nothing in force there is nothing to wait with")
        sample.current = try current("0.9.0")
        let decision = try sample.decide()
        #expect(decision.refusals.map(\.code) == [.notYetEffective])
        #expect(!decision.isAlarm)
    }

    @Test("an agreement is suspended, taken up again and ended by signed versions, and ends once") func life() throws {
        for (from, to, follows) in [
            ("in-force", "suspended", true), ("suspended", "in-force", true), ("in-force", "under-refresh", true),
            ("under-refresh", "in-force", true), ("suspended", "ended", true), ("ended", "in-force", false),
            ("ended", "suspended", false),
        ] {
            var sample = Sample()
            sample.sample.status = to
            sample.current = try current("0.9.0", status: from)
            #expect(try sample.codes() == (follows ? [] : [.afterTheEnd]), "\(from) → \(to)")
        }
    }

    @Test("another agreement takes over only from one that has ended") func otherAgreement() throws {
        var sample = Sample()
        sample.current = try current("9.0.0", id: "before")
        #expect(try sample.codes() == [.otherAgreement])
        sample.current = try current("9.0.0", status: "ended", id: "before")
        #expect(try sample.decide() == .activate)
    }

    @Test("an agreement that was in force before another one is remembered") func memory() throws {
        var sample = Sample()
        sample.current = try current("9.0.0", status: "ended", id: "before")
        sample.history = [try current("0.8.0"), try current("1.10.0"), try current("0.9.0")]
        #expect(try sample.codes() == [.rolledBack])
        sample.sample.version = "1.9.0"
        #expect(try sample.codes() == [.rolledBack])
        sample.sample.version = "1.10.0"
        #expect(try sample.codes() == [.versionReused])
        sample.sample.version = "1.11.0"
        #expect(try sample.decide() == .activate)
        sample.history.append(try current("1.0.1", status: "ended"))
        #expect(try sample.codes() == [.afterTheEnd], "whatever number it takes")
        sample.sample.version = "1.0.0"
        #expect(try sample.codes() == [.afterTheEnd, .rolledBack])
    }

    @Test("an older version of the agreement in force is no more welcome for having been in force before")
    func oldText() throws {
        var sample = Sample()
        sample.history = [AgreementActivation.Current(try sample.sample.load()), try current("1.1.0")]
        sample.current = try current("1.1.0")
        #expect(try sample.codes() == [.rolledBack])
    }

    @Test("keys, keyring and signatures survive their files") func files() throws {
        let key = try Sample.secret(7)
        #expect(try SigningKey(yaml: Array(key.yaml.utf8)).publicKey == key.publicKey)
        var trusted = Sample.key(7, "Zoë \"Z\" O'Hara", .author)
        trusted.until = Sample.now.date
        trusted.withdrawn = Sample.now.date
        let file = Keyring.emptyFile + trusted.line + Sample.key(8, "B", .party).line
        #expect(try Keyring(yaml: Array(file.utf8)).keys == [trusted, Sample.key(8, "B", .party)])
        var sample = Sample()
        sample.tamper = { signatures in
            let read = try? AgreementSignatures(yaml: Array(signatures.yaml.utf8))
            #expect(read == signatures)
            return read
        }
        #expect(try sample.decide() == .activate)
    }

    @Test("a seed of another length makes no key") func seeds() {
        #expect(SigningKey(seed: [1, 2, 3]) == nil)
    }

    @Test("every obligation of the language is among the capabilities that the broker can be given") func capabilities()
        throws
    {
        let agreement = try Agreement(yaml: AgreementOfEveryWord.yaml)
        let none = AgreementActivation.decide(
            current: nil, candidate: agreement, seals: nil, signatures: nil, keyring: Keyring([]),
            capabilities: BrokerCapabilities(obligations: []), now: Sample.now)
        let refusal = try #require(none.refusals.first { $0.code == .cannotPerform })
        for obligation in BrokerCapabilities.all.obligations { #expect(refusal.message.contains(obligation)) }
        let all = AgreementActivation.decide(
            current: nil, candidate: agreement, seals: nil, signatures: nil, keyring: Keyring([]), capabilities: .all,
            now: Sample.now)
        #expect(!all.refusals.contains { $0.code == .cannotPerform })
        #expect(all.refusals.contains { $0.code == .schemeUnsettled }, "the sample has local sections")
    }

    @Test("the stages follow from status, signatures and days") func stages() throws {
        func stage(_ status: String, verified: Bool = true, superseded: Bool = false, on day: String = "2026-11-21")
            throws
            -> AgreementLifeCycle.Stage
        {
            AgreementLifeCycle.stage(
                of: try AgreementSample(status: status).load(), isVerified: verified, isSuperseded: superseded,
                today: try #require(CalendarDate(day)))
        }
        #expect(try stage("draft") == .draft)
        #expect(try stage("in-force", verified: false) == .draft)
        #expect(try stage("in-force", on: "2026-03-31") == .signed)
        #expect(try stage("in-force", on: "2026-04-01") == .effective)
        #expect(try stage("under-refresh") == .underRefresh)
        #expect(try stage("suspended") == .suspended)
        #expect(try stage("in-force", superseded: true) == .superseded)
        #expect(try stage("superseded") == .superseded)
        #expect(try stage("in-force", on: "2027-03-31") == .effective)
        #expect(try stage("in-force", on: "2027-04-01") == .ended)
        #expect(try stage("ended") == .ended)
    }
}

private func flipped(_ digits: String) -> String { (digits.hasPrefix("0") ? "1" : "0") + digits.dropFirst() }

extension AgreementSample {
    fileprivate var tomorrow: CalendarDate { ActivationSample.now.adding(seconds: 86_400).date }
    fileprivate var longAgo: CalendarDate { ActivationSample.now.adding(seconds: -86_400 * 30).date }
}

extension AgreementSignatures {
    /// The signatures with one of them changed.
    fileprivate func changed(_ index: Int, _ change: (inout AgreementSignature) -> Void) -> AgreementSignatures {
        var result = AgreementSignatures(of: statement)
        for (place, signature) in signatures.enumerated() {
            var signature = signature
            if place == index { change(&signature) }
            result.add(signature)
        }
        return result
    }

    /// The same signatures under another statement.
    fileprivate func moved(to statement: AgreementStatement) -> AgreementSignatures {
        var result = AgreementSignatures(of: statement)
        signatures.forEach { result.add($0) }
        return result
    }
}

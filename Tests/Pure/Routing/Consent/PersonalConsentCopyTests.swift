import CanonicalModel
import Foundation
import Routing
import TestSupport
import Testing

/// The person's own copy, as it is handed to them.
@Suite("The person's copy of their consents")
struct ConsentCopyTests {
    private let now = Timestamp("2026-11-21T10:00:00Z") ?? Timestamp(microseconds: 0)

    private func record(
        _ state: ConsentRecord.State, covers: String = "engagement.*", with: String = "vcs",
        evidence: ConsentEvidence? = nil, withdrawal: ConsentWithdrawal? = nil, recordedBy: String = "A. Officer"
    ) -> ConsentRecord {
        ConsentRecord(
            person: NominalFixture(3).person, covers: covers, purpose: "resettle", with: with, state: state,
            form: "written", recordedBy: recordedBy, evidence: evidence, withdrawal: withdrawal)
    }

    private func copy(_ records: ConsentRecord...) -> PersonalConsentCopy {
        var history = NominalHistory()
        for (index, record) in records.enumerated() {
            let message = NominalFixture.message(
                .consent(record), at: now.adding(seconds: Int64(index - 10) * 86_400), ordinal: index)
            _ = history.fold(message.accepted(Int64(index + 1)))
        }
        return PersonalConsentCopy(history, contact: "IOM hub sergeant, Leeds", now: now)
    }

    @Test("It says in plain English what was agreed to, with whom, since when, until when, and how to take it back")
    func given() {
        var evidence = ConsentEvidence()
        (evidence.formReference, evidence.textVersion, evidence.place) = ("LDS-C1", "2026-04", .custodySuite)
        evidence.consequenceWording = "If you say no, the police decide how you are managed."
        let text = copy(record(.given, evidence: evidence)).text
        for line in [
            "For: Alex EXAMPLE3", "Printed on: 21 November 2026",
            "1. Sharing how you take part in support with voluntary organisations, to help you settle and stay out of trouble",
            "You said yes on 11 November 2026, written.", "It lasts until 11 May 2027, unless you say otherwise before.",
            "The form: LDS-C1, version 2026-04.", "Where: a police custody suite.",
            "You were told what follows from saying no: \"If you say no, the police decide how you are managed.\"",
            "Recorded by A. Officer.", "IOM hub sergeant, Leeds",
        ] { #expect(text.contains(line), "\(line) in \(text)") }
    }

    @Test("The copy that the officer's guide shows is what is printed")
    func guide() throws {
        var evidence = ConsentEvidence()
        (evidence.formReference, evidence.textVersion, evidence.place) = ("LDS-C1", "2026-04", .custodySuite)
        evidence.consequenceWording = "If you say no, the police decide how you are managed."
        let guide = try String(
            contentsOfFile: RepositoryRoot.path + "/Contracts/agreements/GUIDE.md", encoding: .utf8)
        #expect(guide.contains("```\n\(copy(record(.given, evidence: evidence)).text)\n```"))
    }

    @Test("What was refused and what was taken back is said as such, the oldest first, and a word unknown to us stays")
    func others() {
        let withdrawal = ConsentWithdrawal(how: "telephone", to: "DISC duty worker", acknowledgedAt: now)
        let copy = copy(
            record(.refused, covers: "chess.*", with: "chess-club"), record(.withdrawn, withdrawal: withdrawal))
        #expect(copy.answers.count == 2)
        #expect(copy.answers[0].heading.contains("chess.* with chess-club"))
        #expect(copy.answers[0].sentences[0] == "You said no on 11 November 2026. Nothing is shared because of it.")
        #expect(copy.answers[1].sentences[0].hasPrefix("You took your yes back on 12 November 2026."))
        #expect(copy.answers[1].sentences.contains("We told you on 21 November 2026 that it was done."))
    }

    @Test("A person with nothing on record has a copy that says so")
    func nothing() { #expect(copy().text.contains("We have no decision of yours on record.")) }

    @Test("Words from outside cannot become part of the page")
    func escaped() {
        let html = copy(record(.given, recordedBy: "<script>\"&'")).html
        #expect(html.contains("&lt;script&gt;&quot;&amp;"))
        #expect(!html.contains("<script>"))
    }
}

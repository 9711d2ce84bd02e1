public import CanonicalModel

/// The person's own copy of what they agreed to and refused, in plain English, to be printed and handed over.
///
/// It says how to take each consent back, because that has to be as easy as giving it (UK GDPR art 7(3); agreement reference
/// 5.3). The reason for a refusal is not in it: nobody stored one.
public struct PersonalConsentCopy: Sendable, Hashable {
    /// One answer.
    public struct Answer: Sendable, Hashable {
        /// What it is about, in a sentence.
        public var heading: String
        /// What the person decided, and how it was taken.
        public var sentences: [String]
    }

    /// Whose it is.
    public let name: String
    /// The day on which it was printed.
    public let printedOn: CalendarDate
    /// The post that a consent is taken back from.
    public let contact: String
    /// The answers that stand, the oldest first.
    public let answers: [Answer]

    /// The copy of a person's answers as they stand.
    ///
    /// - Parameters:
    ///   - history: what is known of the person.
    ///   - contact: the post that a consent is taken back from.
    ///   - now: the clock.
    public init(_ history: NominalHistory, contact: String, now: Timestamp) {
        name = history.name?.value.text ?? "Name not recorded"
        printedOn = now.date
        self.contact = contact
        answers = history.consents.values.sorted { $0.stamp < $1.stamp }.map { Answer($0.value, $0.stamp.occurred, now) }
    }

    /// The copy as lines of text.
    public var text: String {
        var lines = [Self.title, "", "For: \(name)", "Printed on: \(printedOn.inWords)", ""]
        if answers.isEmpty { lines += [Self.nothing, ""] }
        for (number, answer) in answers.enumerated() {
            lines += ["\(number + 1). \(answer.heading)"] + answer.sentences.map { "   " + $0 } + [""]
        }
        return (lines + rights).joined(separator: "\n")
    }

    /// The copy as a page that can be printed; every word that came from outside is escaped.
    public var html: String {
        let items = answers.map { answer in
            "<li><strong>\(Self.escaped(answer.heading))</strong>"
                + answer.sentences.map { "<p>\(Self.escaped($0))</p>" }.joined() + "</li>"
        }
        let list = items.isEmpty ? "<p>\(Self.nothing)</p>" : "<ol>\n\(items.joined(separator: "\n"))\n</ol>"
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>\(Self.title)</title></head>
            <body>
            <h1>\(Self.title)</h1>
            <p>For: \(Self.escaped(name))<br>Printed on: \(printedOn.inWords)</p>
            \(list)
            \(rights.map { "<p>\(Self.escaped($0))</p>" }.joined(separator: "\n"))
            </body>
            </html>
            """
    }

    private static let title = "What you decided about sharing your information"
    private static let nothing = "We have no decision of yours on record."

    /// What the person may do, and what is shared by law.
    public var rights: [String] {
        [
            "You can change your mind at any time. Tell your worker, or \(contact). You do not have to say why.",
            "If you take a yes back, nothing more is shared because of it, and those who have it are told to stop using it.",
            "The police, probation and prisons share some information because the law lets them, whatever you decide here.",
        ]
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}

extension PersonalConsentCopy.Answer {
    fileprivate init(_ record: ConsentRecord, _ decidedAt: Timestamp, _ now: Timestamp) {
        heading = """
            Sharing \(ConsentWording.category(record.covers)) with \(ConsentWording.recipients(record.with)), \
            \(ConsentWording.purpose(record.purpose))
            """
        sentences = [Self.decision(record, decidedAt, now)]
        sentences += Self.end(record, decidedAt, now)
        sentences += record.evidence.map(Self.evidence) ?? []
        sentences += record.withdrawal.map(Self.withdrawal) ?? []
        sentences.append("Recorded by \(record.recordedBy).")
    }

    private static func decision(_ record: ConsentRecord, _ decidedAt: Timestamp, _ now: Timestamp) -> String {
        let day = decidedAt.date.inWords
        switch record.state {
        case .given:
            let starts = record.effectiveFrom.flatMap { $0 > now ? " It starts on \($0.date.inWords)." : nil } ?? ""
            return "You said yes on \(day)\(record.form.map { ", \($0)" } ?? "").\(starts)"
        case .refused: return "You said no on \(day). Nothing is shared because of it."
        case .withdrawn: return "You took your yes back on \(day). Nothing is shared because of it any more."
        case .enteredInError: return "A record of \(day) was a mistake and does not count."
        }
    }

    private static func end(_ record: ConsentRecord, _ decidedAt: Timestamp, _ now: Timestamp) -> [String] {
        guard record.state == .given else { return [] }
        let end = ConsentTerm.end(of: record, givenAt: decidedAt)
        // The term ends with a day: its last instant says which.
        let day = end.adding(seconds: -1).date.inWords
        return [end > now ? "It lasts until \(day), unless you say otherwise before." : "It ran out on \(day)."]
    }

    private static func evidence(_ evidence: ConsentEvidence) -> [String] {
        let taker = [evidence.takenByRole, evidence.takenByOrganisation].compactMap { $0 }.joined(separator: ", ")
        let form = [evidence.formReference, evidence.textVersion.map { "version \($0)" }].compactMap { $0 }
        return [
            form.isEmpty ? nil : "The form: \(form.joined(separator: ", ")).",
            evidence.language.map { "In this language: \($0)." },
            evidence.channel.map { "You answered \(ConsentWording.channel($0))." },
            evidence.place.map { "Where: \(ConsentWording.place($0))." },
            taker.isEmpty ? nil : "Asked by: \(taker).",
            evidence.witness.map { "Witness: \($0)." },
            evidence.capacity.map {
                "Who answered: \(ConsentWording.capacity($0))"
                    + (evidence.capacityAssessedBy.map { ", assessed by \($0)." } ?? ".")
            },
            evidence.consequenceWording.map { "You were told what follows from saying no: \"\($0)\"" },
            evidence.consequenceToldBy.map { "By: \($0)." },
        ].compactMap { $0 }
    }

    private static func withdrawal(_ withdrawal: ConsentWithdrawal) -> [String] {
        [
            withdrawal.how.map { "How you told us: \($0)." }, withdrawal.to.map { "Whom you told: \($0)." },
            withdrawal.acknowledgedAt.map { "We told you on \($0.date.inWords) that it was done." },
        ].compactMap { $0 }
    }
}

extension CalendarDate {
    /// "20 November 2026".
    fileprivate var inWords: String { "\(day) \(Self.months[month - 1]) \(year)" }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

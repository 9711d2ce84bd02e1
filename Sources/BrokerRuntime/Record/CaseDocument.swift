import AgreementEngine
import CanonicalModel
public import RecordStore
import Routing
import SchemeEngine

/// Everything about one person's time on the scheme in one document, for a review after serious harm, a death or a complaint:
/// what was reported, who decided what and on what ground, under which rules, who was told and who acknowledged (CLV 8.20, 8.21).
///
/// It is a consultation of the record and names the person: whoever makes it is recorded first.
public struct CaseDocument {
    private let nominal: Nominal
    private let facts: [CanonicalMessage]
    private let notices: [StoredNotice]
    private let tasks: [StoredTask]
    private let agreement: Agreement
    private let scheme: Scheme?
    private let directory: PartnershipDirectory

    /// Gathers a case.
    ///
    /// - Parameters:
    ///   - number: the person's record.
    ///   - reader: the record.
    ///   - partnership: the agreement, the scheme and the directory in force.
    /// - Throws: when something of the record cannot be opened; a document with a gap that nobody sees would mislead a review.
    public init(of number: Int64, _ reader: StoreReader, _ partnership: Partnership) throws {
        nominal = Nominal(history: try reader.history(of: number))
        facts = try reader.facts(of: number)
        notices = try reader.notices(about: number)
        tasks = try reader.tasks(about: number)
        (agreement, scheme, directory) = (partnership.agreement, partnership.scheme, partnership.directory)
    }

    /// The document in Markdown.
    public var markdown: String {
        (head + rules + decisions + reports + tellings + undone).joined(separator: "\n")
    }

    private var head: [String] {
        let history = nominal.history
        let identifiers = history.identifiers.filter(\.isVerified).map { "\($0.kind.rawValue.uppercased()) \($0.value)" }
        return [
            "# Case of \(history.name?.value.text ?? "somebody whose name is not known")", "",
            "Born \(history.dateOfBirth?.value.description ?? "on a day nobody reported"). "
                + identifiers.sorted().joined(separator: ", ") + ".", "",
        ]
    }

    private var rules: [String] {
        var lines = ["## Rules in force", "", "- Agreement: \(agreement.title), version \(agreement.version), digest \(agreement.digest)."]
        if let whole = agreement.narrowedFrom {
            lines.append("  It is the agreement that was signed, digest \(whole.digest), as it is in \(whole.scheme).")
        }
        lines.append(
            scheme.map { "- Scheme: \($0.pack.name), version \($0.pack.version), digest \($0.pack.digest)." }
                ?? "- Scheme: none is chosen.")
        return lines + ["- Each notice below was decided under the version that `throughgate why ID` names.", ""]
    }

    private var decisions: [String] {
        let decided = facts.filter { EventWording.isDecision($0.fact) }
        let lines = inOrder(decided).flatMap { message in
            ["- \(message.time): \(EventWording.title(of: message.fact))\(Self.words(message.fact)). Message \(message.id)."]
        }
        return ["## What was decided, by whom and on what", ""] + (lines.isEmpty ? ["Nothing."] : lines) + [""]
    }

    private var reports: [String] {
        let reported = facts.filter { !EventWording.isDecision($0.fact) }
        let lines = inOrder(reported).map { message in
            "- \(message.time) (known \(message.recordedTime)): \(EventWording.title(of: message.fact)), from \(message.source). "
                + "Message \(message.id)."
        }
        return ["## What agencies reported", ""] + (lines.isEmpty ? ["Nothing."] : lines) + [""]
    }

    private var tellings: [String] {
        let lines = notices.map { notice in
            let name = directory.recipient(notice.recipient)?.name ?? notice.recipient
            let fields = notice.fields.map(\.name).joined(separator: ", ")
            return "- \(notice.decidedAt): \(name) was told \(notice.kind), revision \(notice.revision)"
                + " (\(fields.isEmpty ? "nothing that names or describes anybody" : fields)). \(Self.fate(of: notice))"
                + " Notice \(notice.id)."
        }
        return ["## Who was told, and who acknowledged", ""] + (lines.isEmpty ? ["Nobody."] : lines) + [""]
    }

    private var undone: [String] {
        let lines = tasks.map { task in
            let state = task.closedAt.map { ended(task, at: $0) } ?? "still open"
            let asked = task.detail?.scheme?.sentence ?? task.kind.sentence
            return "- \(task.raisedAt): \(asked) Owner \(task.owner), due \(task.dueBy), \(state)."
        }
        return ["## Tasks", ""] + (lines.isEmpty ? ["None."] : lines)
    }

    /// Who said that a task is done; otherwise its reason was over.
    private func ended(_ task: StoredTask, at instant: Timestamp) -> String {
        let word = inOrder(facts).last { message in
            guard case .taskDone(let done) = message.fact else { return false }
            return done.task == task.key && message.time >= task.raisedAt && message.time <= instant
        }
        return word.flatMap { EventWording.word(of: $0.fact) } ?? "over on \(instant)"
    }

    private func inOrder(_ messages: [CanonicalMessage]) -> [CanonicalMessage] {
        messages.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
    }

    private static func fate(of notice: StoredNotice) -> String {
        if let given = notice.acknowledgement {
            return "Acknowledged by \(given.officer)\(given.isAsserted ? " (asserted)" : "") on \(given.at)."
        }
        return notice.sentAt == nil ? "Not sent yet." : "Not acknowledged."
    }

    /// Who decided, in which meeting, who sat and who disagreed, on what.
    private static func words(_ fact: Fact) -> String {
        var parts = [String]()
        switch fact {
        case .selection(let decision):
            parts = ["cohort \(decision.cohort)", "by \(decision.decidedBy)"] + panel(decision.panel)
        case .deselection(let decision):
            parts = ["cohort \(decision.cohort)", "on \(decision.grounds.joined(separator: ", "))", "by \(decision.decidedBy)"]
            parts += panel(decision.panel)
        case .rag(let decision): parts = [decision.rating.rawValue, "by \(decision.decidedBy)"] + panel(decision.panel)
        case .strand(let decision): parts = [decision.strand.rawValue, "by \(decision.decidedBy)"] + panel(decision.panel)
        case .cohortChanged(let change): parts = ["from \(change.from) to \(change.to)", "by \(change.decidedBy)"] + panel(change.panel)
        case .dormancyDecided(let decision): parts = ["cohort \(decision.cohort)", "by \(decision.decidedBy)"] + panel(decision.panel)
        case .candidateDeclined(let decline): parts = ["cohort \(decline.cohort)", "by \(decline.decidedBy)"] + panel(decline.panel)
        case .reviewHeld(let review): parts = ["by \(review.decidedBy)"] + panel(review.panel)
        case .taskDone: parts = [EventWording.word(of: fact)].compactMap(\.self)
        case .consent(let answer):
            parts = [
                "\(answer.state.rawValue): \(ConsentWords.scope(answer.covers, answer.purpose, answer.with))",
                "recorded by \(answer.recordedBy)",
            ]
        default: break
        }
        return parts.isEmpty ? "" : ": " + parts.joined(separator: "; ")
    }

    private static func panel(_ panel: PanelRecord?) -> [String] {
        guard let panel else { return [] }
        let meeting = [panel.kind, panel.date?.description].compactMap { $0 }.joined(separator: " of ")
        return [
            meeting.isEmpty ? nil : "meeting \(meeting)",
            panel.members.isEmpty ? nil : "sat: \(panel.members.joined(separator: ", "))",
            panel.dissent.isEmpty ? nil : "disagreed: \(panel.dissent.joined(separator: ", "))",
            panel.evidence.isEmpty ? nil : "rested on \(panel.evidence.joined(separator: ", "))",
            panel.route.map { "route \($0)" }, panel.reason.map { "reason \($0)" },
            panel.exception.map { "score alone, because \($0)" }, panel.leadAgency.map { "lead \($0)" },
        ].compactMap { $0 }
    }
}

import CanonicalModel

/// What a council's scrutiny board is given: no person, no small number, no jargon (LDS 1.1-1.3, 1.35; AUD-03, AUD-04).
public struct ScrutinyPack: Sendable {
    private let published: PublishedReport
    private let asKnownAt: String

    /// A pack of a month.
    public init(_ report: MonthlyReport, asKnownAt: String) {
        published = PublishedReport(report)
        self.asKnownAt = asKnownAt
    }

    private var report: MonthlyReport { published.report }

    /// The page.
    public var html: String {
        let parts = questions.map { question, sentences in
            "<h2>\(Markup.escape(question))</h2>"
                + sentences.map { "<p>\(Markup.escape($0))</p>" }.joined(separator: "\n")
        }
        return Markup.page(
            title: "\(report.settings.scheme): for scrutiny, \(report.words)",
            body: """
                <header><h1>\(Markup.escape(report.settings.scheme)): what the scheme did in \(report.words)</h1>
                <p class="lead">\(Markup.escape(lead))</p>
                <p class="quiet">As known at \(Markup.escape(asKnownAt)).</p></header>
                <main>\(parts.joined(separator: "\n"))</main>
                """)
    }

    private var lead: String {
        report.isSoFar
            ? "A draft, not for publication: the month is not over, and two drafts a day apart show what one day changed."
            : "For councillors and the public. Nobody can be recognised in it."
    }

    /// The questions and their answers, as sentences.
    public var questions: [(question: String, answers: [String])] {
        [
            ("What is the scheme?", [Self.what]), ("How many people are on it?", size),
            ("Who joins and who leaves?", turnover), ("Who is considered and not chosen?", candidates),
            ("Do people keep to what is asked of them?", compliance), ("Are people still being arrested?", arrests),
            ("Do they get help?", help), ("Are local police told in time?", told),
            ("What does this page not say?", limits),
        ]
    }

    private static let what = """
        Police, probation, prisons and other services work together with people who commit crime again and again. They watch them more \
        closely, and help them to stop. A panel of several services decides who is on the scheme, and when somebody leaves it.
        """

    private func said(_ metric: Metric) -> String? {
        let figure = report.total(metric)
        guard published.isTold(figure) else { return nil }
        if figure.denominator == 0, metric.entry.kind != .count, metric.entry.kind != .amount { return nil }
        return figure.words.withoutPointNought
    }

    private func sentence(_ metric: Metric, _ words: (String) -> String, otherwise: String) -> String {
        if report.silence(metric) != nil { return "\(metric.entry.title): nobody has recorded this yet." }
        return said(metric).map(words) ?? otherwise
    }

    private var then: String { report.isSoFar ? "On \(LondonTime.day(of: report.closes).words)" : "At the end of the month" }

    private var size: [String] {
        [
            sentence(
                .cohortAtEnd, { "\(then) \($0) people were on the scheme." },
                otherwise: "So few people are on the scheme that their number is not printed."),
            sentence(
                .statutoryShare,
                {
                    "\($0) of them were supervised by probation under a court's order or after prison; the others were not, and are helped on other terms."
                },
                otherwise: "How many of them are supervised by law is not printed, because the numbers are small."),
            sentence(
                .ppoShare, { "\($0) were people whom the services call priority offenders." },
                otherwise: "How many are priority offenders is not printed, because the numbers are small."),
        ]
    }

    private var turnover: [String] {
        [
            sentence(
                .joined, { "\($0) people joined." },
                otherwise: "Fewer than five people joined, or the number would give somebody away."),
            sentence(
                .left, { "\($0) people left, by a decision of the panel or because they died." },
                otherwise: "Fewer than five people left, or the number would give somebody away."),
            sentence(
                .leftWithinMonthSoFar, { "Since records began, \($0) of those who joined left again within a month." },
                otherwise: "How many leave again within a month cannot be said yet."),
        ]
    }

    /// A cohort sized by what services can afford leaves people out; scrutiny may ask how many (CLV 7.10, 7.11).
    private var candidates: [String] {
        [
            sentence(
                .candidatesDeclined, { "The panel considered somebody \($0) times and did not choose them." },
                otherwise: "The panel considered and did not choose so few people that their number is not printed."),
            "Of people who were never on the scheme nothing is kept but this number.",
        ]
    }

    private var compliance: [String] {
        [
            sentence(
                .appointmentsKept, { "People kept \($0) of the appointments that the law required of them." },
                otherwise: "How many appointments were kept is not printed."),
            sentence(
                .enforcement,
                {
                    "Where people broke what a court or a licence asked of them, services acted on it \($0) times: back to court, or back to prison."
                },
                otherwise: "Cases taken back to court or prison were too few to print."),
        ]
    }

    private var arrests: [String] {
        guard let now = said(.arrestRate), let fixed = said(.arrestRateFixed) else {
            return ["Arrests are not printed: they were too few, or no whole day was over."]
        }
        return [
            "For every thousand days that people spent on the scheme, there were \(now) arrests.",
            "For the people who were on it on \(report.settings.fixedOn.words), whether they are still on it or not, there were \(fixed). An arrest is not a conviction.",
        ]
    }

    private var help: [String] {
        [
            sentence(
                .needsProgress,
                { "\($0) of the steps agreed with people, such as finding a home or work, have been completed." },
                otherwise: "Progress against agreed steps is not printed."),
            report.silence(.softOutcomes) != nil
                ? "Services do not yet record other changes for the better, such as a calmer life."
                : sentence(
                    .softOutcomes,
                    {
                        "Other changes for the better, such as a settled home or a calmer life, were recorded \($0) times."
                    },
                    otherwise: "Other changes for the better were recorded; their number is too small to print."),
        ]
    }

    private var told: [String] {
        [
            sentence(
                .acknowledgedByTeam,
                {
                    "Local police teams are told when somebody joins or leaves, and a named officer has to confirm it in a set time. \($0) were confirmed in time."
                },
                otherwise: "How many messages to local teams were confirmed in time is not printed.")
        ]
    }

    private var limits: [String] {
        [
            "It names nobody. Numbers under \(SmallNumbers.threshold) are left out, and so is what would let somebody work them out.",
            "It does not prove that the scheme caused anything: people change for many reasons, and late reports change past months.",
        ]
    }
}

extension String {
    /// "75%" for "75.0%": a reader who is not used to figures takes the nought for a claim to exactness.
    fileprivate var withoutPointNought: String { hasSuffix(".0%") ? String(dropLast(3)) + "%" : self }
}

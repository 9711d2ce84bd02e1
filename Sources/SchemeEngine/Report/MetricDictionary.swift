extension Metric {
    /// The dictionary's row.
    public var entry: Entry {
        switch chapter {
        case .size: size
        case .throughput: throughput
        case .candidates: candidates
        case .decisions: decisions
        case .risk: risk
        case .notices: notices
        case .compliance: compliance
        case .offending: offending
        case .needs: needs
        case .youth: youth
        case .history: history
        }
    }

    private static let groups = "PPO or not, supervised by statute or not"

    private static func row(
        _ title: String, _ definition: String, _ rows: String? = nil, _ kind: Kind = .count,
        _ basis: Basis = .dynamic, _ source: String
    ) -> Entry {
        Entry(title: title, definition: definition, rows: rows, kind: kind, basis: basis, source: source)
    }

    private var size: Entry {
        switch self {
        case .cohortAtStart:
            Self.row(
                "People at the start", "People on any cohort of the scheme at midnight when the month begins.",
                Self.groups, .count, .dynamic, "AUD-08; EVAL table 3.2")
        case .cohortAtEnd:
            Self.row(
                "People at the end", "People on any cohort of the scheme at midnight when the month ends.",
                Self.groups, .count, .dynamic, "AUD-08; EVAL table 3.2")
        case .statutoryShare:
            Self.row(
                "Supervised by statute",
                "Of the people at the end of whom somebody said whether they are, those on a licence or an order when they were last selected.",
                nil, .share,
                .dynamic, "EVAL table 3.2")
        case .ppoShare:
            Self.row(
                "Priority offenders", "Of the people at the end, those on the PPO cohort.", nil, .share, .dynamic,
                "EVAL table 3.2")
        case .personDays:
            Self.row(
                "Person-days",
                "One for each person for each day of the month at whose end the person was on the scheme.",
                Self.groups, .amount, .dynamic, "CLV 7.19; AUD-05")
        case .averageCohort:
            Self.row(
                "Average size", "Person-days divided by the days of the month that are over.", nil,
                .mean(unit: "people", divisor: 1, decimals: 1), .dynamic, "CLV 7.19; AUD-05")
        case .fixedCohort:
            Self.row(
                "Fixed cohort",
                "People who were on the scheme at the first midnight of the fixed day. Whoever joins later is not in it; whoever leaves stays in it.",
                Self.groups, .count, .fixed, "CLV 7.19; LDS 1.26; AUD-11")
        case .fixedRemaining:
            Self.row(
                "Fixed cohort still on the scheme",
                "Of the fixed cohort, those on the scheme at midnight when the month ends.", nil, .share, .fixed,
                "CLV 7.19; AUD-11")
        default:
            Self.row(
                "People for each officer",
                "People at the end, divided by the officers who work with the cohort and nothing else.", nil,
                .mean(unit: "people", divisor: 1, decimals: 1), .dynamic, "CLV 8.17")
        }
    }

    private var throughput: Entry {
        switch self {
        case .joined:
            Self.row(
                "Joined",
                "Stays on the scheme that started in the month. An existing cohort that was loaded, and a change from one cohort to another, are not counted.",
                Self.groups, .count, .dynamic, "AUD-08; CLV 7.19")
        case .left:
            Self.row(
                "Left", "Stays on the scheme that ended in the month, by the ground that the panel gave, or by death.",
                "Ground", .count, .dynamic, "DES-02 to DES-10; AUD-08")
        case .cohortChanges:
            Self.row(
                "Changed cohort", "Changes from one cohort of the scheme to another without leaving it.", nil, .count,
                .dynamic, "DES-01")
        case .leftWithinMonth:
            Self.row(
                "Left within a month of starting",
                "Of the stays that started in the month before this one, those that ended less than one calendar month after they started. It is not the share of the cohort that leaves in a month.",
                Self.groups, .share, .dynamic, "EVAL table 3.1, with the caution of its footnote 11")
        case .leftWithinMonthSoFar:
            Self.row(
                "Left within a month of starting, since records began",
                "The same, of all stays that started on or after the first day of the records and before this month, and have had their month.",
                Self.groups, .share, .dynamic, "EVAL table 3.1, with the caution of its footnote 11")
        case .timeCompleted:
            Self.row(
                "Time on the scheme of those who left",
                "Days from selection to the end, of the stays that ended in the month; loaded cohorts are left out, because when they started is hearsay.",
                nil, .mean(unit: "days", divisor: 1, decimals: 1), .dynamic, "AUD-08")
        default:
            Self.row(
                "Time on the scheme of those still on it",
                "Days from selection to the end of the month, of the stays that go on; loaded cohorts are left out.",
                nil, .mean(unit: "days", divisor: 1, decimals: 1), .dynamic, "AUD-08")
        }
    }

    private var candidates: Entry {
        switch self {
        case .candidatesProposed:
            Self.row(
                "Candidates put before the panel",
                "Candidates that a rule of the scheme raised in the month, and nominations of people whom the broker does not know. Of those it keeps the number and nothing else, so somebody whom two agencies nominate counts twice.",
                "How", .count, .dynamic, "CLV 7.10, 7.11; SEL-09; design decision 13")
        case .candidatesDeclined:
            Self.row(
                "Considered and not selected",
                "Times that a panel recorded in the month that it considered somebody and did not select them.",
                "Whether the broker knows them", .count, .dynamic, "CLV 7.10, 7.11; SEL-09")
        case .candidatesLapsed:
            Self.row(
                "Candidates that lapsed",
                "Candidates of the scheme's rules who ceased to be one in the month before any panel decided: what it rested on was taken back, or is too long ago.",
                nil, .count, .dynamic, "SEL-09")
        case .candidatesWaiting:
            Self.row(
                "Candidates waiting",
                "Candidates of the scheme's rules whom no panel had considered when the month ended.", nil, .count,
                .dynamic, "CLV 7.10; SEL-09")
        case .notSelected:
            Self.row(
                "Nominated and not selected",
                "Nominations of somebody whom the broker knows and who was not on the scheme, made in the month and not followed by a selection before its end.",
                nil, .count, .dynamic, "CLV 7.10, 7.11; SEL-09")
        default:
            Self.row(
                "Selected and not known before",
                "Selections in the month of people of whom the broker kept nothing before, loaded cohorts left out: the part of \"Joined\" that nominations of unknown people can have led to.",
                nil, .count, .dynamic, "SEL-09; design decision 13")
        }
    }

    private var decisions: Entry {
        switch self {
        case .decisionsHeld:
            Self.row(
                "Decisions held",
                "Of the decisions about people that were recorded in the month, those that stated too little to stand by the scheme's rules and had to wait.",
                "Decision", .share, .dynamic, "SEL-04, SEL-19, SEL-22")
        case .decisionsWaiting:
            Self.row(
                "Decisions still waiting",
                "Decisions that waited for what they do not state when the month ended, whenever they were recorded.",
                nil, .count, .dynamic, "SEL-04, SEL-19, SEL-22")
        case .decisionCompletion:
            Self.row(
                "Time to complete a held decision",
                "Hours from the moment a decision began to wait to the moment it stood, of those completed in the month.",
                nil, .mean(unit: "hours", divisor: 60, decimals: 1), .dynamic, "SEL-22; design decision 18")
        case .tasksInTime:
            Self.row(
                "Tasks done in time",
                "Of the tasks that rules of the scheme raised and that were due in the month, those that were over by then: done, or their reason gone. One that was neither due nor over when the record was read is not counted yet.",
                "Task", .share, .dynamic, "TIM-01 to TIM-18; design decision 18")
        default:
            Self.row(
                "Reviews overdue", "Reviews of people that were due before the month ended and had not been held by then.",
                nil, .count, .dynamic, "TIM-02; SEL-34")
        }
    }

    private var risk: Entry {
        switch self {
        case .colourDays:
            Self.row(
                "Person-days by colour",
                "Person-days by the colour shown at the end of the day: white for a dormant cohort, blue in custody, else red, amber or green as last decided; amber when nobody has decided.",
                "Colour", .amount, .dynamic, "EVAL 3.1 footnote 10; RAG-01 to RAG-05")
        case .colourChanges:
            Self.row(
                "Colour decisions",
                "Colours decided in the month for people on the scheme, by whether the colour rose, fell or stayed.",
                "Direction", .count, .dynamic, "RAG-10, RAG-15")
        case .colourTriggers:
            Self.row(
                "What colour decisions rested on", "Colours decided in the month, by the class of trigger named.",
                "Trigger", .count, .dynamic, "SEL-12; RAG-15")
        case .proposals:
            Self.row(
                "Colours proposed",
                "Higher colours that the scheme's triggers proposed in the month, each a stored change and nobody's decision yet, by what had become of it when the month ended.",
                "What became of it", .count, .dynamic, "RAG-10; design decision 16")
        case .proposalTime:
            Self.row(
                "Time from proposal to decision",
                "Hours from the moment the broker proposed a colour to the moment it knew of the decision that confirmed it or chose another, of the proposals decided in the month.",
                nil, .mean(unit: "hours", divisor: 60, decimals: 1), .dynamic, "RAG-10; TIM; design decision 16")
        case .proposalInDay:
            Self.row(
                "Proposals decided within a day",
                "Of the proposals decided in the month, those decided at most 24 hours after they were made; after that a supervisor hears of it.",
                nil, .share, .dynamic, "Design decision 16")
        case .timeToConfirm:
            Self.row(
                "Time from the trigger to the decision",
                "Hours from the event that a colour decision names as its trigger (the last such event before it, in at most 28 days) to the decision.",
                nil, .mean(unit: "hours", divisor: 60, decimals: 1), .dynamic, "RAG-10; TIM; design decision 16")
        case .confirmedInDay:
            Self.row(
                "Decided within a day",
                "Of the decisions with a known trigger event, those made at most 24 hours after it.", nil, .share,
                .dynamic, "Design decision 16")
        default:
            Self.row(
                "Intelligence items", "Items of intelligence about people on the scheme, by when they were recorded.",
                nil, .count, .dynamic, "AUD-02; SEL-13")
        }
    }

    private var notices: Entry {
        switch self {
        case .acknowledgedByTeam:
            Self.row(
                "Acknowledged in time, by team",
                "Of the selection, de-selection, colour and stop notices decided in the month, those that a named officer acknowledged before they were due. When that is, the agreement says of each kind. One that was neither due nor acknowledged when the record was read is not counted yet.",
                "Team", .share, .dynamic, "CLV 8.23; reference 7.1")
        case .recordedInDay:
            Self.row(
                "Heard of within a day",
                "Of the appointments, and the movements into, between and out of prisons, of people on the scheme in the month, those that reached the first of the partnership's own systems at most 24 hours after they happened.",
                nil, .share, .dynamic, "HMIP Reviewing; AUD-02")
        case .recordingTime:
            Self.row(
                "Time until heard of",
                "Hours from the same events to the moment at which they reached the partnership.", nil,
                .mean(unit: "hours", divisor: 60, decimals: 1), .dynamic, "HMIP Reviewing; AUD-02")
        default:
            Self.row(
                "Acknowledged in time, by kind", "The same, by kind of notice.", "Kind of notice", .share, .dynamic,
                "CLV 8.23; reference 7.1")
        }
    }

    private var compliance: Entry {
        switch self {
        case .appointmentsKept:
            Self.row(
                "Appointments kept",
                "Of the appointments that a licence or an order required of people on the scheme, those that were kept.",
                Self.groups, .share, .dynamic, "HMIP (South Yorkshire); AUD-08; NI 18, NI 30 and people under neither")
        case .appointmentsKeptFixed:
            Self.row(
                "Appointments kept, fixed cohort",
                "The same of the fixed cohort, whether still on the scheme or not.", nil, .share, .fixed,
                "CLV 7.19; AUD-11")
        case .appointmentsMissed:
            Self.row(
                "Appointments missed", "Required appointments missed, by whether the provider accepted the reason.",
                "Reason", .count, .dynamic, "HMIP (South Yorkshire); AUD-08")
        default:
            Self.row(
                "Enforcement", "Breaches started and recalls decided about people on the scheme.", "Action", .count,
                .dynamic, "HMIP (South Yorkshire); AUD-08")
        }
    }

    private var offending: Entry {
        switch self {
        case .arrestRate:
            Self.row(
                "Arrests",
                "Arrests of people while they were on the scheme, for each 1,000 person-days. Records that the police withdrew are not counted.",
                Self.groups, .rate, .dynamic, "CLV 7.19; AUD-05, AUD-07; NI 30 and NI 18, and people under neither")
        case .arrestRateFixed:
            Self.row(
                "Arrests, fixed cohort",
                "Arrests of the fixed cohort, on the scheme or not, for each 1,000 days that its people were alive.",
                nil, .rate, .fixed, "CLV 7.19; LDS 1.26; AUD-11")
        case .outcomeRate:
            Self.row(
                "Court outcomes",
                "Occasions on which a court dealt with somebody on the scheme, for each 1,000 person-days.",
                Self.groups, .rate, .dynamic, "AUD-05, AUD-07, AUD-09")
        case .outcomeRateFixed:
            Self.row(
                "Court outcomes, fixed cohort",
                "The same of the fixed cohort, for each 1,000 days that its people were alive.",
                nil, .rate, .fixed, "CLV 7.19; LDS 1.26; AUD-11")
        default:
            Self.row(
                "Offences for each court outcome", "Offences dealt with, divided by the occasions.", nil,
                .mean(unit: "offences", divisor: 1, decimals: 2), .dynamic, "AUD-09")
        }
    }

    private var needs: Entry {
        switch self {
        case .positiveTests:
            Self.row(
                "Drug tests positive",
                "Of the drug tests of people on the scheme that gave a result, those that were positive.",
                nil, .share, .dynamic, "AUD-07 (NI 40); AUD-12")
        case .needsProgress:
            Self.row(
                "Progress against needs",
                "Of the actions in the plans of people on the scheme at the end of the month, those completed. The latest plan of each person counts.",
                "Need", .share, .dynamic, "HMIP (South Yorkshire); CLV 7.22, 7.23; AUD-08, AUD-12")
        case .needsActions:
            Self.row(
                "Actions in plans", "The same actions, by how far they have come.", "State", .count, .dynamic,
                "CLV 7.22, 7.23; AUD-12")
        default:
            Self.row(
                "Softer outcomes",
                "Changes for the better that a plan, an exit interview or a treatment service recorded in the month of people on the scheme, or within 28 days of leaving it; each outcome of a person once a month.",
                "Outcome", .count, .dynamic, "EVAL 3.6; AUD-09, AUD-13")
        }
    }

    private var youth: Entry {
        switch self {
        case .youthCohort:
            Self.row(
                "Under 18", "People at the end who were under 18 on the month's last day.", nil, .count, .dynamic,
                "LDS 1.28, 1.31; AUD-10")
        case .youthArrests:
            Self.row(
                "Arrests, under 18",
                "Arrests of people who were on the scheme and under 18, for each 1,000 days that such people spent on it.",
                nil, .rate, .dynamic, "LDS 1.31; AUD-10")
        default:
            Self.row(
                "From arrest to court outcome, under 18",
                "Days from the arrest to the court's outcome with the same arrest summons number, of outcomes in the month about people under 18 when they were arrested.",
                nil, .mean(unit: "days", divisor: 1, decimals: 1), .dynamic, "LDS 1.31; AUD-10")
        }
    }

    private var history: Entry {
        switch self {
        case .priorOffences:
            Self.row(
                "Offences on record before",
                "Offences dealt with by courts before the fixed day, for each person of the fixed cohort.",
                nil, .mean(unit: "offences", divisor: 1, decimals: 1), .fixed, "EVAL table 3.3")
        case .priorOccasions:
            Self.row(
                "Primary offences before",
                "Occasions on which a court dealt with the person before the fixed day, each with one primary offence, for each person of the fixed cohort.",
                nil, .mean(unit: "offences", divisor: 1, decimals: 1), .fixed, "EVAL table 3.3")
        case .priorBreaches:
            Self.row(
                "Breaches of orders before",
                "Breaches recorded before the fixed day, for each person of the fixed cohort.",
                nil, .mean(unit: "breaches", divisor: 1, decimals: 1), .fixed, "EVAL table 3.3")
        case .ageAtFirst:
            Self.row(
                "Age at first conviction",
                "Years of 365.25 days from birth to the first occasion on record, of people of the fixed cohort with one and with a date of birth.",
                nil, .mean(unit: "years", divisor: 36_525, decimals: 2), .fixed, "EVAL table 3.3")
        default:
            Self.row(
                "Age on the fixed day",
                "Years of 365.25 days from birth to the fixed day, of people of the fixed cohort with a date of birth.",
                nil, .mean(unit: "years", divisor: 36_525, decimals: 2), .fixed, "EVAL table 3.3")
        }
    }

    /// The dictionary as a document, `Contracts/schemes/metrics.md`.
    public static var document: String {
        var lines = [
            "# What the monthly report counts", "",
            "Made from `Sources/SchemeEngine/Report/MetricDictionary.swift` by `throughgate report metrics`; a test holds the two",
            "equal. Every definition here is printed beside its figure. *Dynamic* figures count people while they are on the",
            "scheme; *fixed* ones follow the cohort of one day whatever becomes of it. Both are published, because a figure of the",
            "static cohort hides who joined and left (Cleveland 7.19).", "",
            "Where nobody ever sent the broker what a figure counts, it is \"\(Silence.notRecorded.rawValue)\", and where it follows from",
            "a scheme's rules and no scheme is chosen, that is said instead: neither is a nought.", "",
            "A month is London's. Counts under \(SmallNumbers.threshold) are not printed, nor what would give them away.",
        ]
        for chapter in Chapter.allCases {
            lines += [
                "", "## \(chapter.rawValue)", "", "| Figure | Id | Definition | Rows | Basis | Source |",
                "|---|---|---|---|---|---|",
            ]
            lines += allCases.filter { $0.chapter == chapter }.map { metric in
                let entry = metric.entry
                return "| \(entry.title) | `\(metric.rawValue)` | \(entry.definition) | \(entry.rows ?? "–") | "
                    + "\(entry.basis.rawValue) | \(entry.source) |"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

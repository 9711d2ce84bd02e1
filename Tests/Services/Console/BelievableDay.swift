import CanonicalModel
import Console

/// Friday 20 November 2026 in Leeds, in the late afternoon.
///
/// Every person, officer and number is invented.
enum BelievableDay {
    /// 16:40 GMT.
    static let now = time("2026-11-20T16:40:00Z")

    static var inboxes: [TeamInbox] { [harehills, holbeck, seacroft, probation, hmpLeeds, hidden] }

    /// The team with one notice of every kind, settled and not.
    static var holbeck: TeamInbox {
        TeamInbox(
            team: .init(
                id: "leeds-holbeck", name: "Holbeck and Beeston neighbourhood team", party: "West Yorkshire Police",
                kind: .neighbourhoodTeam, outstanding: 0, overdue: 0),
            notices: [
                overdueDeselection, selection, released, raised, replacingResult, replacedResult, recalled, lowered,
            ],
            roster: [
                RosterEntry(
                    name: "Kieran THACKRAY", dateOfBirth: CalendarDate("1998-02-11"), rating: .red, custody: .released,
                    since: CalendarDate("2026-03-17")),
                RosterEntry(
                    name: "Dominic OYELARAN", dateOfBirth: CalendarDate("1991-07-30"), rating: .amber,
                    custody: .released,
                    since: CalendarDate("2026-11-20")),
                RosterEntry(
                    name: "Lee FENWICK-STOTT", dateOfBirth: CalendarDate("1987-12-05"), rating: .red,
                    custody: .recalled,
                    since: CalendarDate("2025-09-02")),
                RosterEntry(
                    name: "Shannon MARLOWE", dateOfBirth: CalendarDate("2001-04-19"), rating: .green,
                    since: CalendarDate("2026-06-09")),
            ])
    }

    static let overdueDeselection = InboxNotice(
        id: "8c1f5a52-6d0e-8b0a-9f3b-2f6a1f0c7d11", kind: .deselection, revision: 2,
        createdAt: time("2026-11-19T09:12:00Z"),
        released: [
            ("name", "Jordan ASHWORTH"), ("dateOfBirth", "1994-05-23"), ("status", "de-selected"),
            ("stopList", "visits, iom-flag"),
        ],
        acknowledgeBy: time("2026-11-20T09:12:00Z"), supersedes: "told-before-throughgate")

    private static let selection = InboxNotice(
        id: "1d9b74f0-3f0c-8d4e-8a5f-0a4c7d1b9e02", kind: .selection, revision: 1,
        createdAt: time("2026-11-20T14:05:00Z"),
        released: [
            ("name", "Dominic OYELARAN"), ("dateOfBirth", "1991-07-30"), ("pnc", "2009/0483219W"),
            ("address", "14 Crosby Terrace, Holbeck, Leeds, LS11 9PX"), ("status", "selected"), ("cohort", "iom"),
            ("since", "2026-11-20"), ("rag", "amber"), ("custody", "released"),
        ],
        acknowledgeBy: time("2026-11-21T14:05:00Z"))

    private static let released = InboxNotice(
        id: "5b6a0e7c-94d1-8c2b-b7a0-9d3e5f8a1c33", kind: .custody, revision: 2,
        createdAt: time("2026-11-20T11:31:00Z"),
        released: [
            ("name", "Kieran THACKRAY"), ("dateOfBirth", "1998-02-11"), ("custody", "released"), ("date", "2026-11-20"),
            ("establishment", "LEI"), ("address", "Flat 3, 88 Dewsbury Road, Leeds, LS11 6XA"),
        ],
        acknowledgeBy: time("2026-11-20T17:31:00Z"), supersedes: "earlier-custody")

    private static let raised = InboxNotice(
        id: "f0a3d1c4-2b7e-8e9f-8d1c-6b5a4f3e2d44", kind: .ragEscalation, revision: 2,
        createdAt: time("2026-11-20T11:33:00Z"),
        released: [
            ("name", "Kieran THACKRAY"), ("dateOfBirth", "1998-02-11"), ("rag", "red"), ("triggerClass", "release"),
        ],
        acknowledgeBy: time("2026-11-20T12:33:00Z"),
        acknowledgement: .init(officer: "PS 2210 Martin Okafor", at: time("2026-11-20T11:52:00Z"), isAsserted: true))

    private static let replacedResult = InboxNotice(
        id: "a7e2c9b1-5d4f-8a3b-9c8d-7e6f5a4b3c55", kind: .courtResult, revision: 1,
        createdAt: time("2026-11-17T15:20:00Z"),
        released: [
            ("name", "Shannon MARLOWE"), ("dateOfBirth", "2001-04-19"), ("date", "2026-11-17"),
            ("court", "Leeds Magistrates’ Court"),
            ("resultClass", "adjourned"), ("remand", "unconditional-bail"), ("nextHearing", "2026-12-01"),
        ],
        acknowledgeBy: time("2026-11-18T15:20:00Z"),
        acknowledgement: .init(officer: "PC 4127 Hannah Booth", at: time("2026-11-17T16:02:00Z"), isAsserted: true),
        isSuperseded: true)

    private static let replacingResult = InboxNotice(
        id: "c4d5e6f7-8a9b-8c0d-8e1f-2a3b4c5d6e66", kind: .courtResult, revision: 2,
        createdAt: time("2026-11-18T10:44:00Z"),
        released: [
            ("name", "Shannon MARLOWE"), ("dateOfBirth", "2001-04-19"), ("date", "2026-11-17"),
            ("court", "Leeds Magistrates’ Court"),
            ("resultClass", "adjourned"), ("remand", "conditional-bail"), ("nextHearing", "2026-12-04"),
        ],
        acknowledgeBy: time("2026-11-19T10:44:00Z"),
        acknowledgement: .init(officer: "PC 4127 Hannah Booth", at: time("2026-11-18T11:30:00Z"), isAsserted: true),
        supersedes: "a7e2c9b1-5d4f-8a3b-9c8d-7e6f5a4b3c55")

    private static let recalled = InboxNotice(
        id: "0e1f2a3b-4c5d-8e6f-8a7b-8c9d0e1f2a77", kind: .custody, revision: 1,
        createdAt: time("2026-11-16T07:58:00Z"),
        released: [
            ("name", "Lee FENWICK-STOTT"), ("dateOfBirth", "1987-12-05"), ("custody", "recalled"),
            ("date", "2026-11-15"),
            ("establishment", "LEI"), ("recall", "yes"),
        ],
        acknowledgeBy: time("2026-11-16T13:58:00Z"),
        acknowledgement: .init(officer: "PS 2210 Martin Okafor", at: time("2026-11-16T08:15:00Z"), isAsserted: true))

    private static let lowered = InboxNotice(
        id: "9f8e7d6c-5b4a-8392-8170-615243342588", kind: .ragReduction, revision: 3,
        createdAt: time("2026-10-20T08:30:00Z"),
        released: [("name", "Shannon MARLOWE"), ("dateOfBirth", "2001-04-19"), ("rag", "green")],
        acknowledgeBy: time("2026-10-21T08:30:00Z"),
        acknowledgement: .init(officer: "PCSO 7735 Aisha Rahman", at: time("2026-10-20T10:05:00Z"), isAsserted: true))

    private static var harehills: TeamInbox {
        TeamInbox(
            team: .init(
                id: "leeds-harehills", name: "Burmantofts and Harehills neighbourhood team",
                party: "West Yorkshire Police",
                kind: .neighbourhoodTeam, outstanding: 0, overdue: 0),
            notices: [
                InboxNotice(
                    id: "3344aabb-ccdd-8eef-8011-223344556601", kind: .stopVisits, revision: 2,
                    createdAt: time("2026-11-20T13:10:00Z"),
                    released: [
                        ("name", "Dominic OYELARAN"), ("dateOfBirth", "1991-07-30"), ("status", "visits-stopped"),
                        ("stopList", "visits"),
                    ], acknowledgeBy: time("2026-11-21T13:10:00Z"))
            ], roster: [])
    }

    private static var seacroft: TeamInbox {
        TeamInbox(
            team: .init(
                id: "leeds-seacroft", name: "Seacroft and Killingbeck neighbourhood team",
                party: "West Yorkshire Police",
                kind: .neighbourhoodTeam, outstanding: 0, overdue: 0), notices: [], roster: [])
    }

    private static var probation: TeamInbox {
        TeamInbox(
            team: .init(
                id: "probation-leeds", name: "Leeds offender managers", party: "The Probation Service", kind: .partner,
                outstanding: 0, overdue: 0),
            notices: [
                InboxNotice(
                    id: "5566aabb-ccdd-8eef-8011-223344556602", kind: .recalled, revision: 2,
                    createdAt: time("2026-11-20T15:00:00Z"),
                    released: [("name", "Shannon MARLOWE"), ("dateOfBirth", "2001-04-19")],
                    acknowledgeBy: time("2026-11-20T19:00:00Z"))
            ], roster: [])
    }

    private static var hmpLeeds: TeamInbox {
        TeamInbox(
            team: .init(
                id: "hmp-leeds-omu", name: "HMP Leeds offender management unit", party: "HM Prison Service",
                kind: .partner,
                outstanding: 0, overdue: 0), notices: [], roster: [])
    }

    private static var hidden: TeamInbox {
        TeamInbox(
            team: .init(
                id: InMemoryConsoleBackend.hiddenTeam, name: "Covert", party: "", kind: .partner, outstanding: 0,
                overdue: 0),
            notices: [InboxNotice(id: "hidden-notice", kind: .selection, createdAt: now, personName: "Nobody")],
            roster: [])
    }

    static func time(_ text: String) -> Timestamp {
        guard let time = Timestamp(text) else { preconditionFailure("The day's times are written as RFC 3339.") }
        return time
    }
}

import ArgumentParser
import CanonicalModel

/// The meeting that decided and what it rested on; what a scheme asks for and is not given makes the decision wait.
struct PanelOptions: ParsableArguments {
    @Option(help: "The kind of meeting, a word of the scheme: selection-panel, tasking.") var panelKind: String?
    @Option(help: "The meeting's day, YYYY-MM-DD.") var panelDate: CalendarDate?
    @Option(parsing: .upToNextOption, help: "The agencies that sat, by the agreement's ids.") var members: [String] = []
    @Option(parsing: .upToNextOption, help: "The agencies that disagreed; kept, never weighed.") var dissent: [String] =
        []
    @Option(parsing: .upToNextOption, help: "The messages it rested on, by their ids.") var evidence: [String] = []
    @Option(help: "How it came to the panel, a word of the scheme: cycle, interim, nomination.") var route: String?
    @Option(help: "Why this person, a word of the scheme: sac, hot-spot.") var reason: String?
    @Option(help: "Why a score alone was enough.") var exception: String?
    @Option(help: "The lead professional's agency, by the agreement's id.") var lead: String?
    @Option(help: "The lead professional's role: responsible-officer.") var leadRole: String?
    @Flag(inversion: .prefixedNo, help: "Whether the person agreed to be managed.") var agreedByPerson: Bool?
    @Option(help: "The rank of who decided alone: inspector.") var rank: String?
    @Option(help: "The agency whose choice it was, where one alone may choose.") var party: String?

    /// The record; nil when nothing was said.
    var record: PanelRecord? {
        var record = PanelRecord()
        (record.kind, record.date, record.members) = (panelKind, panelDate, members)
        (record.dissent, record.evidence, record.route) = (dissent, evidence, route)
        (record.reason, record.exception, record.rank, record.party) = (reason, exception, rank, party)
        (record.leadAgency, record.leadRole, record.isAgreedByPerson) = (lead, leadRole, agreedByPerson)
        return record.isEmpty ? nil : record
    }
}

/// How somebody left a scheme; for the lead professional.
struct ExitOptions: ParsableArguments {
    @Option(help: "How the person was told.") var toldHow: String?
    @Option(help: "Why they are no longer subject to it, as they were told.") var toldWhy: String?
    @Option(help: "How agencies helped.") var helped: String?
    @Option(help: "What is done about the risk that remains.") var riskStrategy: String?

    /// The record; nil when nothing was said.
    var record: ExitRecord? {
        let record = ExitRecord(toldHow: toldHow, toldWhy: toldWhy, help: helped, riskStrategy: riskStrategy)
        return record.isEmpty ? nil : record
    }
}

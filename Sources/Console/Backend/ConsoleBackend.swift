/// What the pages read and write: the broker, as its own teams see it.
///
/// BrokerRuntime implements it.
///
/// The console asks and never decides: who may see which team, what a notice says and whether an acknowledgement counts
/// are the broker's answers.
public protocol ConsoleBackend: Sendable {
    /// Every team and partner that the asker may see; none of the others.
    func teams() async throws -> [TeamSummary]

    /// A team's notices and roster.
    ///
    /// - Parameter team: the recipient's id in the directory.
    /// - Returns: nil for an unknown team and for one the asker may not see, so that both give the same page (DESIGN
    ///   decision 17).
    func inbox(team: String) async throws -> TeamInbox?

    /// One notice of a team.
    ///
    /// - Returns: nil when there is none, and when it is another team's.
    func notice(team: String, id: String) async throws -> InboxNotice?

    /// Records that a named officer read a notice; the backend publishes and audits it before it answers.
    ///
    /// - Parameters:
    ///   - notice: the notice's id.
    ///   - team: the team in whose inbox it was acknowledged.
    ///   - officer: the name and number as typed, at most ``OfficerName/byteLimit`` bytes of one line.
    func acknowledge(notice: String, team: String, officer: String) async throws -> AcknowledgementOutcome

    /// Whether the broker can do its work now, part by part.
    func health() async -> BrokerHealth

    /// The figures that Prometheus scrapes; never personal data.
    func metrics() async -> [Metric]
}

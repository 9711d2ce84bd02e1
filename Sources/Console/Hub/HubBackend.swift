/// What the hub's pages read and write: the broker, as the coordinator of the hub sees it.
///
/// BrokerRuntime implements it. As with ``ConsoleBackend``, the pages ask and never decide: what a panel member may see, what
/// a decision still lacks and whether it stands are the broker's answers. Each look at a person is on record before the page
/// is shown (DPA 2018 s.62).
public protocol HubBackend: Sendable {
    /// What waits, in figures, and the name of the scheme.
    func overview() async throws -> HubOverview

    /// Open tasks, the most urgent first.
    func tasks() async throws -> [HubTaskEntry]

    /// An open task that somebody's word closes, by its number; nil when there is none.
    func ending(of task: String) async throws -> HubTaskEnding?

    /// Records that a task is done, through the same door as every message.
    ///
    /// - Parameters:
    ///   - task: its number.
    ///   - values: what was typed and chosen, by the fields' names.
    func finish(_ task: String, _ values: [String: [String]]) async throws -> HubSubmission

    /// Everybody on a cohort.
    func cohort() async throws -> [CohortEntry]

    /// People whom the panel should consider, with the evidence that a member may see.
    ///
    /// - Parameter member: the agency for which the agenda is read, by its id in the agreement; nil for the hub itself.
    func candidates(asSeenBy member: String?) async throws -> [CandidateEntry]

    /// Actions that the one conversation goes through: who, what, by when (ODOC, EVAL App 2).
    func actions() async throws -> [HubTaskEntry]

    /// The agencies that sit on the panel: id and name.
    func members() async throws -> [HubChoice]

    /// One person's record and timeline; nil when there is none.
    func nominal(_ id: String) async throws -> NominalFile?

    /// What a form may offer for this person; nil when there is no such person.
    func choices(for nominal: String) async throws -> HubChoices?

    /// Records a decision or a consent through the same door as every message.
    ///
    /// - Parameters:
    ///   - kind: which form.
    ///   - values: what was typed and chosen, by the fields' names.
    ///   - nominal: the person.
    func submit(_ kind: HubForm.Kind, _ values: [String: [String]], about nominal: String) async throws -> HubSubmission

    /// The copy of their answers about sharing that a person takes away; nil when there is no such person.
    func personsCopy(of nominal: String) async throws -> PersonsCopy?
}

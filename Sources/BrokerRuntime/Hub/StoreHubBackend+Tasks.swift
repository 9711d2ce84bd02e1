import AgreementEngine
import Console
import RecordStore
import Routing
import SchemeEngine

extension StoreHubBackend {
    /// A task as the hub reads it, with who is next when nobody does it (DESIGN decision 18).
    ///
    /// - Parameter told: the recipient that a task about a notice, or about a list, speaks of.
    func entry(_ task: StoredTask, person: String?, told: String? = nil) -> HubTaskEntry {
        let (hub, scheme) = (directory.hub, task.detail?.scheme)
        let isHubs = task.owner == hub.owner.id
        return HubTaskEntry(
            id: task.key, number: task.isDoneByWord ? String(task.number) : nil,
            sentence: EnglishDay.inEnglish(scheme?.sentence ?? task.kind.sentence),
            detail: detail(of: task, told: told), person: person,
            nominal: task.nominal.map(String.init), owner: isHubs ? hub.owner.name : post(task.owner),
            deputy: isHubs ? hub.deputy.name : (scheme?.deputy).map(post), supervisor: (scheme?.supervisor).map(post),
            raisedAt: task.raisedAt, dueBy: task.dueBy, isWaitingDecision: task.kind == .completeDecision)
    }

    /// The rule of the scheme that asks, in its own sentence; of an agreement's duty what its owner has to know.
    private func detail(of task: StoredTask, told: String?) -> String? {
        if let told { return directory.recipient(told)?.name ?? told }
        guard let detail = task.detail else { return nil }
        guard detail.scheme != nil else { return detail.sentence }
        return partnership.scheme.map { inWords($0.pack.sentence(ofRule: detail.rule), $0.pack) }
    }

    /// A rule's sentence with the scheme's posts as people call them.
    private func inWords(_ sentence: String, _ pack: SchemePack) -> String {
        pack.roles.map(\.id).filter { $0.contains("-") }.reduce(sentence) { $0.replacing($1, with: "the " + post($1)) }
    }

    /// The agency that holds a task's role in the scheme; nil for what the hub itself settles: erasures, withheld notices and
    /// withdrawals are no member's to read, not even that of the body that runs the hub.
    func party(of task: StoredTask) -> String? { partnership.scheme?.pack.roles.first { $0.id == task.owner }?.party }

    /// The recipient of each task that is about one: two tasks about two teams would else read the same.
    static func told(_ tasks: [StoredTask], _ reader: StoreReader) throws -> [String: String] {
        var told = [String: String]()
        for task in tasks {
            let subject = HubTask.subject(of: task.key)
            switch task.kind {
            case .confirmFlags: told[task.key] = try reader.notice(subject)?.recipient
            case .confirmRoster, .rosterDiffers: told[task.key] = subject.split(separator: " ").first.map(String.init)
            default: continue
            }
        }
        return told
    }

    /// "hub-coordinator" as "hub coordinator": a post, not a name.
    private func post(_ id: String) -> String { id.replacing("-", with: " ") }
}

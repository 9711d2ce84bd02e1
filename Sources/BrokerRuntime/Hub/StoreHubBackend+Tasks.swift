import AgreementEngine
import Console
import RecordStore
import Routing
import SchemeEngine

extension StoreHubBackend {
    /// A task as the hub reads it, with who is next when nobody does it (DESIGN decision 18).
    func entry(_ task: StoredTask, person: String?) -> HubTaskEntry {
        let (hub, scheme) = (directory.hub, task.detail?.scheme)
        let isHubs = task.owner == hub.owner.id
        return HubTaskEntry(
            id: task.key, sentence: scheme?.sentence ?? task.kind.sentence, detail: detail(of: task), person: person,
            nominal: task.nominal.map(String.init), owner: isHubs ? hub.owner.name : post(task.owner),
            deputy: isHubs ? hub.deputy.name : (scheme?.deputy).map(post), supervisor: (scheme?.supervisor).map(post),
            raisedAt: task.raisedAt, dueBy: task.dueBy)
    }

    /// The rule of the scheme that asks, in its own sentence; of an agreement's duty what its owner has to know.
    private func detail(of task: StoredTask) -> String? {
        guard let detail = task.detail else { return nil }
        guard detail.scheme != nil else { return detail.sentence }
        return partnership.scheme?.pack.sentence(ofRule: detail.rule)
    }

    /// "hub-coordinator" as "hub coordinator": a post, not a name.
    private func post(_ id: String) -> String { id.replacing("-", with: " ") }
}

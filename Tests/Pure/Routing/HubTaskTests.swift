import CanonicalModel
import Routing
import Testing

@Suite("Tasks of the hub")
struct HubTaskTests {
    @Test(
        "What a task is about is found again from its key, by its whole name",
        arguments: [
            (.noKnownAddress, "/hub/test s-1", "/hub/test s-1"), (.noKnownAddress, "/hub/test s-10", "/hub/test s-10"),
            (.disclosureHeld, "/hub/test s-1 npt-headingley", "/hub/test s-1"), (.identityAttention, "record 1", "record 1"),
            (.askConsentAgain, "1+2", "1+2"), (.lateFact, "/prison/test two  spaces", "/prison/test two  spaces"),
        ] as [(HubTask.Kind, String, String)])
    func subject(_ kind: HubTask.Kind, _ said: String, _ subject: String) {
        let task = HubTask(kind, about: said, cause: "m", raisedAt: Timestamp(microseconds: 0))
        #expect(HubTask.subject(of: task.key) == subject)
    }
}

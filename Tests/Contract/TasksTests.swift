import Formats
import Routing
import Testing

/// The tasks that the core can raise and the contract of the message that tells of them.
@Suite("Tasks of the hub")
struct TasksTests {
    @Test("The schema knows every kind of task and no other, and every sentence fits (ROL-13)")
    func kinds() throws {
        let schema = try StrictJSON.parse(
            try ContractFolder.bytes(ContractFolder.path("Contracts/notices/task.raised.v1.schema.json")))
        let data = try #require(schema.object?["properties"]?.object?["data"]?.object?["properties"]?.object)
        let listed = try #require(data["kind"]?.object?["enum"]?.array).compactMap(\.string)
        #expect(Set(listed) == Set(HubTask.Kind.allCases.map(\.rawValue)))
        let limit = try #require(data["sentence"]?.object?["maxLength"]?.integer)
        for kind in HubTask.Kind.allCases { #expect(kind.sentence.utf8.count <= limit, "\(kind)") }
    }
}

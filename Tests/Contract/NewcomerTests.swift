import CanonicalModel
import Formats
import PolicyText
import Testing

/// Missing protocols and technology are named as what keeps agencies from sharing (Cleveland, appendix A): whoever wants to
/// send something finds how, without asking anybody for a program.
@Suite("What a newcomer finds")
struct NewcomerTests {
    @Test(
        "Every message that an agency may send has a channel, a schema that says what each part is, and samples (ISH-08)",
        arguments: MessageType.inbound.sorted { $0.rawValue < $1.rawValue })
    func complete(_ type: MessageType) throws {
        let text = String(
            decoding: try ContractFolder.bytes(ContractFolder.path("Contracts/asyncapi.yaml")), as: UTF8.self)
        let name = type.rawValue.replacing(".", with: "-")
        #expect(text.contains("      \(name): { $ref: '#/components/messages/\(name)' }"), "no channel carries it")
        let file = ContractFolder.path("Contracts/canonical/\(type.rawValue).schema.json")
        let schema = try StrictJSON.parse(try ContractFolder.bytes(file)).object
        #expect(schema?["title"]?.string?.isEmpty == false && schema?["description"]?.string?.isEmpty == false)
        for (verdict, least) in [("valid", 2), ("invalid", 3)] {
            let folder = ContractFolder.path("Contracts/canonical/samples/\(verdict)/\(type.rawValue)")
            #expect(try ContractFolder.names(in: folder).count >= least, "too few \(verdict) samples")
        }
    }
}

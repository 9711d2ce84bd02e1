import AgreementEngine
import CanonicalModel
import CourtsTranslation
import Formats
import PrisonTranslation
import ProbationTranslation
import Testing

/// What the adapters make and what the sample directory lets their users publish: a type left out is refused at the door.
@Suite("Adapters and the directory")
struct PublishersTests {
    @Test("Every message that an adapter makes of its samples may be published by its user (FEED-08)")
    func mayPublish() throws {
        let directory = try PartnershipDirectory(
            yaml: String(
                decoding: try ContractFolder.bytes(ContractFolder.path("Contracts/directory/leeds.yaml")), as: UTF8.self))
        let adapters: [(agency: String, suffix: String, translator: any MessageTranslator)] = [
            ("courts", ".xml", CourtsTranslator()), ("prison", ".json", PrisonTranslator()),
            ("probation", ".json", ProbationTranslator()),
        ]
        for adapter in adapters {
            let types = Set(
                try ContractFolder.items(agency: adapter.agency, suffix: adapter.suffix).flatMap { name, bytes in
                    adapter.translator.translate(
                        IntakeItem(id: "sample", name: name, bytes: bytes, receivedTime: BuiltMessages.recordedTime)
                    ).messages.map(\.fact.type)
                })
            #expect(!types.isEmpty)
            for type in types.sorted(by: { $0.rawValue < $1.rawValue }) {
                #expect(
                    directory.mayPublish(
                        user: adapter.agency + "-adapter", source: adapter.translator.source, type: type),
                    "\(adapter.agency)-adapter may not publish \(type)")
            }
        }
    }
}

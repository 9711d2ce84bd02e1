import CanonicalModel
import Formats
import Testing

/// The reader at the core's door against the samples; `validate.py samples` holds the schemas against the same files.
@Suite("Samples of canonical messages")
struct SamplesTests {
    @Test("The reader accepts every valid sample", arguments: try ContractFolder.samples("valid"))
    func acceptsValid(_ sample: ContractFolder.Sample) throws {
        let message = try CanonicalMessage(try StrictJSON.parse(sample.bytes))
        #expect(message.fact.type.rawValue == sample.type)
    }

    @Test("A valid sample reads back as itself once written", arguments: try ContractFolder.samples("valid"))
    func readsBack(_ sample: ContractFolder.Sample) throws {
        let message = try CanonicalMessage(try StrictJSON.parse(sample.bytes))
        #expect(try CanonicalMessage(try StrictJSON.parse(message.encoded())) == message)
    }

    @Test("The reader refuses every invalid sample (ISH-03)", arguments: try ContractFolder.samples("invalid"))
    func refusesInvalid(_ sample: ContractFolder.Sample) {
        #expect(throws: FormatError.self) { try CanonicalMessage(try StrictJSON.parse(sample.bytes)) }
    }

    @Test("Every message type the core takes in has samples", arguments: ["valid", "invalid"])
    func areComplete(_ verdict: String) throws {
        let types = Set(try ContractFolder.samples(verdict).map(\.type))
        #expect(types == Set(MessageType.inbound.map(\.rawValue)))
    }
}

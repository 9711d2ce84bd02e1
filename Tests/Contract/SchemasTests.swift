import CanonicalModel
import CourtsTranslation
import Formats
import PartnersTranslation
import PoliceTranslation
import PrisonTranslation
import Testing

/// What the code really emits, judged by the JSON Schemas.
@Suite("JSON Schemas", .needsPython)
struct SchemasTests {
    @Test("Every schema is closed and says what each property is")
    func areWhole() throws {
        let answer = try IndependentValidator.run("schemas")
        #expect(answer.status == 0, "\(answer.complaints)")
    }

    @Test("The schemas accept every valid sample and no invalid one")
    func judgeSamples() throws {
        let answer = try IndependentValidator.run("samples")
        #expect(answer.status == 0, "\(answer.complaints)")
    }

    @Test("A message of every type, built in code, keeps its schema")
    func acceptBuiltMessages() throws {
        let messages = BuiltMessages.all
        #expect(
            Set(messages.map(\.fact.type)) == MessageType.inbound, "A type of MessageType.inbound is not built here.")
        try expectValid(messages)
    }

    @Test("What the courts adapter makes of its samples keeps the schemas")
    func acceptCourts() throws { try expectValid(emitted(by: CourtsTranslator(), agency: "courts", suffix: ".xml")) }

    @Test("What the prison adapter makes of its samples keeps the schemas")
    func acceptPrison() throws { try expectValid(emitted(by: PrisonTranslator(), agency: "prison", suffix: ".json")) }

    @Test("What the police adapter makes of its samples keeps the schemas", arguments: [".csv", ".json"])
    func acceptPolice(suffix: String) throws {
        try expectValid(emitted(by: PoliceTranslator(), agency: "police", suffix: suffix))
    }

    @Test("What the partners adapter makes of its samples keeps the schemas", arguments: [".csv", ".json"])
    func acceptPartners(suffix: String) throws {
        try expectValid(emitted(by: PartnersTranslator(), agency: "partners", suffix: suffix))
    }

    private func emitted(
        by translator: any MessageTranslator, agency: String, suffix: String
    ) throws -> [CanonicalMessage] {
        try ContractFolder.items(agency: agency, suffix: suffix).flatMap { name, bytes in
            translator.translate(
                IntakeItem(id: "sample", name: name, bytes: bytes, receivedTime: BuiltMessages.recordedTime)
            ).messages
        }
    }

    private func expectValid(_ messages: [CanonicalMessage]) throws {
        try #require(!messages.isEmpty, "Nothing was emitted: are the samples gone?")
        let answer = try IndependentValidator.run("emitted", messages.map { $0.encoded() })
        #expect(answer.status == 0, "\(answer.complaints)")
    }
}

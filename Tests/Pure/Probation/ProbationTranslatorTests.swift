import CanonicalModel
import Formats
import ProbationTranslation
import Testing

/// What is true of every item of the feed.
@Suite struct ProbationTranslatorTests {
    let translator = ProbationTranslator()

    @Test("the body's type wins over the envelope's, with a warning, for what is ignored too")
    func envelope() {
        let taken = ProbationFixture.registration().enveloped(messageID: "m-1", attribute: "other.event")
        #expect(translator.translate(taken.item).types == [.registrationAdded])
        #expect(translator.translate(taken.item).rules == ["event.envelope-disagrees"])
        #expect(translator.translate(taken.item).correlationID == "m-1")
        let ignored = ProbationFixture("assessment.summary.produced").enveloped(messageID: "m-2", attribute: "other")
        #expect(translator.translate(ignored.item).rules == ["probation.must-be-fetched", "event.envelope-disagrees"])
    }

    @Test("an event published again under a new MessageId keeps its id; another event never shares one")
    func identity() {
        func ids(_ fixture: ProbationFixture, _ messageID: String) -> [String] {
            translator.translate(fixture.enveloped(messageID: messageID, attribute: "x").item).messages.map(\.id)
        }
        let fixture = ProbationFixture.registration()
        #expect(ids(fixture, "a") == ids(fixture, "b"))
        #expect(ids(fixture, "a") != ids(fixture.withInformation("registrationId", "2"), "a"))
    }

    @Test("the attributes of a message without its body are refused: to ignore them would lose an event in silence")
    func attributesAlone() {
        let item = (["eventType": ["Type": "String", "Value": "probation-case.registration.added"]] as JSONValue).item
        #expect(translator.translate(item).outcome == .rejected)
        #expect(translator.translate(item).rules == ["event.attributes-only"])
    }

    @Test("a version is 1 to 3, as number or text")
    func versions() {
        for version in [1, 2, 3, "1", "2"] as [JSONValue] {
            #expect(ProbationFixture.registration().with("version", version).translated().outcome == .translated)
        }
        for version in [0, 4, "one", .null] as [JSONValue] {
            #expect(ProbationFixture.registration().with("version", version).translated().outcome == .rejected)
        }
    }

    @Test("a broken event in a good envelope is refused for good")
    func brokenInside() {
        let item = PrisonFixture.item(Array(#"{"MessageId":"m-1","Message":"{\"EventNumber\":,\"a\":1}"}"#.utf8))
        let translation = translator.translate(item)
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.allSatisfy { $0.path.hasPrefix("/Message") })
    }

    @Test("free text never travels and is never read out")
    func canary() {
        let canary: JSONValue = "Zebedee Canary"
        for fixture in Self.fixtures {
            var spoilt = fixture.with("description", canary).with("detailUrl", canary)
            for key in [
                "registerTypeDescription", "registrationLevelCode", "registrationId", "bookingNumber", "eventNumber",
            ] {
                spoilt = spoilt.withInformation(key, canary)
            }
            let translation = spoilt.translated()
            let told =
                translation.messages.map { String(decoding: $0.encoded(), as: UTF8.self) }
                + translation.problems.map(\.json.encodedString)
            #expect(!told.joined().contains("Canary"))
        }
    }

    static let fixtures: [ProbationFixture] = [
        .registration(), .registration("deregistered"), ProbationFixture("probation-case.merge.completed"),
        ProbationFixture("probation-case.unmerge.completed"),
        ProbationFixture("probation-case.prison-identifier.added"),
        ProbationFixture(ProbationFixture.decided), ProbationFixture(ProbationFixture.rsr),
        ProbationFixture("probation-case.sentence.created"), ProbationFixture("probation-case.exclusion.created"),
        ProbationFixture("tier.calculation.complete"),
    ]

    @Test(
        "every member turned into every kind of value is answered, never a crash, and what travels keeps the contract")
    func wrongKinds() throws {
        let kinds: [JSONValue] = [
            .null, true, 7, .decimal("7.5"), "", "x", [], [[]], [:], .string(String(repeating: "y", count: 5_000)),
            "Z000001", "2026-06-19",
        ]
        let keys = [
            "registrationId", "deregistrationId", "registerTypeCode", "registrationDate", "registrationLevelCode",
            "sourceCRN", "targetCRN", "reactivatedCRN", "unmergedCRN", "contactOutcome", "RSRScore", "RSRBand",
            "AssessmentDate", "tierScore", "eventNumber", "bookingNumber", "crn",
        ]
        for fixture in Self.fixtures {
            for kind in kinds {
                let body = ["eventType", "version", "occurredAt", "personReference", "additionalInformation"].map {
                    fixture.with($0, kind)
                }
                for spoilt in body + keys.map({ fixture.withInformation($0, kind) }) {
                    let translation = spoilt.translated()
                    #expect(translation.outcome == .translated || !translation.problems.isEmpty)
                    for message in translation.messages {
                        #expect(try CanonicalMessage(try StrictJSON.parse(message.encoded())) == message)
                    }
                    _ = translator.read(spoilt.bare.item)
                }
            }
        }
    }

    @Test("broken input is refused with a path, a rule and a remedy", arguments: ["", "null", "[]", "{", "<x/>", "{}"])
    func brokenInput(text: String) {
        let translation = translator.translate(PrisonFixture.item(Array(text.utf8)))
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.allSatisfy { !$0.rule.isEmpty && !$0.remedy.isEmpty })
        #expect(!translation.problems.isEmpty)
        _ = translator.read(PrisonFixture.item(Array(text.utf8)))
    }
}

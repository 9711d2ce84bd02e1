import CanonicalModel
import Formats
import PrisonTranslation
import Testing

/// The prison translator, by table.
@Suite struct PrisonTranslatorTests {
    let translator = PrisonTranslator()

    func translate(_ fixture: PrisonFixture) -> Translation { translator.translate(fixture.bare.item) }

    // MARK: Releases

    @Test(
        "RELEASED is what its movement reason code says",
        arguments: [
            ("UAL", CustodyMovement.Kind.absconded), ("UAL_ECL", .absconded), ("HO", .hospitalised),
            ("HP", .hospitalised),
            ("HQ", .hospitalised), ("ETR", .removed), ("DD", .removed), ("DE", .removed), ("DL", .removed),
            ("ECSL", .released), ("NCS", .released), ("HD", .released), ("CR", .released), ("AR", .released),
            ("BL", .released), ("HC", .released), ("NP", .released), ("DA", .released),
        ])
    func releasedByCode(code: String, kind: CustodyMovement.Kind) {
        let translation = translate(PrisonFixture().withInformation("nomisMovementReasonCode", .string(code)))
        #expect(translation.outcome == .translated)
        #expect(translation.movement?.kind == kind)
        #expect(translation.movement?.movementReasonCode == code)
        #expect(translation.movement?.establishment == "LEI")
    }

    @Test("DEC under RELEASED is a death")
    func death() {
        let translation = translate(PrisonFixture().withInformation("nomisMovementReasonCode", "DEC"))
        #expect(translation.messages.map(\.fact.type) == [.personDied])
    }

    @Test("MRG under RELEASED releases nobody")
    func administrativeMerge() {
        let translation = translate(PrisonFixture().withInformation("nomisMovementReasonCode", "MRG"))
        #expect(translation.outcome == .ignored)
        #expect(translation.rules == ["prison.administrative-merge"])
        #expect(translation.messages.isEmpty)
    }

    @Test("a code without a meaning is refused, never guessed", arguments: ["QQ", "cr", "C R", "XX1"])
    func unknownCode(code: String) {
        let translation = translate(PrisonFixture().withInformation("nomisMovementReasonCode", .string(code)))
        #expect(translation.outcome == .rejected)
        #expect(translation.messages.isEmpty)
    }

    @Test("RELEASED without a code is refused", arguments: [nil, JSONValue.null, ""])
    func missingCode(code: JSONValue?) {
        let translation = translate(PrisonFixture().withInformation("nomisMovementReasonCode", code))
        #expect(translation.outcome == .rejected)
        #expect(translation.rules == ["prison.movement-code-missing"])
    }

    @Test(
        "every other reason for leaving has its own type",
        arguments: [
            (
                "TEMPORARY_ABSENCE_RELEASE", CustodyMovement.Kind.absenceStarted,
                CustodyMovement.Absence?.some(.temporaryLicence)
            ),
            ("SENT_TO_COURT", .absenceStarted, .court), ("TRANSFERRED", .transferred, nil),
            ("RELEASED_TO_HOSPITAL", .hospitalised, nil),
        ])
    func otherDepartures(reason: String, kind: CustodyMovement.Kind, absence: CustodyMovement.Absence?) {
        let translation = translate(
            PrisonFixture().withInformation("reason", .string(reason)).withInformation("nomisMovementReasonCode", nil))
        #expect(translation.movement?.kind == kind)
        #expect(translation.movement?.absence == absence)
    }

    @Test("somebody in transit is in no prison: a departure on transfer names none")
    func transferOutNamesNoPrison() {
        #expect(translate(PrisonFixture().withInformation("reason", "TRANSFERRED")).movement?.establishment == nil)
    }

    @Test("an unknown reason is refused", arguments: ["UNKNOWN", "released", "ESCAPED", "RECALL"])
    func unknownReason(reason: String) {
        let translation = translate(PrisonFixture().withInformation("reason", .string(reason)))
        #expect(translation.outcome == .rejected)
        #expect(translation.rules == ["prison.unknown-reason"])
    }

    @Test("hospital with the code of a death or a deportation is refused", arguments: ["DEC", "DD", "UAL", "MRG"])
    func hospitalContradiction(code: String) {
        let translation = translate(
            PrisonFixture().withInformation("reason", "RELEASED_TO_HOSPITAL")
                .withInformation("nomisMovementReasonCode", .string(code)))
        #expect(translation.outcome == .rejected)
        #expect(translation.rules == ["prison.contradiction"])
    }

    @Test("released and in prison at once is refused")
    func releasedButInside() {
        let translation = translate(PrisonFixture().withInformation("currentLocation", "IN_PRISON"))
        #expect(translation.rules == ["prison.contradiction"])
        #expect(translate(PrisonFixture().withInformation("currentLocation", "OUTSIDE_PRISON")).outcome == .translated)
    }

    // MARK: Receptions

    @Test(
        "an admission is a recall, a remand or another by its code alone",
        arguments: [
            ("L", CustodyMovement.Admission.recall), ("B", .recall), ("Y", .recall), ("24", .recall), ("N", .remand),
            ("I", .other), ("V", .other),
        ])
    func admission(code: String, admission: CustodyMovement.Admission) {
        for cause in ["RECALL", "CONVICTED", "REMAND"] {
            let translation = translate(
                PrisonFixture(PrisonFixture.received).withInformation("reason", "ADMISSION")
                    .withInformation("nomisMovementReasonCode", .string(code))
                    .withInformation("probableCause", .string(cause)))
            #expect(translation.movement?.kind == .received)
            #expect(translation.movement?.admission == admission)
        }
    }

    @Test("a code sent as a number is read as its digits")
    func numericCode() {
        let translation = translate(
            PrisonFixture(PrisonFixture.received).withInformation("reason", "ADMISSION")
                .withInformation("nomisMovementReasonCode", 24))
        #expect(translation.movement?.admission == .recall)
    }

    @Test("an admission without a code is no recall, whatever the probable cause")
    func admissionWithoutCode() {
        let translation = translate(
            PrisonFixture(PrisonFixture.received).withInformation("reason", "ADMISSION")
                .withInformation("nomisMovementReasonCode", nil).withInformation("probableCause", "RECALL"))
        #expect(translation.movement?.admission == .other)
    }

    @Test(
        "a return or a transfer is no new reception",
        arguments: [
            (
                "TEMPORARY_ABSENCE_RETURN", "24", CustodyMovement.Kind.absenceEnded,
                CustodyMovement.Absence?.some(.temporaryLicence)
            ),
            ("RETURN_FROM_COURT", "CRT", .absenceEnded, .court), ("TRANSFERRED", "INT", .transferred, nil),
            ("ADMISSION", "INT", .transferred, nil), ("ADMISSION", "TRNCRT", .transferred, nil),
            ("ADMISSION", "TRNTAP", .transferred, nil),
        ])
    func otherArrivals(
        reason: String, code: String, kind: CustodyMovement.Kind, absence: CustodyMovement.Absence?
    ) {
        let translation = translate(
            PrisonFixture(PrisonFixture.received).withInformation("reason", .string(reason))
                .withInformation("nomisMovementReasonCode", .string(code)))
        #expect(translation.movement?.kind == kind)
        #expect(translation.movement?.absence == absence)
        #expect(translation.movement?.admission == nil)
        #expect(translation.movement?.establishment == "LEI")
    }

    @Test("a reason for leaving is none for coming")
    func reasonsDoNotCross() {
        #expect(translate(PrisonFixture(PrisonFixture.received)).rules == ["prison.unknown-reason"])
        #expect(translate(PrisonFixture().withInformation("reason", "ADMISSION")).rules == ["prison.unknown-reason"])
    }

    // MARK: Merges

    @Test("a merge keeps nomsNumber and gives removedNomsNumber up, whatever the description says")
    func merge() throws {
        let translation = translate(
            PrisonFixture(PrisonFixture.merged).withInformation("removedNomsNumber", "Z0002ZZ")
                .with("description", "A prisoner has been merged from Z0001ZZ to Z0002ZZ"))
        guard case .merged(let merge) = try #require(translation.messages.first).fact else {
            Issue.record("not a merge")
            return
        }
        #expect(merge.person.identifiers.map(\.value) == ["Z0001ZZ"])
        #expect(merge.removed.map(\.value) == ["Z0002ZZ"])
    }

    @Test("a merge may name either number among the references, and no third")
    func mergeReferences() {
        let merge = PrisonFixture(PrisonFixture.merged).withInformation("removedNomsNumber", "Z0002ZZ")
        func outcome(_ number: String) -> Translation.Outcome {
            let reference: JSONValue = ["identifiers": [["type": "NOMS", "value": .string(number)]]]
            return translate(merge.with("personReference", reference)).outcome
        }
        #expect(outcome("Z0001ZZ") == .translated)
        #expect(outcome("Z0002ZZ") == .translated)
        #expect(outcome("Z0003ZZ") == .rejected)
    }

    @Test("a merge with itself, or without the number given up, is refused")
    func impossibleMerges() {
        let merge = PrisonFixture(PrisonFixture.merged)
        #expect(translate(merge).rules == ["event.missing"])
        #expect(translate(merge.withInformation("removedNomsNumber", "z0001zz")).rules == ["prison.merge-with-itself"])
    }

    // MARK: Which events

    @Test("an event of an unknown type is ignored with a rule, however little of it there is")
    func unknownEvent() {
        for type in ["EXTERNAL_MOVEMENT_RECORD-INSERTED", "probation-case.registration.added", "prisoner.released"] {
            let translation = translator.translate((["eventType": .string(type)] as JSONValue).item)
            #expect(translation.outcome == .ignored)
            #expect(translation.rules == ["prison.unknown-event"])
        }
    }

    @Test("a version is 1 to 3, as number or text; others and none are refused")
    func versions() {
        for version in [1, 2, 3, "1", "2", "3"] as [JSONValue] {
            #expect(translate(PrisonFixture().with("version", version)).outcome == .translated)
        }
        for version in [0, 4, "4", "one", .null, .decimal("1.0")] as [JSONValue] {
            #expect(translate(PrisonFixture().with("version", version)).outcome == .rejected)
        }
        #expect(translate(PrisonFixture().with("version", 4)).rules == ["event.unknown-version"])
        #expect(translate(PrisonFixture().with("version", nil)).rules == ["event.missing"])
    }

    // MARK: Time

    @Test(
        "a time is RFC 3339, with a zone's name after it or not",
        arguments: [
            ("2026-06-01T10:00:00+01:00", "2026-06-01T09:00:00Z"),
            ("2026-06-01T10:00:00.123+01:00[Europe/London]", "2026-06-01T09:00:00.123Z"),
            ("2026-02-01T10:00:00.123456789+01:00", "2026-02-01T09:00:00.123456Z"),
            ("2026-02-01T10:00:00Z[UTC]", "2026-02-01T10:00:00Z"),
        ])
    func times(written: String, read: String) {
        let translation = translate(PrisonFixture().with("occurredAt", .string(written)))
        #expect(translation.messages.map(\.time.description) == [read])
    }

    @Test(
        "a time that could be two instants, or none, is refused",
        arguments: ["2026-06-01T10:00:00", "2026-06-01T10:00:00Z+01:00", "2026-06-31T10:00:00Z", "yesterday", "]["])
    func badTimes(written: String) {
        #expect(translate(PrisonFixture().with("occurredAt", .string(written))).rules == ["event.time"])
    }

    @Test("publishedAt is not read, so its broken forms do no harm")
    func publishedAtIsNotRead() {
        for written in ["2026-06-01T10:00:00.362Z+01:00", "never"] {
            #expect(translate(PrisonFixture().with("publishedAt", .string(written))).outcome == .translated)
        }
    }

    // MARK: Who

    @Test("a number that fails its form is kept as unverified, and the event still travels")
    func unverifiedNumber() {
        let translation = translate(PrisonFixture().withInformation("nomsNumber", "A12"))
        let identifiers = translation.movement?.person.identifiers
        #expect(identifiers?.map(\.value) == ["A12"])
        #expect(identifiers?.map(\.isVerified) == [false])
    }

    @Test("the references name the prisoner when nomsNumber does not, and add the probation number")
    func references() {
        let reference: JSONValue = [
            "identifiers": [
                ["type": "PERSON", "value": "9"], ["type": "prisonNumber", "value": "Z0001ZZ"],
                ["type": "CRN", "value": "X000001"],
            ]
        ]
        let translation = translate(
            PrisonFixture().withInformation("nomsNumber", nil).with("personReference", reference))
        #expect(translation.movement?.person.identifiers.map(\.kind) == [.noms, .crn])
    }

    @Test("an event about two people, or nobody, is refused")
    func identityConflicts() {
        let other: JSONValue = ["identifiers": [["type": "NOMS", "value": "Z0002ZZ"]]]
        #expect(translate(PrisonFixture().with("personReference", other)).rules == ["prison.identity-conflict"])
        #expect(translate(PrisonFixture().withInformation("nomsNumber", nil)).rules == ["prison.no-identity"])
        #expect(translate(PrisonFixture().withInformation("nomsNumber", .null)).rules == ["prison.no-identity"])
    }

    @Test("a prison that is not three capitals is left out with a warning")
    func establishment() {
        for text in ["Leeds", "LE", "lei", "Zebedee Canary"] {
            let translation = translate(PrisonFixture().withInformation("prisonId", .string(text)))
            #expect(translation.movement?.establishment == nil)
            #expect(translation.rules == ["prison.establishment"])
        }
    }

    // MARK: Envelope and identity

    @Test("an event in an envelope is the same event")
    func envelope() {
        let bare = translator.translate(PrisonFixture().bare.item)
        let enveloped = translator.translate(PrisonFixture().enveloped(messageID: "11111111-aaaa").item)
        #expect(bare.messages.map(\.id) == enveloped.messages.map(\.id))
        #expect(bare.correlationID == nil)
        #expect(enveloped.correlationID == "11111111-aaaa")
        #expect(enveloped.messages.first?.correlationID == "11111111-aaaa")
    }

    @Test("an event published again under a new MessageId keeps its id and digest; another event never shares them")
    func identity() {
        let first = translator.translate(PrisonFixture().enveloped(messageID: "a").item).messages[0]
        let again = translator.translate(PrisonFixture().enveloped(messageID: "b").item).messages[0]
        #expect(first.id == again.id)
        #expect(first.contentDigest == again.contentDigest)
        let others = [
            PrisonFixture().withInformation("nomsNumber", "Z0002ZZ"),
            PrisonFixture().with("occurredAt", "2026-11-19T09:15:01Z"),
            PrisonFixture().withInformation("nomisMovementReasonCode", "UAL"),
        ].map { translator.translate($0.enveloped(messageID: "a").item).messages[0].id }
        #expect(Set(others + [first.id]).count == 4)
    }

    @Test("the body's event type wins over the attribute's, in each of its three forms, with a warning")
    func attributes() {
        for attribute in [
            ["Type": "String", "Value": "other.event"], ["DataType": "String", "StringValue": "other.event"],
            "other.event",
        ] as [JSONValue] {
            let translation = translator.translate(PrisonFixture().enveloped(attribute: attribute).item)
            #expect(translation.outcome == .translated)
            #expect(translation.rules == ["event.envelope-disagrees"])
        }
    }

    @Test("paths lead through the envelope's Message")
    func paths() {
        let translation = translator.translate(PrisonFixture().with("version", 9).enveloped().item)
        #expect(translation.problems.map(\.path) == ["/Message/version"])
    }

    @Test("a message id is salvaged from an envelope that is no JSON, unless it is unfit to travel")
    func salvage() {
        func salvaged(_ text: String) -> String? {
            translator.translate(PrisonFixture.item(Array(text.utf8))).correlationID
        }
        #expect(salvaged(#"{"Type":"Notification","MessageId" : "abc-1","Message":"{"#) == "abc-1")
        #expect(salvaged(#"{"MessageId":"abc"#) == nil)
        #expect(salvaged(#"{"MessageId":"a b"}{"#) == nil)
        #expect(salvaged(#"{"MessageId":12}{"#) == nil)
        #expect(salvaged("{\"MessageId\":\"" + String(repeating: "x", count: 200) + "\"}{") == nil)
    }

    // MARK: Privacy

    @Test("free text never travels and is never read out")
    func canary() {
        let canary = "Zebedee Canary"
        let fixture = PrisonFixture().withInformation("details", .string(canary)).with("description", .string(canary))
            .withInformation("probableCause", .string(canary)).withInformation("prisonId", .string(canary))
            .with("nonsense", .string(canary))
        let translation = translator.translate(fixture.enveloped(messageID: canary).item)
        #expect(translation.outcome == .translated)
        let encoded = translation.messages.map { String(decoding: $0.encoded(), as: UTF8.self) }.joined()
        #expect(!encoded.contains("Canary"))
        #expect(!translation.problems.map(\.json.encodedString).joined().contains("Canary"))
        #expect(!translator.read(fixture.withInformation("prisonId", "LEI").bare.item).encodedString.contains("Canary"))
    }

    // MARK: Hostile input

    @Test(
        "broken input is refused with a path, a rule and a remedy",
        arguments: [
            "", " ", "null", "[]", "\"text\"", "{", "{\"a\":1,}", "{\"Message\":5}", "{\"Message\":\"[]\"}",
            "{\"Message\":\"\"}",
            "{\"a\":1,\"a\":2}", "\u{FEFF}{}", "<xml/>", "{\"eventType\":5.5}",
        ])
    func brokenInput(text: String) {
        let translation = translator.translate(PrisonFixture.item(Array(text.utf8)))
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.allSatisfy { !$0.rule.isEmpty && !$0.remedy.isEmpty })
        #expect(!translation.problems.isEmpty)
        _ = translator.read(PrisonFixture.item(Array(text.utf8)))
    }

    @Test("UTF-16 and deep nesting are refused, inside the envelope too")
    func encodingAndNesting() {
        let wide = Array(PrisonFixture().bare.encodedString.utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let deep = String(repeating: "[", count: 100_000)
        for bytes in [wide, Array(deep.utf8), Array("{\"Message\":\"\(deep)\"}".utf8)] {
            #expect(translator.translate(PrisonFixture.item(bytes)).outcome == .rejected)
        }
    }

    @Test("every member turned into every kind of value is answered, never a crash")
    func wrongKinds() {
        let kinds: [JSONValue] = [
            .null, true, 7, .decimal("7.5"), "", "x", [], [[]], [:], .string(String(repeating: "y", count: 5_000)),
        ]
        let fixtures = [PrisonFixture(), PrisonFixture(PrisonFixture.received), PrisonFixture(PrisonFixture.merged)]
        for fixture in fixtures {
            for kind in kinds {
                for key in ["eventType", "version", "occurredAt", "personReference", "additionalInformation"] {
                    _ = translator.translate(fixture.with(key, kind).bare.item)
                }
                for key in ["nomsNumber", "removedNomsNumber", "reason", "nomisMovementReasonCode", "prisonId"] {
                    _ = translator.translate(fixture.withInformation(key, kind).bare.item)
                }
                for reference in [
                    ["identifiers": kind], ["identifiers": [kind]], ["identifiers": [["type": "NOMS", "value": kind]]],
                ] as [JSONValue] {
                    _ = translator.translate(fixture.with("personReference", reference).bare.item)
                }
            }
        }
    }

    @Test("whatever it translates, the contract accepts")
    func contract() throws {
        for code in ["CR", "DEC", "UAL", "HO", "DD"] {
            let translation = translate(PrisonFixture().withInformation("nomisMovementReasonCode", .string(code)))
            for message in translation.messages {
                #expect(try CanonicalMessage(try StrictJSON.parse(message.encoded())) == message)
            }
        }
    }
}

@testable import AgreementEngine
import CanonicalModel
import Formats
import Testing

/// Who covers an address, and who may publish what.
@Suite("Partnership directory") struct PartnershipDirectoryTests {
    private let leeds: PartnershipDirectory

    init() throws { leeds = try LeedsPolicy.directory() }

    @Test(
        "the team that names a postcode most exactly owns it",
        arguments: [
            ("LS6 3AB", "npt-headingley"), ("ls63ab", "npt-headingley"), (" Ls6  3aB ", "npt-headingley"),
            ("LS6 1AB", "npt-hyde-park"),
            ("LS61AB", "npt-hyde-park"), ("LS2 9JT", "npt-hyde-park"), ("LS2 7EW", "npt-city"), ("LS1 4DY", "npt-city"),
            ("LS17 5AA", "npt-outer-north"), ("LS16 6AA", "npt-outer-north"), ("LS14 6DD", "npt-outer-east"),
            ("LS9 7BB", "npt-inner-east"),
            ("LS11 5CC", "npt-inner-south"),
        ])
    func owner(postcode: String, team: String) { #expect(leeds.team(owning: postcode)?.id == team) }

    @Test(
        "an address nobody covers has no team",
        arguments: ["BD1 1AA", "LS28 7AA", "ZE1 0AA", "", "nowhere", "12 Any Street"])
    func nobody(postcode: String) { #expect(leeds.team(owning: postcode) == nil) }

    @Test(
        "half a postcode has a team only when no other team owns a part of it",
        arguments: [
            ("LS7", "npt-chapeltown"), ("LS6 3", "npt-headingley"), ("LS6 1", "npt-hyde-park"), ("LS6", nil),
            ("LS2", nil), ("LS", nil),
        ])
    func halfPostcodes(postcode: String, team: String?) { #expect(leeds.team(owning: postcode)?.id == team) }

    @Test("one team and every partner that covers the address have to know (NPT-01)") func everybody() {
        let ids = leeds.recipients(covering: "LS6 3AB").map(\.id)
        #expect(ids == ["npt-headingley", "probation-leeds", "prison-leeds", "yos-leeds", "disc-leeds"])
        #expect(leeds.recipients(covering: "LS28 7AA").map(\.id) == Array(ids.dropFirst()))
        #expect(leeds.recipients(covering: "BD1 1AA").isEmpty)
        #expect(leeds.recipients(covering: "no postcode").isEmpty)
    }

    @Test("every outcode from LS1 to LS17 has at most one team for a whole postcode, and all are covered")
    func wholeCity() {
        for number in 1...17 {
            let teams = leeds.recipients(covering: "LS\(number) 4AA").filter(\.isTeam)
            #expect(teams.count == 1, "LS\(number)")
        }
    }

    @Test("recipients are found by their id and never share a queue") func byID() {
        #expect(leeds.recipient("disc-leeds")?.purpose == "resettle")
        #expect(leeds.recipient("npt-nowhere") == nil)
        #expect(leeds.recipients.filter(\.isTeam).count >= 6)
        #expect(Set(leeds.recipients.map(\.queueSuffix)).count == leeds.recipients.count)
    }

    @Test(
        "an agency publishes its own facts from its own feeds and nothing else",
        arguments: [
            ("courts-adapter", "/courts/spi", MessageType.hearingResulted, true),
            ("courts-adapter", "/courts/spi", .warrantIssued, true),
            ("courts-adapter", "/courts/spi", .personDied, true),
            ("courts-adapter", "/courts/spi", .custodyReleased, false),
            ("courts-adapter", "/prison/x", .hearingResulted, false),
            ("courts-adapter", "/courts/", .hearingResulted, false),
            ("courts-adapter", "/courtsx", .hearingResulted, false),
            ("prison-adapter", "/prison/hmpps-domain-events", .custodyReleased, true),
            ("prison-adapter", "/prison/hmpps-domain-events", .personMerged, true),
            ("prison-adapter", "/prison/hmpps-domain-events", .selectionDecided, false),
            ("hub", "/hub/cli", .selectionDecided, true), ("hub", "/hub/cli", .personLinked, true),
            ("hub", "/hub/cli", .noticeAcknowledged, false),
            ("throughgate-console", "/throughgate/console", .noticeAcknowledged, true),
            ("throughgate-console", "/throughgate/console/x", .noticeAcknowledged, false),
            ("throughgate-console", "/throughgate/console", .selectionDecided, false),
            ("guest", "/courts/spi", .hearingResulted, false),
            ("", "/courts/spi", .hearingResulted, false),
        ])
    func publishing(user: String, source: String, type: MessageType, isAllowed: Bool) {
        #expect(leeds.mayPublish(user: user, source: source, type: type) == isAllowed)
    }

    @Test("a name without version allows its versions and not its neighbours") func typeNames() {
        let publisher = PartnershipDirectory.Publisher(
            user: "u", agency: "a", sources: ["/a/"], types: ["person.died"])
        func mayPublish(_ type: String) -> Bool { publisher.mayPublish(MessageType(rawValue: type), from: "/a/b") }
        #expect(mayPublish("person.died.v1") && mayPublish("person.died.v12"))
        #expect(!mayPublish("person.died") && !mayPublish("person.died.v") && !mayPublish("person.died.again.v1"))
    }

    @Test("the hub has an owner and another post as deputy (SEL-05, ISH-09, ROL-08)") func hub() {
        #expect(leeds.hub.owner.id != leeds.hub.deputy.id)
        #expect(leeds.hub.discloser == Discloser(party: "west-yorkshire-police", role: "iom-hub"))
    }

    @Test(
        "a mistake is refused under its rule, at its place",
        arguments: [
            (
                #"covers: ["LS7", "LS8"]"#, #"covers: ["LS7", "LS6"]"#, "directory.area-covered-twice",
                "/recipients/3/covers/1"
            ),
            (
                #"covers: ["LS7", "LS8"]"#, #"covers: ["LS7", "ls7"]"#, "directory.area-covered-twice",
                "/recipients/3/covers/1"
            ),
            (#"covers: ["LS7", "LS8"]"#, #"covers: ["LS7", "LS8x9"]"#, "policy.kind", "/recipients/3/covers/1"),
            (#"covers: ["LS7", "LS8"]"#, "covers: []", "policy.kind", "/recipients/3/covers"),
            (#"id: "npt-headingley""#, #"id: "npt-city""#, "policy.given-twice", "/recipients/1/id"),
            (#"id: "npt-headingley""#, #"id: "NPT Headingley""#, "policy.kind", "/recipients/1/id"),
            ("h2c8r5p0zjn6", "q7v3k9x2mtw4", "policy.given-twice", "/recipients/1/queue-suffix"),
            ("h2c8r5p0zjn6", "headingley", "policy.kind", "/recipients/1/queue-suffix"),
            (#"kind: "vcs""#, #"kind: "charity""#, "policy.unknown-word", "/recipients/12/kind"),
            (#""person.linked""#, #""person.liked""#, "directory.unknown-type", "/publishers/hub/may-publish/7"),
            (#""court.*""#, #""*""#, "directory.unknown-type", "/publishers/courts-adapter/may-publish/0"),
            (#"sources: ["/courts/"]"#, #"sources: ["/"]"#, "policy.kind", "/publishers/courts-adapter/sources/0"),
            (#"id: "iom-hub-coordinator""#, #"id: "iom-hub-sergeant""#, "policy.given-twice", "/hub/deputy"),
            (
                #"scheme: "leeds-hub""#, #"scheme: ["a", "b"]"#,
                "directory.one-scheme", "/scheme"
            ),
            (#"format: "iom-directory/1""#, #"format: "iom-agreement/1""#, "policy.kind", "/format"),
            (
                #"agency: "courts""#, "agency: \"courts\"\n    secret: \"x\"", "policy.unknown-key",
                "/publishers/courts-adapter/secret"
            ),
        ] as [(String, String, String, String)])
    func refuses(old: String, new: String, rule: String, pointer: String) throws {
        let yaml = try PolicyFile.text("Contracts/directory/leeds.yaml")
        try #require(yaml.contains(old))
        do throws(FormatError) {
            _ = try PartnershipDirectory(yaml: yaml.replacingFirst(old, with: new))
            Issue.record("It loaded.")
        } catch {
            #expect(error.rule == rule)
            #expect(error.path.hasSuffix(" " + pointer), "\(error.path)")
        }
    }
}

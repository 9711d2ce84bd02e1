import AgreementEngine
import CanonicalModel
import Formats
@testable import Routing
import Testing

/// The notices that the broker sends, judged by the JSON Schemas of Contracts/notices.
@Suite("Notices", .needsPython)
struct NoticesTests {
    @Test("A notice of every kind keeps its schema, with every field and with none")
    func keepTheirSchemas() throws {
        let notices = NoticeKind.allCases.flatMap {
            [notice($0, fields: Self.fields($0)), notice($0, fields: Self.least($0))]
        }
        let answer = try IndependentValidator.run(
            "emitted", notices.map { JSONValue.object($0.json(source: "/throughgate/core")).encoded() })
        #expect(answer.status == 0, "\(answer.complaints)")
    }

    private func notice(_ kind: NoticeKind, fields: [Notice.Field]) -> Notice {
        let now = BuiltMessages.recordedTime
        let id = Notice.id(spell: "spell", recipient: "npt-headingley", kind: kind, topic: .standing, revision: 2)
        return Notice(
            id: id, kind: kind, recipient: "npt-headingley", spell: "spell", topic: .standing, revision: 2,
            supersedes: fields.isEmpty ? nil : id, cause: "5f0e0001-7c1d-8a3e-9b42-6d1f0c000001", decidedAt: now,
            acknowledgeBy: fields.isEmpty ? nil : now.adding(seconds: 86_400), fields: fields)
    }

    /// What untells has to say so; everything else may wait to be fetched.
    private static func least(_ kind: NoticeKind) -> [Notice.Field] {
        kind.isUntelling ? fields(kind).filter { $0.name == "status" } : []
    }

    private static func fields(_ kind: NoticeKind) -> [Notice.Field] {
        let own: [(String, String)] =
            switch kind {
            case .selection:
                [
                    ("pnc", "2007/0318427X"), ("address", "14 Fictional Grove, Leeds, LS6 3VO"), ("status", "selected"),
                    ("cohort", "iom"), ("since", "2026-11-20"), ("rag", RAGRating.amber.rawValue),
                    ("custody", CustodyStatus.released.rawValue),
                ]
            case .deselection: [("status", "de-selected"), ("stopList", "visits, iom-flag")]
            case .stopVisits: [("status", "visits-stopped"), ("stopList", "visits")]
            case .ragEscalation, .ragReduction: 
                [("rag", "red"), ("triggerClass", "new-charge"), ("unconfirmed", "yes"), ("correction", "yes")]
            case .custody:
                [
                    ("custody", CustodyStatus.recalled.rawValue), ("date", "2026-11-20"), ("establishment", "LEI"),
                    ("recall", "yes"), ("address", "no fixed abode"),
                ]
            case .courtResult:
                [
                    ("cohort", "iom"), ("date", "2026-11-20"), ("court", "B13HT00"), ("resultClass", "bailed"),
                    ("resultCodes", "4027, 4028"), ("remand", "B"), ("nextHearing", "2026-12-04"),
                    ("nextCourt", "B13HT00"),
                ]
            case .recalled:
                [("status", "earlier-notice-withdrawn"), ("stopList", "use, copies"), ("scope", "dateOfBirth, name")]
            }
        return ([("name", "Zoë O'VERDUN-STÅHL"), ("dateOfBirth", "1984-02-29")] + own).map {
            Notice.Field(name: $0.0, value: $0.1)
        }
    }

    @Test("The schemas know every custody status, colour and class of result that a notice can carry")
    func wordsAreKnown() throws {
        let statuses = [
            CustodyStatus.inCustody, .recalled, .temporarilyAbsent, .inHospital, .released, .unlawfullyAtLarge,
            .removed,
        ].map { ("custody", $0.rawValue, NoticeKind.custody) }
        let classes = CourtResultCodes.Summary.allCases.map(\.rawValue) + ["warrant-issued", "warrant-withdrawn"]
        let results = classes.map { ("resultClass", $0, NoticeKind.courtResult) }
        let colours = RAGRating.allCases.map { ("rag", $0.rawValue, NoticeKind.ragEscalation) }
        let lines = (statuses + results + colours).map { name, value, kind in
            JSONValue.object(
                notice(kind, fields: [Notice.Field(name: name, value: value)]).json(source: "/throughgate/core"))
        }
        let answer = try IndependentValidator.run("emitted", lines.map { $0.encoded() })
        #expect(answer.status == 0, "\(answer.complaints)")
    }
}

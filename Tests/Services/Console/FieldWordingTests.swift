import CanonicalModel
import Testing

@testable import Console

@Suite("Fields in an officer's words")
struct FieldWordingTests {
    @Test(
        "A known field is labelled and its value made readable",
        arguments: [
            ("nextHearing", "2026-12-04", "Next hearing", "4 December 2026"), ("cohort", "iom", "Cohort", "IOM"),
            ("custody", "temporarily-absent", "Custody", "On temporary licence, still a prisoner"),
            ("resultClass", "warrant-issued", "Result", "Warrant issued"),
            ("stopList", "visits, iom-flag", "What stops", "Visits, IOM flag"), ("rag", "amber", "Risk", "Amber"),
            ("status", "cohort-changed", "What changed", "The cohort. The person stays on your list."),
        ])
    func known(name: String, value: String, label: String, text: String) {
        #expect(FieldWording.field(name: name, value: value) == InboxNotice.Field(label: label, value: text))
    }

    @Test("What is not a word of ours is left as it came", arguments: ["address", "pnc", "court", "establishment"])
    func untouched(name: String) {
        #expect(FieldWording.field(name: name, value: "flat-3, iom-lane")?.value == "flat-3, iom-lane")
    }

    @Test("A field that nobody knew of is shown by its own name rather than lost")
    func unknown() {
        #expect(
            FieldWording.field(name: "tagCurfewHours", value: "19-07")
                == .init(label: "Tag curfew hours", value: "19-07"))
    }

    @Test("The title's parts are not repeated", arguments: ["name", "dateOfBirth", "status"])
    func saidElsewhere(name: String) {
        #expect(FieldWording.field(name: name, value: "x") == nil)
    }

    @Test("A notice made from released fields finds its person, colour and custody")
    func notice() {
        let notice = InboxNotice(
            id: "n", kind: .custody, revision: 1, createdAt: BelievableDay.now,
            released: [("name", "Lee FENWICK"), ("dateOfBirth", "1987-12-05"), ("custody", "recalled"), ("rag", "red")])
        #expect(notice.personName == "Lee FENWICK")
        #expect(notice.dateOfBirth == CalendarDate("1987-12-05"))
        #expect(notice.custody == .recalled)
        #expect(notice.rating == .red)
        #expect(notice.fields.map(\.label) == ["Custody", "Risk"])
        #expect(notice.asks == NoticeWording(.custody, custody: .recalled).asks)
    }
}

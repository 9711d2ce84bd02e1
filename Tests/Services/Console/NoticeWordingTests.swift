import CanonicalModel
import Testing

@testable import Console

@Suite("What a notice says")
struct NoticeWordingTests {
    private static let every: [NoticeWording] =
        InboxNotice.Kind.allCases.flatMap { kind in
            ([nil] + RAGRating.allCases).flatMap { rating in
                ([nil] + CustodyWord.allCases).flatMap { custody in
                    [1, 2].map { NoticeWording(kind, revision: $0, rating: rating, custody: custody) }
                }
            }
        }

    @Test("Each kind has a title of its own, about the person")
    func titles() {
        let expected: [InboxNotice.Kind: String] = [
            .selection: "Selected for your list:", .deselection: "De-selected: stop visits to",
            .stopVisits: "Stop visits to",
            .ragEscalation: "Risk raised:", .ragReduction: "Risk lowered:", .custody: "Custody changed:",
            .courtResult: "Court result:", .recalled: "Withdrawn: disregard an earlier notice about",
        ]
        for kind in InboxNotice.Kind.allCases { #expect(NoticeWording(kind).title == expected[kind]) }
    }

    @Test("Whatever it is about, it means something and asks something, in whole sentences (NPT-02)")
    func wholeSentences() {
        for wording in NoticeWordingTests.every {
            #expect(wording.meaning.hasSuffix("."))
            #expect((1...4).contains(wording.asks.count))
            #expect(wording.asks.allSatisfy { $0.hasSuffix(".") && $0.first?.isUppercase == true && $0.count <= 120 })
        }
    }

    @Test("A selection asks for a flag, for visits agreed with the hub, and for intelligence to the hub")
    func selection() {
        let asks = NoticeWording(.selection, custody: .released).asks.joined(separator: " ")
        #expect(asks.contains("put the IOM flag"))
        #expect(asks.contains("agree with the IOM hub who visits, why and how often"))
        #expect(asks.contains("intelligence") && asks.contains("mark it for the IOM hub"))
    }

    @Test("A selection of somebody in custody asks for no visit", arguments: CustodyWord.allCases.filter(\.isHeld))
    func selectionInCustody(custody: CustodyWord) {
        #expect(
            NoticeWording(.selection, custody: custody).asks.contains {
                $0.hasPrefix("Make no visit while they are in custody.")
            })
    }

    @Test("A selection told again says that they are back")
    func selectionAgain() {
        #expect(NoticeWording(.selection, revision: 3).title == "Back on your list:")
    }

    @Test("A de-selection stops visits, withdraws the IOM flag alone, and sends intelligence to local policing (DES-06, NPT-02)")
    func deselection() {
        let asks = NoticeWording(.deselection).asks.joined(separator: " ")
        #expect(asks.contains("Stop IOM visits now"))
        #expect(
            asks.contains("Withdraw the IOM flag")
                && asks.contains("Withdraw nothing else: every safety marker and warning stays."))
        #expect(asks.contains("to local policing, not to the IOM hub"))
    }

    @Test("A de-selection gives no reason and says so in the same words every time")
    func deselectionIsAlwaysTheSame() {
        let all = RAGRating.allCases.flatMap { rating in
            CustodyWord.allCases.map { NoticeWording(.deselection, revision: 2, rating: rating, custody: $0) }
        }
        #expect(Set(all) == [NoticeWording(.deselection)])
        #expect(NoticeWording(.deselection).meaning.contains("never gives a reason"))
    }

    @Test("No notice but a de-selection withdraws a flag, and none a safety marker")
    func flags() {
        for kind in InboxNotice.Kind.allCases where kind != .deselection {
            #expect(!NoticeWording(kind).asks.contains { $0.contains("Withdraw") })
        }
        for ask in NoticeWordingTests.every.flatMap(\.asks) where ask.contains("safety marker") {
            #expect(
                ask.contains("stays") || ask.contains("as they are") || ask.contains("in place")
                    || ask.contains("read the safety"))
        }
    }

    @Test("Stop visits gives no reason and leaves the flag")
    func stopVisits() {
        let wording = NoticeWording(.stopVisits)
        #expect(wording.meaning.contains("never gives a reason"))
        #expect(wording.asks.contains("Leave the IOM flag and every safety marker as they are."))
    }

    @Test("A colour names itself and never authorises a visit by itself")
    func colours() {
        #expect(NoticeWording(.ragEscalation, rating: .red).title == "Risk raised to red:")
        #expect(NoticeWording(.ragEscalation, rating: .red).asks.contains { $0.contains("no ground for a visit") })
        #expect(NoticeWording(.ragEscalation, rating: .amber).title == "Risk raised to amber:")
        // The first colour told is an escalation to the broker, also when it is green.
        #expect(NoticeWording(.ragEscalation, rating: .green).title == "Risk set to green:")
        #expect(NoticeWording(.ragReduction, rating: .green).title == "Risk lowered to green:")
    }

    @Test(
        "Going in, however it came about, stops visits and leaves the flag",
        arguments: [CustodyWord.inCustody, .recalled, .inHospital])
    func intoCustody(custody: CustodyWord) {
        let wording = NoticeWording(.custody, custody: custody)
        #expect(wording.title.hasSuffix("stop visits to"))
        #expect(wording.asks.contains { $0.hasPrefix("Stop IOM visits now") })
        #expect(wording.asks.contains { $0.hasPrefix("Leave the IOM flag") })
    }

    @Test("A release, a temporary licence, an absconder and a removal each say what they are")
    func outOfCustody() {
        func title(_ custody: CustodyWord) -> String { NoticeWording(.custody, custody: custody).title }
        #expect(title(.released) == "Released from prison:")
        #expect(title(.temporarilyAbsent) == "Out on temporary licence:")
        #expect(title(.unlawfullyAtLarge) == "Unlawfully at large:")
        #expect(title(.removed) == "Removed from the country: stop visits to")
        #expect(title(.recalled) == "Recalled to prison: stop visits to")
    }

    @Test("A corrected court result says that it is one")
    func correction() {
        #expect(NoticeWording(.courtResult, revision: 2).title == "Corrected court result:")
        #expect(NoticeWording(.courtResult, revision: 2).meaning.contains("Only what is below still counts"))
    }

    @Test("A withdrawn notice asks to undo what was done")
    func recalled() {
        let asks = NoticeWording(.recalled).asks.joined(separator: " ")
        #expect(asks.contains("Do not act on the earlier notice"))
        #expect(asks.contains("tell the IOM hub today what was done"))
    }

    @Test("A notice that ends the use of something says what, asks for its erasure, and gives no reason")
    func stopUse() {
        let released = [
            ("name", "Alex EXAMPLE"), ("status", "earlier-notice-withdrawn"), ("stopList", "use, copies"),
            ("scope", "dateOfBirth, since"),
        ]
        let notice = InboxNotice(
            id: "n", kind: .recalled, revision: 2, createdAt: Timestamp(microseconds: 0),
            released: released.map { (name: $0.0, value: $0.1) })
        let wording = NoticeWording(notice)
        #expect(wording.title == "Stop using what an earlier notice gave about")
        #expect(wording.asks.contains { $0.contains("Erase every copy") })
        #expect(notice.fields.contains { $0.label == "What may not be used" && $0.value.hasPrefix("date of birth") })
        let wrong = InboxNotice(
            id: "n", kind: .recalled, revision: 2, createdAt: Timestamp(microseconds: 0),
            released: [(name: "status", value: "earlier-notice-withdrawn")])
        #expect(NoticeWording(wrong) == NoticeWording(.recalled))
    }
}

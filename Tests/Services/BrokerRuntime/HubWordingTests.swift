@testable import BrokerRuntime
import CanonicalModel
import Testing

@Suite("The hub's words")
struct HubWordingTests {
    @Test(
        "An agency without a name is called as people call it",
        arguments: [
            ("west-yorkshire-probation", "West Yorkshire Probation"), ("hm-prison-service", "HM Prison Service"),
            ("leeds-yos", "Leeds YOS"), ("disc", "DISC"), ("g4s-monitoring", "G4S Monitoring"),
            ("office-of-the-police-and-crime-commissioner", "Office of the Police and Crime Commissioner"),
        ])
    func agencies(id: String, name: String) { #expect(AgencyWords.words(id) == name) }

    @Test(
        "A sentence's days are written as people write them, and nothing else changes",
        arguments: [
            ("It comes off on 2028-05-06.", "It comes off on 6 May 2028."), ("Nothing to write.", "Nothing to write."),
            ("On 2026-02-30, no such day.", "On 2026-02-30, no such day."), ("2026-11-21", "21 November 2026"),
        ])
    func days(sentence: String, written: String) { #expect(EnglishDay.inEnglish(sentence) == written) }

    @Test(
        "A time is London's, in winter and in summer",
        arguments: [
            ("2026-11-20T13:40:00Z", "20 November 2026 at 13:40"), ("2026-07-20T23:05:00Z", "21 July 2026 at 00:05"),
        ])
    func times(instant: String, written: String) throws {
        #expect(EnglishDay.time(try #require(Timestamp(instant))) == written)
    }
}

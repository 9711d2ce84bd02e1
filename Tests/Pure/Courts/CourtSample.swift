import CanonicalModel
import CourtsTranslation
import Formats
import Testing

/// A court item whose parts a test can change one at a time; everybody in it is invented.
struct CourtSample {
    enum Envelope { case deliverRequest, routeData, escapedTwice, inline, bare }

    var envelope = Envelope.deliverRequest
    var correlationID = "CID-1"
    var court = "B99QQ01"
    var date = "2026-02-10"
    var time: String? = "10:05:00"
    var ptiurn = "99QQ0000126"
    var asn = "2699QQ0000000000126W"
    var name =
        "<PersonTitle>Mr</PersonTitle><PersonGivenName1>Testan</PersonGivenName1><PersonFamilyName>EXAMPLE</PersonFamilyName>"
    var birthDate: String? = "1991-04-30"
    var gender = "1"
    var pnc: String? = "20090000126Y"
    var bailConditions = ""
    var bailStatus = "U"
    var address =
        "<SimpleAddress><AddressLine1>1 Nowhere Lane</AddressLine1><AddressLine2>ZZ1 1ZZ</AddressLine2></SimpleAddress>"
    var offences = [Self.offence()]
    /// Replaces the whole `Defendant`.
    var defendant: String?
    /// Replaces everything below `Session`'s `CourtHearing`.
    var cases: String?

    static func offence(
        sequence: String = "001", code: String? = "TH68010", start: String = "2026-01-03", plea: String = "2",
        finding: String? = "G", results: [String] = [result("1015")]
    ) -> String {
        """
        <Offence><BaseOffenceDetails><OffenceSequenceNumber>\(sequence)</OffenceSequenceNumber>
        \(element("OffenceCode", code))<OffenceWording>words</OffenceWording>
        <OffenceTiming><OffenceStart><OffenceDateStartDate>\(start)</OffenceDateStartDate></OffenceStart></OffenceTiming>
        </BaseOffenceDetails><Plea>\(plea)</Plea><FinalDisposalIndicator>Y</FinalDisposalIndicator>
        \(element("Finding", finding))\(results.joined())</Offence>
        """
    }

    static func result(_ code: String?, _ rest: String = "") -> String {
        "<Result>\(element("ResultCode", code))<ResultText>text</ResultText>\(rest)</Result>"
    }

    static func element(_ name: String, _ text: String?) -> String { text.map { "<\(name)>\($0)</\(name)>" } ?? "" }
}

extension CourtSample: CustomTestStringConvertible {
    var testDescription: String { "\(envelope) \(correlationID.prefix(8)) \(date) of \(document.utf8.count) bytes" }
}

extension CourtSample {
    private var person: String {
        """
        <Defendant><ProsecutorReference>\(asn)</ProsecutorReference><CourtIndividualDefendant><PersonDefendant>
        <BasePersonDetails><PersonName>\(name)</PersonName>\(Self.element("Birthdate", birthDate))
        <Gender>\(gender)</Gender></BasePersonDetails>\(Self.element("PNCidentifier", pnc))
        <BailConditions>\(bailConditions)</BailConditions></PersonDefendant><BailStatus>\(bailStatus)</BailStatus>
        <Address>\(address)</Address><PresentAtHearing>Y</PresentAtHearing></CourtIndividualDefendant>
        \(offences.joined())</Defendant>
        """
    }

    var message: String {
        """
        <ResultedCaseMessage xmlns="http://www.dca.gov.uk/xmlschemas/libra"><Session><CourtHearing><Hearing>
        <CourtHearingLocation>\(court)</CourtHearingLocation><DateOfHearing>\(date)</DateOfHearing>
        \(Self.element("TimeOfHearing", time))</Hearing><PSAcode>9901</PSAcode></CourtHearing>
        \(cases ?? "<Case><PTIURN>\(ptiurn)</PTIURN>\(defendant ?? person)</Case>")
        </Session></ResultedCaseMessage>
        """
    }

    var document: String {
        switch envelope {
        case .deliverRequest:
            "<DeliverRequest><MessageIdentifier>\(correlationID)</MessageIdentifier><Message>\(message)</Message></DeliverRequest>"
        case .routeData: routeData(Self.escaped(message))
        case .escapedTwice: routeData(Self.escaped(Self.escaped(message)))
        case .inline: routeData(message)
        case .bare: message
        }
    }

    private func routeData(_ content: String) -> String {
        """
        <!-- sample --><RouteData><RequestFromSystem><CorrelationID>
        \(correlationID)
        </CorrelationID></RequestFromSystem><DataStream><DataStreamType>SPIResults</DataStreamType>
        <DataStreamContent>
          \(content)
        </DataStreamContent></DataStream></RouteData>
        """
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

extension CourtSample {
    var item: IntakeItem { Self.item(Array(document.utf8)) }

    var translation: Translation { CourtsTranslator().translate(item) }

    /// The result of the first message.
    var hearing: HearingResult? {
        guard case .hearingResulted(let result)? = translation.messages.first?.fact else { return nil }
        return result
    }

    static func item(_ bytes: [UInt8], name: String = "item.xml") -> IntakeItem {
        IntakeItem(id: "sample", name: name, bytes: bytes, receivedTime: Timestamp(microseconds: 1_795_168_800_000_000))
    }
}

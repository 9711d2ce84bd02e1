import Testing

@testable import CourtsTranslation

@Suite struct SPIRecoveryTests {
    @Test(arguments: [
        ("<CorrelationID>abc</CorrelationID>", "abc", nil), ("<m:MessageIdentifier a='1'> abc <", "abc", nil),
        ("<x><PTIURN>01ZD</", nil, "01ZD"), ("&lt;DC:PTIURN&gt;01ZD&lt;/DC:PTIURN&gt;", nil, "01ZD"),
        ("&amp;lt;PTIURN&amp;gt;\n 01ZD\n&amp;lt;", nil, "01ZD"), ("</PTIURN>01ZD<", nil, nil),
        ("PTIURN>01ZD<", nil, nil),
        ("<PTIURN></PTIURN><PTIURN>01ZD<", nil, "01ZD"), ("<PTIURN", nil, nil), ("<PTIURN>\u{7F}é<", nil, nil),
        ("", nil, nil),
        ("<NotPTIURN>1<", nil, nil),
    ])
    func findsWhatAReceiptNeeds(text: String, correlationID: String?, ptiurn: String?) {
        let found = SPIRecovery.scan(Array(text.utf8))
        #expect(found.correlationID == correlationID)
        #expect(found.ptiurn == ptiurn)
    }

    @Test func refusesAnEndlessValue() {
        #expect(SPIRecovery.scan(Array("<PTIURN>\(String(repeating: "1", count: 129))<".utf8)).ptiurn == nil)
    }
}

import AgreementEngine
import Testing

/// Postcodes are compared part by part.
@Suite("Postcode area") struct PostcodeAreaTests {
    @Test(
        "any spacing and case of a postcode is one postcode",
        arguments: [
            ("LS6 3AB", "LS6 3AB"), ("ls63ab", "LS6 3AB"), (" l s6 3ab", nil), ("LS6  3AB", "LS6 3AB"),
            ("M11AA", "M1 1AA"),
            ("EC1A1BB", "EC1A 1BB"), ("W1A 0AX", "W1A 0AX"), ("LS6", "LS6"), ("ls6 3", "LS6 3"), ("LS", "LS"),
            ("LS63", "LS63"),
            ("LS6 3A", nil), ("LS6 AB3", nil), ("6LS 3AB", nil), ("LSX 3AB", nil), ("LS 3AB", nil), ("LS6-3AB", nil),
            ("", nil),
            ("LEEDS", nil), ("LS6 3AB 4", nil), ("LS６ 3AB", nil),
        ])
    func reads(text: String, expected: String?) { #expect(PostcodeArea(text)?.description == expected) }
}

import Testing

@testable import AdapterKit

/// Who sends, from what is shown.
@Suite struct ClientRegistryTests {
    static let registry = ClientRegistry(clients: [
        ItemClient(name: "a", tokenHashes: [SHA256Text.bytes("old-token"), SHA256Text.bytes("new-token")]),
        ItemClient(name: "b", tokenHashes: [SHA256Text.bytes("b-token")], certificateHashes: [SHA256Text.bytes("DER")]),
        ItemClient(name: "c"),
    ])

    @Test(
        "a token is its client's, the older and the newer while one replaces the other",
        arguments: [
            ("Bearer old-token", "a"), ("bearer new-token", "a"), ("BEARER b-token", "b"), ("Bearer b-token ", nil),
            ("Bearer  b-token", nil), ("Bearer b-toke", nil), ("b-token", nil), ("", nil), ("Bearer \u{0}", nil),
        ] as [(String, String?)])
    func tokens(authorization: String, name: String?) {
        #expect(Self.registry.client(authorization: authorization)?.name == name)
    }

    @Test("a certificate is its client's by its own hash, and nobody's by another")
    func certificates() {
        #expect(Self.registry.client(certificateDER: Array("DER".utf8))?.name == "b")
        #expect(Self.registry.client(certificateDER: Array("DEQ".utf8)) == nil)
        #expect(Self.registry.client(certificateDER: []) == nil)
    }

    @Test("the turnstile bounds requests and bytes, and lets a body near the limit pass alone")
    func turnstile() {
        let turnstile = Turnstile(maxRequests: 2, maxBytes: 100)
        #expect(turnstile.enter(bytes: 1_000))
        #expect(!turnstile.enter(bytes: 1))
        turnstile.leave(bytes: 1_000)
        #expect(turnstile.enter(bytes: 60))
        #expect(!turnstile.enter(bytes: 41))
        #expect(turnstile.enter(bytes: 40))
        #expect(!turnstile.enter(bytes: 0))
    }
}

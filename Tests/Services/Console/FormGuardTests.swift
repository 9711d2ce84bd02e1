import Testing

@testable import Console

@Suite("A form's token")
struct FormGuardTests {
    private let forms = FormGuard()

    @Test("The token made for a browser is accepted from that browser")
    func accepted() throws {
        let cookie = forms.newCookie()
        let token = try #require(forms.token(for: cookie))
        #expect(forms.accepts(token: token, cookie: cookie))
    }

    @Test("It is refused from another browser, from none, and when a digit differs")
    func refused() throws {
        let cookie = forms.newCookie()
        let token = try #require(forms.token(for: cookie))
        #expect(!forms.accepts(token: token, cookie: forms.newCookie()))
        #expect(!forms.accepts(token: token, cookie: nil))
        let last = token.last == "0" ? "1" : "0"
        #expect(!forms.accepts(token: token.dropLast() + last, cookie: cookie))
        #expect(!forms.accepts(token: "", cookie: cookie))
    }

    @Test("A cookie that another process signed, or nobody, is not one of ours")
    func planted() {
        #expect(forms.token(for: FormGuard().newCookie()) == nil)
        #expect(forms.token(for: "0123456789abcdef.0123456789abcdef") == nil)
        #expect(forms.token(for: "") == nil)
        #expect(forms.token(for: ".") == nil)
    }

    @Test("The cookie's own signature is no token")
    func purposes() throws {
        let cookie = forms.newCookie()
        let signature = try #require(cookie.split(separator: ".").last)
        #expect(!forms.accepts(token: String(signature), cookie: cookie))
    }
}

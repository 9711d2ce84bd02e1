import Formats
import Testing

@Suite("XML element") struct XMLElementTests {
    private let root: XMLElement

    init() throws {
        root = try StrictXML.parse(
            Array(
                """
                <d:Session xmlns:d="urn:court" xmlns:x="urn:other" Flow="in" x:Flow="out" x:Only="yes">
                  <d:Case><d:PTIURN> 01ZD1600008\t</d:PTIURN><d:Empty/></d:Case>
                  <d:Case>
                    <x:Defendant><d:Name>A</d:Name><d:Offence>1</d:Offence></x:Defendant>
                    <Defendant><d:Offence>2</d:Offence><d:Offence>3</d:Offence></Defendant>
                  </d:Case>
                  <d:Offence>4</d:Offence>
                </d:Session>
                """.utf8))
    }

    @Test("finds children by local name whatever their prefix")
    func children() {
        #expect(root.all("Case").count == 2)
        #expect(root.all("Case").last?.all("Defendant").map(\.namespace) == ["urn:other", nil])
        #expect(root.first("Case")?.first("PTIURN")?.localName == "PTIURN")
        #expect(root.first("Defendant") == nil)
        #expect(root.all("Nothing").isEmpty)
    }

    @Test("tells an empty child from an absent one and trims what it returns")
    func texts() {
        let first = root.first("Case")
        #expect(first?.text(of: "PTIURN") == "01ZD1600008")
        #expect(first?.first("PTIURN")?.text == " 01ZD1600008\t")
        #expect(first?.text(of: "Empty") == "")
        #expect(first?.text(of: "Absent") == nil)
    }

    @Test("follows a path past branches that lack a later step")
    func paths() {
        #expect(root.text(at: "Case", "Defendant", "Name") == "A")
        #expect(root.first(at: "Case", "Defendant", "Offence")?.text == "1")
        #expect(root.all(at: "Case", "Defendant", "Offence").map(\.text) == ["1", "2", "3"])
        #expect(root.first(at: "Case", "Nothing") == nil)
        #expect(root.text(at: "Case", "Empty") == "")
    }

    @Test("finds descendants at any depth in document order")
    func descendants() {
        #expect(root.descendants("Offence").map(\.text) == ["1", "2", "3", "4"])
        #expect(root.descendants("Session").isEmpty)
    }

    @Test("prefers the attribute without a namespace")
    func attributes() {
        #expect(root.attribute("Flow") == "in")
        #expect(root.attribute("Only") == "yes")
        #expect(root.attribute("d") == nil)
        #expect(root.attributes.count == 3)
        #expect(root.attributes.first == XMLAttribute(localName: "Flow", value: "in"))
    }

    @Test("knows its own path, with a position from the second of a name on")
    func ownPath() {
        #expect(root.path == "/Session")
        #expect(
            root.descendants("Offence").map(\.path) == [
                "/Session/Case[2]/Defendant/Offence", "/Session/Case[2]/Defendant[2]/Offence",
                "/Session/Case[2]/Defendant[2]/Offence[2]", "/Session/Offence",
            ])
    }
}

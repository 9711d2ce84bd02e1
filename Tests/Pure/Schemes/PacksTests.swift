import AgreementEngine
import Formats
import Foundation
import SchemeEngine
import Testing

@Suite("Scheme packs")
struct PacksTests {
    static func packs() throws -> [String] { try SchemeFolder.packFiles() }

    @Test("every shipped pack loads, under the name of its file", arguments: try packs())
    func loads(name: String) throws {
        #expect(try SchemeFolder.pack(name).id + ".yaml" == name)
    }

    @Test("every role of a pack is held by a party of the agreement that it works under", arguments: try packs())
    func roles(name: String) throws {
        let pack = try SchemeFolder.pack(name)
        let agreement = try #require(try SchemeFolder.agreement(pack.agreement), "\(pack.agreement)")
        #expect(pack.roles.allSatisfy { agreement.parties[$0.party] != nil }, "\(pack.roles.map(\.party))")
    }

    @Test("where an agreement declares schemes, its packs are these, by the same names")
    func names() throws {
        let packs = try Self.packs().map { try SchemeFolder.pack($0) }
        var declared = 0
        for agreement in Set(packs.map(\.agreement)).sorted() {
            let schemes = try #require(try SchemeFolder.agreement(agreement)).schemes.keys
            guard !schemes.isEmpty else { continue }
            declared += schemes.count
            #expect(packs.filter { $0.agreement == agreement }.map(\.id).sorted() == schemes.sorted(), "\(agreement)")
        }
        #expect(declared >= 4, "Cleveland declares four")
    }

    @Test("every agreement has an owner among its parties, whatever flows under it (ISH-19, ROL-01)")
    func owners() throws {
        for file in try SchemeFolder.agreementFiles() {
            let agreement = try Agreement(yaml: try SchemeFolder.bytes("../agreements/" + file))
            #expect(agreement.parties[agreement.owner] != nil, "\(file): \(agreement.owner)")
        }
    }

    @Test(
        "every ladder of a pack ends at a lead officer above the hub, and no rung is skipped (ROL-09, ROL-10)",
        arguments: try packs())
    func ladder(name: String) throws {
        let roles = try SchemeFolder.pack(name).roles
        let hub = try #require(roles.first { $0.id == "hub-coordinator" })
        let above = try #require(roles.first { $0.id == hub.supervisor }, "who supervises the hub is a role")
        #expect(above.supervisor == "lead-officer" && hub.deputy != above.id)
    }

    @Test(
        "roles that would leave a task to one person are refused where they stand (SEL-05, ROL-08)",
        arguments: [
            ("deputy: \"hub-sergeant\"", "deputy: \"hub-coordinator\"", "scheme.role-alone"),
            ("supervisor: \"hub-inspector\"", "supervisor: \"hub-sergeant\"", "scheme.role-alone"),
            ("id: \"hub-sergeant\"", "id: \"hub-coordinator\"", "scheme.role-twice"),
        ])
    func alone(before: String, after: String, rule: String) throws {
        let text = String(decoding: try SchemeFolder.bytes("cleveland-hartlepool.yaml"), as: UTF8.self)
        let changed = text.replacing(before, with: after, maxReplacements: 1)
        try #require(changed != text)
        let error = #expect(throws: FormatError.self) { try SchemePack(yaml: Array(changed.utf8)) }
        #expect(error?.rule == rule && error?.path.hasPrefix("line 1") == true, "\(error?.path ?? "")")
    }
}

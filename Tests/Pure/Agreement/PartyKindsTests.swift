import AgreementEngine
import Testing

/// Who sits at the table (HMIP, IOM standards): police and probation at its core, whoever helps with housing and substance
/// misuse around it.
@Suite("Kinds of party")
struct PartyKindsTests {
    private static let wider: Set<PartyKind> = [.localAuthority, .treatment, .vcs]

    @Test(
        "Every agreement has police and probation at its core and a wider partner for housing or substance misuse (ROL-04)",
        arguments: ShippedAgreement.names())
    func kinds(_ name: String) throws {
        let agreement = try ShippedAgreement(name).agreement
        let kinds = Set(agreement.parties.values.map(\.kind))
        #expect(kinds.isSuperset(of: [.police, .probation]), "\(name) lacks a core agency: it has \(kinds)")
        #expect(!kinds.isDisjoint(with: Self.wider), "\(name) has no wider partner: it has \(kinds)")
    }

    @Test("The national probation service and a rehabilitation company are two parties of one kind (ROL-04)")
    func twoOfOneKind() throws {
        let parties = try ShippedAgreement("devon-cornwall-dorset").agreement.parties
        let probation = parties.filter { $0.value.kind == .probation }
        #expect(probation.keys.sorted() == ["national-probation-service", "rehabilitation-company"])
    }
}

import CanonicalModel

/// What a NOMIS movement reason code means of an admission (feeds.md 1.2).
enum AdmissionCode {
    static let table: [(codes: [String], meaning: ReceptionReason.Meaning)] = [
        // Transfers that NOMIS books as admissions.
        (["INT", "TRNCRT", "TRNTAP"], .init(kind: .transferred)),
        // Licence revoked, HDC recall, DTO recall, and the fixtures' 24.
        (["L", "B", "Y", "24"], .init(kind: .received, admission: .recall)),
        // Unconvicted remand.
        (["N"], .init(kind: .received, admission: .remand)),
    ]

    /// What an admission with any other code is.
    static let ordinary = ReceptionReason.Meaning(kind: .received, admission: .other)

    /// The meaning of a code; nil when no row holds it.
    static func meaning(_ code: String) -> ReceptionReason.Meaning? { table.first { $0.codes.contains(code) }?.meaning }
}

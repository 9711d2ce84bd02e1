import Console

/// The words of consent as the hub's forms offer them (agreement reference 5.2): no wildcard over recipients, and a broader
/// category never implies health or substance.
enum ConsentWords {
    static let categories = [
        HubChoice("engagement.*", "Engagement and compliance"), HubChoice("plan.*", "The plan"),
        HubChoice("housing.*", "Housing"), HubChoice("substance.*", "Substance use"), HubChoice("health.*", "Health"),
        HubChoice("family.*", "Family"),
    ]
    static let purposes = [
        HubChoice("manage-offender", "To manage the offender"), HubChoice("resettle", "To resettle"),
        HubChoice("reassure-public", "To reassure the public"), HubChoice("evaluate", "To evaluate the scheme"),
    ]
    static let recipients = [
        HubChoice("vcs", "Voluntary organisations"), HubChoice("housing", "Housing providers"),
        HubChoice("treatment", "Treatment services"), HubChoice("ward-councillor", "The ward councillor"),
        HubChoice("criminal-justice", "Criminal justice agencies"), HubChoice("researcher", "Researchers"),
    ]

    /// "Engagement and compliance, to resettle, with voluntary organisations".
    static func scope(_ covers: String, _ purpose: String, _ with: String) -> String {
        func words(_ code: String, _ list: [HubChoice]) -> String { list.first { $0.code == code }?.words ?? code }
        func inner(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
        return [
            words(covers, categories), inner(words(purpose, purposes)), "with " + inner(words(with, recipients)),
        ].joined(separator: ", ")
    }
}

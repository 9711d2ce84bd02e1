import AdapterKit
import PartnersTranslation

/// The partners adapter: what youth offending, treatment, monitoring and voluntary services send in, canonical messages out.
@main
enum PartnersAdapter: AdapterProduct {
    static let commandName = "partners-adapter"
    static let agency = "partners"
    static func makeTranslator() -> PartnersTranslator { PartnersTranslator() }
}

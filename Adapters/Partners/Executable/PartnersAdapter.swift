import AdapterKit
import CanonicalModel
import PartnersTranslation

/// The partners adapter: what youth offending, treatment, monitoring and voluntary services send in, canonical messages out.
@main
enum PartnersAdapter: AdapterProduct {
    static let commandName = "partners-adapter"
    static let agency = "partners"
    /// Its layout has words of its own and no code of any table.
    static func makeTranslator(_ standingData: StandingData) -> PartnersTranslator { PartnersTranslator() }
}

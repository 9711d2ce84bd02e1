import AdapterKit
import CanonicalModel
import PoliceTranslation

/// The police adapter: IDIOM downloads, custody events and intelligence in, canonical messages out.
@main
enum PoliceAdapter: AdapterProduct {
    static let commandName = "police-adapter"
    static let agency = "police"
    static func makeTranslator(_ standingData: StandingData) -> PoliceTranslator { PoliceTranslator(standingData) }
}

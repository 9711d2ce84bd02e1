import AdapterKit
import CanonicalModel
import CourtsTranslation

/// The courts adapter: results, hearings and lists in, canonical messages out.
@main
enum CourtsAdapter: AdapterProduct {
    static let commandName = "courts-adapter"
    static let agency = "courts"
    static func makeTranslator(_ standingData: StandingData) -> CourtsTranslator { CourtsTranslator(standingData) }
}

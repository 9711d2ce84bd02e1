import AdapterKit
import CanonicalModel
import Formats
import PrisonTranslation

/// The prison adapter: HMPPS domain events in, canonical messages out.
@main
enum PrisonAdapter: AdapterProduct {
    static let commandName = "prison-adapter"
    static let agency = "prison"
    static func makeTranslator(_ standingData: StandingData) throws(FormatError) -> PrisonTranslator {
        try PrisonTranslator(standingData)
    }
}

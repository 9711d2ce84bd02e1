import AdapterKit
import PrisonTranslation

/// The prison adapter: HMPPS domain events in, canonical messages out.
@main
enum PrisonAdapter: AdapterProduct {
    static let commandName = "prison-adapter"
    static let agency = "prison"
    static func makeTranslator() -> PrisonTranslator { PrisonTranslator() }
}

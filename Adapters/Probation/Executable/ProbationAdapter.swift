import AdapterKit
import CanonicalModel
import Foundation
import Formats
import ProbationTranslation

/// The probation adapter: HMPPS domain events and OASys documents in, canonical messages out.
@main
enum ProbationAdapter: AdapterProduct {
    static let commandName = "probation-adapter"
    static let agency = "probation"
    static func makeTranslator(_ standingData: StandingData) throws(FormatError) -> ProbationTranslator {
        try ProbationTranslator(settings, standingData)
    }

    /// A setting that cannot be read stops the program: to start without it would drop "IOM red" in silence.
    private static let settings: ProbationSettings = {
        do throws(FormatError) {
            return try ProbationSettings(environment: ProcessInfo.processInfo.environment)
        } catch {
            FileHandle.standardError.write(Data("\(error.path): \(error.message) \(error.remedy)\n".utf8))
            exit(78)  // EX_CONFIG
        }
    }()
}

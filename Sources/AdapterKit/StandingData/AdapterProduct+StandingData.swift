import CanonicalModel
import Formats

extension AdapterProduct {
    /// The translator that judges by a folder's code tables too.
    ///
    /// - Parameter folder: the folder; nil for the tables that ship.
    /// - Throws: what is wrong with the folder, in the words of a configuration's problem.
    static func translator(standingData folder: String?) throws(ConfigurationProblem) -> Translator {
        do throws(FormatError) {
            return try makeTranslator(try folder.map(StandingDataFolder.content)?.data ?? .builtIn)
        } catch {
            throw ConfigurationProblem(standingData: error)
        }
    }
}

extension StandingDataFolder {
    fileprivate static func content(_ path: String) throws(FormatError) -> Content {
        try StandingDataFolder(path: path).load()
    }
}

extension ConfigurationProblem {
    /// What is wrong with a folder of code tables.
    init(standingData error: FormatError) {
        let place = error.path.isEmpty ? "" : error.path + ": "
        self.init(
            line: nil, key: "standingData", rule: error.rule, message: place + error.message, remedy: error.remedy)
    }
}

import ArgumentParser
public import CanonicalModel
public import Formats

/// What makes one agency's adapter: its name, its agency and its translator.
///
/// Everything else is shared.
///
/// An executable is a type that conforms and bears `@main`:
///
/// ```swift
/// @main
/// enum CourtsAdapter: AdapterProduct {
///     static let commandName = "courts-adapter"
///     static let agency = "courts"
///     static func makeTranslator(_ standingData: StandingData) -> CourtsTranslator { CourtsTranslator(standingData) }
/// }
/// ```
public protocol AdapterProduct: Sendable {
    /// Translates the agency's items.
    associatedtype Translator: MessageTranslator
    /// The program's name.
    static var commandName: String { get }
    /// The agency, the first part of its sources and the last of its exchange.
    static var agency: String { get }
    /// Makes the translator.
    ///
    /// - Parameter standingData: the codes that are known: what ships, and what the installation's folder adds.
    /// - Throws: when the folder contradicts a table that ships.
    static func makeTranslator(_ standingData: StandingData) throws(FormatError) -> Translator
}

extension AdapterProduct {
    /// Runs the program.
    public static func main() async { await AdapterCommand<Self>.main() }
}

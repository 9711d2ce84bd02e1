public import CanonicalModel
public import Formats

/// Translates what courts send, in every format they send it in, into canonical messages.
///
/// Codes and dates travel; offence wording, result text, bail conditions and reasons do not, because they name victims
/// and other people (court-results.md 1.3, "Do not carry"). Which format an item is in, its content alone decides.
public struct CourtsTranslator: MessageTranslator {
    /// The first of the feeds, SPI results.
    public let source = SPITranslation.source

    /// Every feed, one a format.
    public let sources: Set<String> = [
        SPITranslation.source, AnnotatedOutcomeTranslation.source, CommonPlatformTranslation.source,
        LibraCaseTranslation.source,
    ]

    private let standingData: StandingData

    /// Creates a translator.
    ///
    /// - Parameter standingData: the result codes and courts that are known.
    public init(_ standingData: StandingData = .builtIn) { self.standingData = standingData }

    /// Translates an item.
    ///
    /// - Parameter item: one document: SPI result, annotated hearing outcome, Common Platform hearing, Libra list or case.
    /// - Returns: `court.hearing.resulted`, `.listed` or `.cancelled` for every person, with `court.warrant.issued`,
    ///   `court.warrant.withdrawn` and `person.died` where result codes say so; or why there is none of them.
    public func translate(_ item: IntakeItem) -> Translation {
        CourtJSON.isJSON(item.bytes)
            ? CourtJSON.translate(item, standingData) : CourtXML.translate(item, standingData)
    }

    /// What was read from an item, in the words of the feed and before any judgement.
    public func read(_ item: IntakeItem) -> JSONValue {
        CourtJSON.isJSON(item.bytes) ? CourtJSON.read(item.bytes) : CourtXML.read(item.bytes)
    }
}

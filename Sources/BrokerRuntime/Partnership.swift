public import AgreementEngine
import Foundation

/// The policy a partnership edits: its agreement and its directory.
public struct Partnership: Sendable {
    /// The information-sharing agreement.
    public let agreement: Agreement
    /// Recipients, areas and publishing users.
    public let directory: PartnershipDirectory

    /// Reads both files.
    ///
    /// - Throws: a `FormatError` naming line, rule and remedy, or what the file system said.
    public init(agreementFile: String, directoryFile: String) throws {
        agreement = try Agreement(yaml: String(contentsOfFile: agreementFile, encoding: .utf8))
        directory = try PartnershipDirectory(yaml: String(contentsOfFile: directoryFile, encoding: .utf8))
    }
}

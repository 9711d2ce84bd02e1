public import AgreementEngine
public import CanonicalModel
import Foundation
public import Routing

/// The policy a partnership edits: its agreement, its directory and its scheme.
public struct Partnership: Sendable {
    /// The information-sharing agreement that decides: as it is in the scheme that the partnership runs.
    public let agreement: Agreement
    /// Recipients, areas and publishing users.
    public let directory: PartnershipDirectory
    /// The scheme it runs; nil while none is chosen.
    public let scheme: Scheme?
    /// Why a version that was offered did not take over; none when it did.
    public let refusals: [ActivationRefusal]

    /// A router by this policy.
    public var router: ContentBasedRouter {
        ContentBasedRouter(directory: directory, decisionPoint: PolicyDecisionPoint(agreement), scheme: scheme)
    }

    /// Reads the files, and verifies neither seals nor signatures: for commands that decide nothing about anybody, and for
    /// tests.
    ///
    /// - Throws: a `FormatError` naming line, rule and remedy, or what the file system said.
    public init(agreementFile: String, directoryFile: String, scheme files: SchemeFiles = SchemeFiles()) throws {
        try self.init(
            under: Agreement(yaml: String(contentsOfFile: agreementFile, encoding: .utf8)), directoryFile, files)
    }

    private init(under signed: Agreement, _ directoryFile: String, _ files: SchemeFiles) throws {
        directory = try PartnershipDirectory(yaml: String(contentsOfFile: directoryFile, encoding: .utf8))
        let chosen = try files.read(for: directory, in: directoryFile)
        scheme = try chosen?.admitted(under: signed)
        agreement = try signed.decided(in: chosen?.id)
        refusals = []
    }

    /// The policy that messages are decided by, for commands that answer what the broker would decide.
    ///
    /// - Parameters:
    ///   - archive: what the broker activated; the file counts only where it never activated anything.
    ///   - agreementFile: the version that is offered.
    ///   - directoryFile: the directory.
    /// - Throws: a `FormatError`, that the archive is damaged, or what the file system said.
    public init(
        inForceIn archive: AgreementArchive, agreementFile: String, directoryFile: String,
        scheme files: SchemeFiles = SchemeFiles()
    ) throws {
        try self.init(
            under: archive.current() ?? Agreement(yaml: String(contentsOfFile: agreementFile, encoding: .utf8)),
            directoryFile, files)
    }

    /// The policy that the broker runs by: a version that is sealed and signed takes over, any other leaves the one in force.
    ///
    /// - Parameters:
    ///   - files: the version that is offered.
    ///   - archive: what was activated before.
    ///   - directoryFile: the directory.
    ///   - remembered: the digest that the record remembers as in force.
    ///   - schemeFiles: where the scheme is read from.
    ///   - schemes: keeps the scheme's text.
    ///   - now: the broker's clock.
    /// - Throws: ``NothingInForce`` with every reason; that nobody can say which section of the agreement in force holds; or
    ///   what the file system said.
    public init(
        activating files: AgreementFiles, archive: AgreementArchive, directoryFile: String, remembered: String? = nil,
        scheme schemeFiles: SchemeFiles = SchemeFiles(), schemes: SchemeArchive? = nil, now: Timestamp
    ) throws {
        directory = try PartnershipDirectory(yaml: String(contentsOfFile: directoryFile, encoding: .utf8))
        let chosen = try schemeFiles.read(for: directory, in: directoryFile)
        let outcome = try AgreementActivator.activate(
            files, archive: archive, remembered: remembered, scheme: chosen?.id, now: now)
        scheme = try chosen?.admitted(under: outcome.agreement, keptIn: schemes)
        agreement = try outcome.agreement.decided(in: chosen?.id)
        refusals = outcome.refusals
    }
}

public import AgreementEngine
public import CanonicalModel
import Foundation
public import Routing

/// The policy a partnership edits: its agreement, its directory and its scheme.
public struct Partnership: Sendable {
    /// The information-sharing agreement.
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
        agreement = try Agreement(yaml: String(contentsOfFile: agreementFile, encoding: .utf8))
        directory = try PartnershipDirectory(yaml: String(contentsOfFile: directoryFile, encoding: .utf8))
        scheme = try files.scheme(for: directory, in: directoryFile, under: agreement)
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
        agreement =
            try archive.current() ?? Agreement(yaml: String(contentsOfFile: agreementFile, encoding: .utf8))
        directory = try PartnershipDirectory(yaml: String(contentsOfFile: directoryFile, encoding: .utf8))
        scheme = try files.scheme(for: directory, in: directoryFile, under: agreement)
        refusals = []
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
    /// - Throws: ``NothingInForce`` with every reason, or what the file system said.
    public init(
        activating files: AgreementFiles, archive: AgreementArchive, directoryFile: String, remembered: String? = nil,
        scheme schemeFiles: SchemeFiles = SchemeFiles(), schemes: SchemeArchive? = nil, now: Timestamp
    ) throws {
        directory = try PartnershipDirectory(yaml: String(contentsOfFile: directoryFile, encoding: .utf8))
        let outcome = try AgreementActivator.activate(files, archive: archive, remembered: remembered, now: now)
        agreement = outcome.agreement
        scheme = try schemeFiles.scheme(for: directory, in: directoryFile, under: agreement, keptIn: schemes)
        refusals = outcome.refusals
    }
}

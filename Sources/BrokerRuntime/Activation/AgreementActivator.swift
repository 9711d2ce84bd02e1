public import AgreementEngine
public import CanonicalModel
import Foundation

/// Decides at the broker's start which agreement is in force, and keeps it.
public enum AgreementActivator {
    /// What came of it.
    public struct Outcome: Sendable {
        /// The agreement that decides messages.
        public let agreement: Agreement
        /// Whether it is another one than before.
        public let isNew: Bool
        /// Why the offered version did not take over; none when it did.
        public let refusals: [ActivationRefusal]
        /// Whether somebody has to be alarmed about them.
        public var isAlarm: Bool { refusals.contains { $0.code.isAlarm } }
    }

    /// Activates the offered version when it is as it has to be; otherwise the one in force stays.
    ///
    /// - Parameters:
    ///   - files: the version that is offered.
    ///   - archive: what was activated before.
    ///   - remembered: the digest that the record remembers as in force; nil where it remembers none. An archive that does not
    ///     know it was lost, and is no first start.
    ///   - scheme: the scheme that the partnership runs.
    ///   - now: the broker's clock.
    /// - Throws: ``NothingInForce`` when the offered version is refused and no other was ever activated;
    ///   ``SchemeCannotUntell`` when the one in force cannot decide in the scheme; or what the file system says.
    public static func activate(
        _ files: AgreementFiles, archive: AgreementArchive, remembered: String? = nil, scheme: String? = nil,
        now: Timestamp
    ) throws -> Outcome {
        try archive.demand(remembered)
        let current = try archive.current()
        let (candidate, decision) = files.decide(
            current: current.map(AgreementActivation.Current.init),
            history: try archive.activated().map(AgreementActivation.Current.init),
            formerOffices: try archive.offices(), scheme: scheme, now: now)
        guard let candidate, decision == .activate else {
            guard let current else { throw NothingInForce(files: files, refusals: decision.refusals) }
            try demand(current, decidesIn: scheme, archive)
            return Outcome(agreement: current, isNew: false, refusals: decision.refusals)
        }
        let isNew = candidate.digest != current?.digest
        if isNew {
            try archive.activate(candidate, text: text(of: candidate, files), now: now)
            if !candidate.locals.isEmpty { try archive.remember(provedIn: scheme) }
        } else {
            try demand(candidate, decidesIn: scheme, archive)
        }
        try archive.remember(offices: files.readKeyring().offices)
        return Outcome(agreement: candidate, isNew: isNew, refusals: [])
    }

    /// A version is proved once, in the scheme of that day. Its other sections are other texts: one of them may leave the
    /// selection and take the stop notice away (DESIGN decision 8).
    private static func demand(_ current: Agreement, decidesIn scheme: String?, _ archive: AgreementArchive) throws {
        guard !current.locals.isEmpty, current.problem(in: scheme) == nil, try archive.provedScheme() != scheme else {
            return
        }
        if let refusal = AgreementActivation.cannotUntell(current, in: scheme) {
            throw SchemeCannotUntell(scheme: scheme, refusal: refusal)
        }
        try archive.remember(provedIn: scheme)
    }

    /// The bytes that were decided about; a file that changed meanwhile is another version.
    private static func text(of candidate: Agreement, _ files: AgreementFiles) throws -> [UInt8] {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: files.agreement)))
        guard try Agreement(yaml: bytes).digest == candidate.digest else {
            throw NothingInForce(files: files, refusals: [.changedMeanwhile])
        }
        return bytes
    }
}

/// No agreement may be activated and none is in force: the broker does not start.
public struct NothingInForce: Error, Sendable, CustomStringConvertible {
    let files: AgreementFiles
    let refusals: [ActivationRefusal]

    /// Every reason and remedy, a line each.
    public var description: String {
        "\(files.agreement) cannot be activated, and no agreement is in force, so nothing may be told to anybody:\n"
            + refusals.map { "  - \($0)" }.joined(separator: "\n")
    }
}

/// The agreement in force was proved in another scheme, and in this one nobody could be told that a selection ended.
public struct SchemeCannotUntell: Error, Sendable, CustomStringConvertible {
    let scheme: String?
    let refusal: ActivationRefusal

    /// What is wrong and what to do.
    public var description: String {
        "The agreement in force cannot decide in the scheme \(scheme ?? "of all"), so the broker does not start. \(refusal) "
            + "Until then name the scheme that it ran before."
    }
}

extension ActivationRefusal {
    fileprivate static let changedMeanwhile = ActivationRefusal(
        .unreadable, "The file changed while it was being activated.", "Start the broker again.")
}

public import AgreementEngine
public import CanonicalModel
import Formats
import Foundation

/// Every agreement that the broker ever activated, by digest, and which of them is in force.
///
/// ```
/// DIR/state/agreement/in-force.json   which one, since when
/// DIR/state/agreement/DIGEST.yaml     each text as it was activated; decisions are replayed from them
/// ```
public struct AgreementArchive: Sendable {
    private let folder: String

    /// The archive of a run folder.
    public init(_ folder: RunFolder) { self.folder = folder.path + "/state/agreement" }

    /// The agreement in force; nil when none was ever activated.
    ///
    /// - Throws: when the archive is damaged. To start without it would forget which version was the last, and then an older
    ///   one could take over.
    public func current() throws -> Agreement? {
        guard let data = FileManager.default.contents(atPath: folder + "/in-force.json") else {
            // Nothing there is a first start; something there that cannot be read is not.
            let isEmpty = try texts().isEmpty && !FileManager.default.fileExists(atPath: folder + "/in-force.json")
            guard isEmpty else { throw Damaged(folder: folder) }
            return nil
        }
        guard let digest = (try? StrictJSON.parse(Array(data), limits: .feed))?.object?["digest"]?.string,
            let text = FileManager.default.contents(atPath: path(of: digest))
        else { throw Damaged(folder: folder) }
        guard let agreement = try? Agreement(yaml: Array(text)), agreement.digest == digest else {
            throw Damaged(folder: folder)
        }
        return agreement
    }

    /// Refuses an archive that does not know what the record remembers as in force: to go on with it would be a first start, at
    /// which an older version could take over.
    func demand(_ remembered: String?) throws {
        guard let remembered, try !activated().contains(where: { $0.digest == remembered }) else { return }
        throw Lost(folder: folder, digest: remembered)
    }

    /// The parties whose office had a key at an activation.
    func offices() throws -> Set<String> {
        guard let record = try record() else { return [] }
        return Set((record["offices"]?.array ?? []).compactMap(\.string))
    }

    /// Remembers whose office has a key: what was once remembered is not forgotten when a line is deleted from the keyring.
    func remember(offices: Set<String>) throws {
        let before = try self.offices()
        guard var record = try record(), !offices.isSubset(of: before) else { return }
        record["offices"] = .array(offices.union(before).sorted().map(JSONValue.string))
        try write(record)
    }

    /// The scheme that what is in force was proved in; nil where it was proved in none, or has no sections.
    func provedScheme() throws -> String? { try record()?["provedIn"]?.string }

    /// Remembers the scheme that what is in force was proved in; another version forgets it.
    func remember(provedIn scheme: String?) throws {
        guard var record = try record(), let scheme else { return }
        record["provedIn"] = .string(scheme)
        try write(record)
    }

    /// What is in force, by its record; nil at a first start.
    private func record() throws -> JSONObject? {
        guard let data = FileManager.default.contents(atPath: folder + "/in-force.json") else { return nil }
        guard let record = (try? StrictJSON.parse(Array(data), limits: .feed))?.object else { throw Damaged(folder: folder) }
        return record
    }

    private func write(_ record: JSONObject) throws {
        try Data(JSONValue.object(record).encoded()).write(
            to: URL(fileURLWithPath: folder + "/in-force.json"), options: .atomic)
    }

    /// Every agreement that was ever activated, so that what was decided under it can be decided again.
    public func activated() throws -> [Agreement] {
        try texts().map { name in
            guard let text = FileManager.default.contents(atPath: folder + "/" + name),
                let agreement = try? Agreement(yaml: Array(text)), path(of: agreement.digest) == folder + "/" + name
            else { throw Damaged(folder: folder) }
            return agreement
        }
    }

    /// The names of the texts that are kept; a folder that is there and cannot be read is an error.
    private func texts() throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
    }

    /// Keeps an agreement and makes it the one in force; the text first, so that a crash leaves the old one in force.
    public func activate(_ agreement: Agreement, text: [UInt8], now: Timestamp) throws {
        let manager = FileManager.default
        try manager.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data(text).write(to: URL(fileURLWithPath: path(of: agreement.digest)), options: .atomic)
        var record: JSONObject = [
            "agreement": .string(agreement.id), "version": .string(agreement.version),
            "digest": .string(agreement.digest),
            "activated-at": .string(now.description),
        ]
        let offices = try offices()
        if !offices.isEmpty { record["offices"] = .array(offices.sorted().map(JSONValue.string)) }
        try write(record)
    }

    private func path(of digest: String) -> String { "\(folder)/\(digest).yaml" }

    /// The archive is not there any more, or is older than the record.
    struct Lost: Error, CustomStringConvertible {
        let folder: String
        let digest: String
        var description: String {
            "The record remembers that the agreement \(digest) was in force, and \(folder) does not know it: the folder was lost, "
                + "or is older than the record. Restore it from the backup, whole; without it nobody knows which version was the "
                + "last in force."
        }
    }

    /// The archive does not hold together.
    struct Damaged: Error, CustomStringConvertible {
        let folder: String
        var description: String {
            "\(folder) does not hold the agreement that in-force.json names, or holds another text under its name. Restore the "
                + "folder from the backup; without it nobody knows which version was the last in force."
        }
    }
}

import AgreementEngine
import CanonicalModel
import Formats
import Foundation
import Routing
public import SchemeEngine

/// Where a partnership's scheme is read from: a file that is named, or the pack that the directory names.
///
/// ```
/// Contracts/directory/leeds.yaml          scheme: "leeds-hub"
/// Contracts/schemes/leeds-hub.yaml        the pack
/// Contracts/schemes/offences/classes.yaml the classes of offences its rules speak of
/// ```
public struct SchemeFiles: Sendable {
    /// The pack's file; nil when the directory says which.
    let file: String?

    /// - Parameter file: the pack's file; nil when the directory says which.
    public init(_ file: String? = nil) { self.file = file }

    /// Reads the scheme that a partnership chose.
    ///
    /// - Parameters:
    ///   - directory: may name it.
    ///   - directoryFile: the pack lies beside its folder.
    /// - Returns: nil when none is chosen: then nothing is derived from one, and the broker works as it did before
    /// there were any.
    /// - Throws: a `FormatError` naming line, rule and remedy; what the file system said.
    func read(for directory: PartnershipDirectory, in directoryFile: String) throws -> ChosenScheme? {
        guard let path = file ?? directory.scheme.map({ Self.path(of: $0, beside: directoryFile) }) else { return nil }
        guard FileManager.default.fileExists(atPath: path) else { throw Self.noSuchFile(path) }
        let text = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let pack = try SchemePack(yaml: text)
        // No table is no error: every code is then its own class.
        return ChosenScheme(scheme: Scheme(pack, offences: try Self.table(beside: path) ?? OffenceClasses()), text: text)
    }

    /// The id of the scheme that a partnership chose, by which the agreement names its section; nil when none is chosen.
    ///
    /// - Parameter directoryFile: the directory that may name it.
    /// - Throws: a `FormatError` naming line, rule and remedy; what the file system said.
    public func chosen(in directoryFile: String) throws -> String? {
        let directory = try PartnershipDirectory(yaml: String(contentsOfFile: directoryFile, encoding: .utf8))
        return try read(for: directory, in: directoryFile)?.id
    }

    private static func path(of scheme: String, beside directoryFile: String) -> String {
        let contracts = URL(fileURLWithPath: directoryFile).deletingLastPathComponent().deletingLastPathComponent()
        return contracts.appendingPathComponent("schemes/\(scheme).yaml").path
    }

    /// The table of offence classes in the folder of a pack; nil where there is none.
    static func table(beside pack: String) throws -> OffenceClasses? {
        let file = URL(fileURLWithPath: pack).deletingLastPathComponent().appendingPathComponent(
            "offences/classes.yaml")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try OffenceClasses(yaml: [UInt8](Data(contentsOf: file)))
    }

    private static func noSuchFile(_ path: String) -> FormatError {
        FormatError(
            path: "/scheme", rule: "scheme.no-such-file", message: "There is no pack at \(path).",
            remedy: """
                Correct the scheme that the directory names, put the pack beside the directory's folder, or give \
                --scheme FILE.
                """)
    }
}

/// The scheme that a partnership chose, as it was read.
struct ChosenScheme {
    let scheme: Scheme
    /// Its pack's file.
    let text: [UInt8]

    /// By which the agreement names its section.
    var id: String { scheme.pack.id }

    /// The scheme, when it is one of the agreement's.
    ///
    /// - Parameters:
    ///   - agreement: the pack has to be this one's.
    ///   - archive: keeps its text; nil for a command that decides nothing.
    func admitted(under agreement: Agreement, keptIn archive: SchemeArchive? = nil) throws -> Scheme {
        try Self.demand(scheme.pack, worksUnder: agreement)
        try archive?.keep(text, digest: scheme.pack.digest)
        return scheme
    }

    /// Refuses a pack that works under another agreement.
    static func demand(_ pack: SchemePack, worksUnder agreement: Agreement) throws {
        guard pack.agreement == agreement.id else { throw otherAgreement(pack, agreement) }
    }

    /// Its roles and parties are those of another agreement: tasks would go to agencies that signed nothing.
    private static func otherAgreement(_ pack: SchemePack, _ agreement: Agreement) -> FormatError {
        FormatError(
            path: "/agreement", rule: "scheme.other-agreement",
            message: "The scheme \(pack.id) works under \(pack.agreement), and the agreement is \(agreement.id).",
            remedy: "Choose the scheme of this agreement, or name the agreement in the pack.")
    }
}

/// Every scheme that the broker ever ran by, by digest: what one decided can be explained years later.
///
/// ```
/// DIR/state/scheme/DIGEST.yaml     each pack as it was when it was first run by
/// ```
public struct SchemeArchive: Sendable {
    private let folder: String

    /// The archive of a run folder.
    public init(_ folder: RunFolder) { self.folder = folder.path + "/state/scheme" }

    /// Keeps a pack's text under its digest.
    func keep(_ text: [UInt8], digest: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let path = "\(folder)/\(digest).yaml"
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try Data(text).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    /// The pack of a digest; nil when the broker never ran by it.
    public func pack(_ digest: String) throws -> SchemePack? {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(digest).yaml") else { return nil }
        return try SchemePack(yaml: [UInt8](data))
    }
}

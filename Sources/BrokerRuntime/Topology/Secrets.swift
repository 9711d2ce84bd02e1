import Foundation

/// The passwords of AMQP users, one file a user, mode 0600, made at the first start.
public struct Secrets: Sendable {
    private let folder: String

    /// Secrets in a folder; the folder is made with mode 0700.
    public init(folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// A user's password; made at random when there is none.
    public func password(of user: String) throws -> String {
        let path = folder + "/" + user
        if let text = try? String(contentsOfFile: path, encoding: .utf8) {
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        let password = (0..<24).map { _ in String(format: "%02x", UInt8.random(in: 0...255)) }.joined()
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(password.utf8), attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteNoPermission) }
        return password
    }
}

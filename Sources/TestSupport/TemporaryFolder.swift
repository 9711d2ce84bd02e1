import Foundation

/// A folder of a test's own, gone with the last value that holds it.
public final class TemporaryFolder: Sendable {
    /// Where it is, without a slash at the end.
    public let path: String

    /// Makes one.
    ///
    /// - Parameter name: what it is for; part of the folder's name.
    public init(_ name: String) throws {
        path = NSTemporaryDirectory() + "throughgate-\(name)-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        // A test that has ended has nobody to tell; what stays behind lies in the system's folder for such things.
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// Finds files of the project from a test's own place.
public enum RepositoryRoot {
    /// The project's root folder.
    public static let path: String = {
        // Sources/TestSupport/RepositoryRoot.swift is three steps below the root.
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()
}

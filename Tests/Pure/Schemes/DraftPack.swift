import SchemeEngine
import Testing

/// A pack that ships with some words changed, as a partnership's draft is.
enum DraftPack {
    /// - Throws: when the pack has no such words, or does not load with the others.
    static func of(_ file: String, _ changes: (from: String, to: String)...) throws -> SchemePack {
        var text = String(decoding: try SchemeFolder.bytes(file), as: UTF8.self)
        for change in changes {
            try #require(text.contains(change.from), "\(file) says nowhere \(change.from)")
            text.replace(change.from, with: change.to)
        }
        return try SchemePack(yaml: Array(text.utf8))
    }
}

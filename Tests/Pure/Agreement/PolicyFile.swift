import Glibc
import TestSupport

/// Reads a policy file of the project.
enum PolicyFile {
    static func bytes(_ path: String) throws -> [UInt8] {
        guard let file = fopen(RepositoryRoot.path + "/" + path, "r") else { throw Missing(path: path) }
        defer { fclose(file) }
        var bytes = [UInt8]()
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return bytes
    }

    static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    struct Missing: Error { var path: String }
}

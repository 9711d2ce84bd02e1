import Glibc
import TestSupport

/// The agreements that the project ships.
enum PolicyFolder {
    static let path = "Contracts/agreements"

    /// Their files' names, "leeds.yaml", in order; signatures are no agreements.
    static func agreements() -> [String] {
        guard let folder = opendir(RepositoryRoot.path + "/" + path) else { return [] }
        defer { closedir(folder) }
        var names = [String]()
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".yaml"), !name.hasSuffix(".signatures.yaml") { names.append(name) }
        }
        return names.sorted()
    }
}

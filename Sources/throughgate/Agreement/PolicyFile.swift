import AgreementEngine
import ArgumentParser
import Formats
import Foundation

/// Reads policy files for the commands of this folder.
enum PolicyFile {
    /// The agreement of a file, or an error that names the file, the place, the rule and the remedy.
    static func agreement(_ file: String) throws -> Agreement {
        try reading(file) { (bytes) throws(FormatError) in try Agreement(yaml: bytes) }
    }

    /// The agreement of a file as it is in a scheme; the agreement of all when none is named.
    static func agreement(_ file: String, in scheme: String?) throws -> Agreement {
        let agreement = try agreement(file)
        guard let scheme else { return agreement }
        guard let local = agreement.local(for: scheme) else {
            let names = agreement.schemes.keys.sorted().joined(separator: ", ")
            throw ValidationError("\(file) has no scheme '\(scheme)'. Its schemes: \(names.isEmpty ? "none" : names)")
        }
        return local
    }

    /// What a file holds, or an error that names the file, the place, the rule and the remedy.
    static func reading<Value>(_ file: String, _ read: ([UInt8]) throws(FormatError) -> Value) throws
        -> Value
    {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        do throws(FormatError) {
            return try read(bytes)
        } catch {
            throw FileProblem(file: file, problem: error)
        }
    }
}

/// A policy file that cannot be read, with the place, the rule and the remedy.
private struct FileProblem: Error, CustomStringConvertible {
    var file: String
    var problem: FormatError
    var description: String { "\(file): \(problem.path): \(problem.message) \(problem.remedy) [\(problem.rule)]" }
}

import Formats
import Foundation
import TestSupport
import Testing

/// The files of Contracts/ that tests read.
enum ContractFolder {
    /// One sample of a message type.
    struct Sample: Sendable, CustomTestStringConvertible {
        /// "custody.released.v1/unknown-member-description".
        let testDescription: String
        let type: String
        let bytes: [UInt8]
    }

    /// The samples of the messages that the core takes in.
    ///
    /// - Parameter verdict: "valid" or "invalid".
    static func samples(_ verdict: String) throws -> [Sample] {
        let folder = path("Contracts/canonical/samples/\(verdict)")
        return try names(in: folder).flatMap { type in
            try names(in: folder + "/" + type).map { name in
                Sample(testDescription: "\(type)/\(name)", type: type, bytes: try bytes("\(folder)/\(type)/\(name)"))
            }
        }
    }

    /// The items of an agency's samples and of the sample day, by their base names.
    static func items(agency: String, suffix: String) throws -> [(name: String, bytes: [UInt8])] {
        try ["Contracts/samples/" + agency, "Contracts/samples/day"].map(path).flatMap { folder in
            try names(in: folder).filter { $0.hasSuffix(suffix) && !$0.hasSuffix(".expected.json") }.map {
                (name: $0, bytes: try bytes(folder + "/" + $0))
            }
        }
    }

    /// A path below the project's root.
    static func path(_ relative: String) -> String { RepositoryRoot.path + "/" + relative }

    /// The names in a folder, in order.
    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    /// A file's bytes.
    static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
}

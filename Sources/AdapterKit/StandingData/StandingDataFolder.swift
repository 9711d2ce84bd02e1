import CanonicalModel
import Formats

/// A folder of code tables, read whole once at the start.
///
/// Known names are read and must be right; any other name is passed over and told, for an installation points at the
/// published set, of which most is not judged by.
struct StandingDataFolder {
    let path: String

    /// Names told as passed over; the published set has some twenty.
    static let maxPassedOver = 100

    /// What a folder holds.
    struct Content {
        var data = StandingData.builtIn
        /// Names that no adapter reads, in order.
        var passedOver: [String] = []
    }

    /// Reads every known file.
    ///
    /// - Throws: the first thing wrong: which file and entry, which rule, what to do.
    func load() throws(FormatError) -> Content {
        var content = Content()
        for name in try names() {
            guard let file = StandingDataFile(rawValue: name.text) else {
                if content.passedOver.count < Self.maxPassedOver { content.passedOver.append(name.text) }
                continue
            }
            try content.data.add(file, try bytes(of: file))
        }
        return content
    }

    private func names() throws(FormatError) -> [FileName] {
        do throws(AdapterError) {
            return try Directory(path).names().sorted()
        } catch {
            throw FormatError(
                path: "", rule: "standing.folder",
                message: "The folder cannot be read: \(error.cause ?? error.message).",
                remedy: "Name a folder that exists and that this user may read.")
        }
    }

    /// Links are followed: the folder is the operator's own.
    private func bytes(of file: StandingDataFile) throws(FormatError) -> [UInt8] {
        switch CommandFile(path: path + "/" + file.rawValue).read() {
        case .read(let bytes): return bytes
        case .refused(let problem), .unreadable(let problem):
            throw FormatError(
                path: file.rawValue, rule: "standing.unreadable", message: problem.message,
                remedy: "Make it a regular file with a table in it that this user may read, or remove it.")
        }
    }
}

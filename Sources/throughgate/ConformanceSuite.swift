import ArgumentParser
import BrokerRuntime
import CanonicalModel
import Formats
import Foundation

/// Judges a supplier's samples, one verdict a message or refused item.
struct ConformanceSuite {
    /// More is no sample folder; the suite is for samples, not for a backlog.
    static let fileLimit = 10_000
    /// The largest item that the adapters take.
    static let byteLimit = 16 << 20

    let judge: ContractJudge
    let adapter: AdapterTranslator?
    private var digests: [String: [UInt8]] = [:]

    /// What became of one sample.
    struct Verdict {
        var place: String
        var result: Result<String, FormatError>
        var hasToBeRefused: Bool

        var isAsItShould: Bool { if case .success = result { !hasToBeRefused } else { hasToBeRefused } }

        var line: String {
            let mark = isAsItShould ? "ok      " : "NOT OK  "
            switch result {
            case .success(let what) where hasToBeRefused: return mark + "\(place): \(what), and should be refused"
            case .success(let what): return mark + "\(place): \(what)"
            case .failure(let error) where hasToBeRefused: return mark + "\(place): refused at \(error.place), \(error.rule)"
            case .failure(let error):
                return mark + "\(place): \(error.place) \(error.rule)\n        \(error.message)\n        \(error.remedy)"
            }
        }
    }

    init(judge: ContractJudge, adapter: AdapterTranslator?) {
        self.judge = judge
        self.adapter = adapter
    }

    /// The verdict on every sample below a folder, in the order of their names.
    mutating func verdicts(on folder: String) throws -> [Verdict] {
        var verdicts = [Verdict]()
        for name in try Self.names(below: folder) {
            let hasToBeRefused = name.split(separator: "/").dropLast().contains("invalid")
            for (place, result) in try results(of: name, in: folder) {
                verdicts.append(Verdict(place: place, result: result, hasToBeRefused: hasToBeRefused))
            }
        }
        return verdicts
    }

    private mutating func results(of name: String, in folder: String) throws -> [(String, Result<String, FormatError>)] {
        let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
        guard let size = try url.resourceValues(forKeys: [.fileSizeKey]).fileSize, size <= Self.byteLimit else {
            return [(name, .failure(.tooLarge))]
        }
        if let adapter { return results(of: try adapter.translate(url.path), named: name) }
        let bytes = Array(try Data(contentsOf: url))
        if name.hasSuffix(".json") { return [(name, judged(bytes))] }
        guard name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") else { return [(name, .failure(.fileKind))] }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        return lines.filter { !$0.element.isEmpty }.map { ("\(name):\($0.offset + 1)", judged(Array($0.element))) }
    }

    /// An item that is ignored is no fault of a sample: it is the format's, and says nothing that this feed carries.
    private mutating func results(of line: JSONObject, named name: String) -> [(String, Result<String, FormatError>)] {
        let problems = (line["problems"]?.array ?? []).compactMap(\.object).map(FormatError.init(asPrinted:))
        if line["outcome"]?.string == "rejected" { return [(name, .failure(problems.first ?? .noReason))] }
        let messages = line["messages"]?.array ?? []
        guard !messages.isEmpty else { return [(name, .success("ignored, " + (problems.first?.rule ?? "without a rule")))] }
        return messages.enumerated().map { ("\(name) message \($0.offset + 1)", judged($0.element.encoded())) }
    }

    /// An id may come twice, as it does when an item is sent again; with other content it is an exception at the core.
    private mutating func judged(_ bytes: [UInt8]) -> Result<String, FormatError> {
        do throws(FormatError) {
            let message = try judge.judge(bytes)
            let digest = message.contentDigest
            guard digests.updateValue(digest, forKey: message.key) ?? digest == digest else { throw .idReused }
            return .success(message.fact.type.rawValue)
        } catch {
            return .failure(error)
        }
    }

    private static func names(below folder: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw ValidationError("There is no folder \(folder).")
        }
        let all = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
                && isSample(name)
        }
        guard all.count <= fileLimit else { throw ValidationError("The folder holds more than \(fileLimit) files.") }
        return all.sorted()
    }

    private static func isSample(_ name: String) -> Bool {
        !name.hasSuffix(".md") && !name.hasSuffix(".expected.json") && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }
}

extension FormatError {
    /// The path, or a word for the whole.
    fileprivate var place: String { path.isEmpty ? "the whole" : path }

    fileprivate init(asPrinted problem: JSONObject) {
        self.init(
            path: problem["path"]?.string ?? "", rule: problem["rule"]?.string ?? "",
            message: problem["message"]?.string ?? "", remedy: problem["remedy"]?.string ?? "")
    }

    fileprivate static let tooLarge = FormatError(
        path: "", rule: "intake.too-large", message: "The file is larger than any adapter takes.",
        remedy: "Send at most 16 MiB an item.")
    fileprivate static let fileKind = FormatError(
        path: "", rule: "contract.file-kind", message: "The file's name ends neither in .json nor in .jsonl or .ndjson.",
        remedy: "Name canonical messages so; for your own format use --adapter.")
    fileprivate static let idReused = FormatError(
        path: "/id", rule: "contract.id-reused", message: "Another sample has the same source and id, and says something else.",
        remedy: "Give each message an id of its own; only a repetition keeps it.")
    fileprivate static let noReason = FormatError(
        path: "", rule: "adapter.no-reason", message: "The adapter refused the item without a reason.",
        remedy: "Report it: every refusal has a rule.")
}

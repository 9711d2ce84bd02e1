import CanonicalModel
import CourtsTranslation
import Formats
import PoliceTranslation
import PrisonTranslation

/// One piece of work: given a path and, for a folder, how many files it holds; returns how many items there were.
struct Work: Sendable {
    let run: @Sendable (String, Int, inout OutputLines) -> Int

    /// Every piece of work by its two words.
    ///
    /// A new format is one line here, one function in `peer.py` and one row in `formats`.
    static let all: [String: Work] = [
        "read spi": reading(CourtsTranslator(), "xml"), "translate spi": translating(CourtsTranslator(), "xml"),
        "read event": reading(PrisonTranslator(), "json"), "translate event": translating(PrisonTranslator(), "json"),
        "read rows": Work { path, _, output in CSVWork.read(path, &output) },
        "translate rows": Work { path, _, output in translateOne(PoliceTranslator(), path, &output) },
        "stream spi": Work { path, _, output in StreamWork.spi(path, &output) },
        "stream event": Work { path, _, output in StreamWork.events(path, &output) },
        "stream rows": Work { path, _, output in StreamWork.rows(path, &output) },
    ]
}

extension Work {
    private static func reading(_ translator: some MessageTranslator, _ suffix: String) -> Work {
        Work { folder, count, output in
            forEachItem(in: folder, count, suffix) { output.write(translator.read($0)) }
        }
    }

    private static func translating(_ translator: some MessageTranslator, _ suffix: String) -> Work {
        Work { folder, count, output in
            forEachItem(in: folder, count, suffix) { item in
                _ = write(translator.translate(item), of: item, &output)
            }
        }
    }

    /// One file that makes many messages; returns how many.
    private static func translateOne(
        _ translator: some MessageTranslator, _ path: String, _ output: inout OutputLines
    ) -> Int {
        let item = item("rows.csv", InputFile(path: path).read())
        return write(translator.translate(item), of: item, &output)
    }

    private static func write(_ translation: Translation, of item: IntakeItem, _ output: inout OutputLines) -> Int {
        guard translation.outcome == .translated else {
            fail("\(item.name) became nothing: \(translation.problems.first?.rule ?? "")")
        }
        for message in translation.messages { output.write(.object(message.json)) }
        return translation.messages.count
    }

    private static func item(_ name: String, _ bytes: [UInt8]) -> IntakeItem {
        IntakeItem(
            id: "bench", name: name, bytes: bytes, receivedTime: Timestamp(microseconds: 1_795_200_000_000_000))
    }

    /// The files 000000.SUFFIX and so on: both sides know the names, so that neither lists the folder.
    private static func forEachItem(
        in folder: String, _ count: Int, _ suffix: String, _ body: (IntakeItem) -> Void
    ) -> Int {
        for number in 0..<count {
            let digits = String(number)
            let name = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits + "." + suffix
            body(item(name, InputFile(path: folder + "/" + name).read()))
        }
        return count
    }
}

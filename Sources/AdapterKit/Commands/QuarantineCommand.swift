import ArgumentParser
import CanonicalModel
import Formats
import Foundation

/// `quarantine list|show|bytes|fix|resubmit|close`: items that did not travel, with their bytes.
struct QuarantineCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "quarantine", abstract: "Look at rejected and held items, mend them, and settle them.",
            discussion: """
                Orders go to the adapter when it runs, over control.sock in its state folder, and are carried out here when \
                it does not. Each is written down with its author.
                """,
            subcommands: [
                QuarantineListCommand<Product>.self, QuarantineShowCommand<Product>.self,
                QuarantineBytesCommand<Product>.self, QuarantineFixCommand<Product>.self,
                QuarantineResubmitCommand<Product>.self, QuarantineCloseCommand<Product>.self,
            ])
    }
}

/// Which items.
struct SelectionOptions: ParsableArguments {
    @Argument(help: "Items' ids.")
    var ids: [String] = []

    @Option(help: "Items with a problem of this rule.")
    var rule: String?

    @Option(help: "Items that stand here: rejected or held.")
    var state: String?

    @Option(help: "Items received longer ago than this: 90m, 24h, 7d.")
    var olderThan: String?

    @Option(help: "Items received since: 90m, 24h, 7d.")
    var newerThan: String?

    @Flag(help: "Every item.")
    var all = false

    func selection() throws -> QuarantineSelection {
        let state = try state.map { text in
            guard let state = IntakeState(rawValue: text), [.rejected, .held].contains(state) else {
                throw ValidationError("--state wants rejected or held.")
            }
            return state
        }
        return QuarantineSelection(
            ids: ids, rule: rule, state: state, olderThanSeconds: try Self.seconds(olderThan),
            newerThanSeconds: try Self.seconds(newerThan), isAll: all)
    }

    private static func seconds(_ text: String?) throws -> Int64? {
        guard let text else { return nil }
        let sizes: [Character: Int64] = ["m": 60, "h": 3_600, "d": 86_400]
        guard let size = text.last.flatMap({ sizes[$0] }), let count = Int64(text.dropLast()), (0...100_000).contains(count)
        else { throw ValidationError("An age is a whole number and m, h or d: 24h.") }
        return count * size
    }
}

/// Who does it, where, and why.
struct OperatorOptions: ParsableArguments {
    @Option(help: "The adapter's configuration file.")
    var config: String

    @Option(help: "Who does it; the login unless given.")
    var author: String?

    @Option(help: "Why, in your words, without any person's name: it is written down in clear.")
    var reason = ""

    func order(_ action: QuarantineOrder.Action, _ selection: QuarantineSelection) -> QuarantineOrder {
        QuarantineOrder(action: action, author: author ?? NSUserName(), reason: reason, selection: selection)
    }
}

/// `quarantine list`.
struct QuarantineListCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: "Print rejected and held items, one JSON line an item, oldest first.")
    }

    @Option(help: "The adapter's configuration file.")
    var config: String

    @OptionGroup var items: SelectionOptions

    @Option(help: "The most items to print.")
    var limit = 1_000

    func run() async throws {
        let archive = try IntakeArchive(try AdapterConfiguration(path: config, agency: Product.agency))
        for record in try archive.quarantined(try items.selection(), limit: limit) {
            try StandardOutput.writeLine(.object(record.json))
        }
    }
}

/// `quarantine show`.
struct QuarantineShowCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "show", abstract: "Print one item and what operators did with it.")
    }

    @Option(help: "The adapter's configuration file.")
    var config: String

    @Argument(help: "The item's id.")
    var id: String

    func run() async throws {
        let archive = try IntakeArchive(try AdapterConfiguration(path: config, agency: Product.agency))
        var object = try archive.record(of: id).json
        object["actions"] = .array(try archive.actions(of: id).map(\.json))
        try StandardOutput.writeLine(.object(object))
    }
}

/// `quarantine bytes`.
struct QuarantineBytesCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "bytes", abstract: "Write an item's bytes, as mended or as they came.",
            discussion: "They are a person's data as the agency sent it: look only to mend something. It is written down.")
    }

    @OptionGroup var by: OperatorOptions

    @Flag(help: "As they came, before any edit.")
    var original = false

    @Argument(help: "The item's id.")
    var id: String

    func run() async throws {
        let configuration = try AdapterConfiguration(path: by.config, agency: Product.agency)
        let archive = try IntakeArchive(configuration)
        let bytes = try archive.bytes(of: id, isOriginal: original)
        // Written down before they are shown.
        _ = try await OperatorChannel<Product>(configuration).perform(by.order(.look, QuarantineSelection(ids: [id])))
        try StandardOutput.write(bytes)
    }
}

/// `quarantine fix`.
struct QuarantineFixCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "fix", abstract: "Mend an item's bytes; the original is kept, and nothing is sent yet.",
            discussion: """
                JSON field by field with a JSON Pointer, CSV cell by cell, XML element by element, anything else whole. Then resubmit it.
                """)
    }

    @OptionGroup var by: OperatorOptions

    @Option(help: "POINTER=TEXT: sets a JSON string, /data/nomsNumber=Z0001ZZ.")
    var set: [String] = []

    @Option(help: "POINTER=JSON: sets any JSON value, /data/count=3.")
    var setJson: [String] = []

    @Option(help: "POINTER: removes a JSON member or element.")
    var remove: [String] = []

    @Option(help: "ROW,COLUMN=TEXT: sets a cell of a table; row 1 is the first after the header.")
    var cell: [String] = []

    @Option(help: "PATH=TEXT: sets the text of an XML element, /Session/Case/Offence[2]/Code=TH68001.")
    var element: [String] = []

    @Option(help: "A file whose bytes take the place of all.")
    var replace: String?

    @Argument(help: "The item's id.")
    var id: String

    func run() async throws {
        var order = by.order(.fix, QuarantineSelection(ids: [id]))
        order.edits = try edits()
        let configuration = try AdapterConfiguration(path: by.config, agency: Product.agency)
        for line in try await OperatorChannel<Product>(configuration).perform(order) { try StandardOutput.writeLine(line) }
    }

    private func edits() throws -> [FieldEdit] {
        var edits: [FieldEdit] = []
        if let replace { edits.append(.whole(try Self.bytes(of: replace))) }
        for text in set {
            let (place, value) = try Self.halves(text)
            edits.append(.json(pointer: place, value: .string(value)))
        }
        for text in setJson {
            let (place, value) = try Self.halves(text)
            edits.append(.json(pointer: place, value: try StrictJSON.parse(Array(value.utf8), limits: .feed)))
        }
        edits += remove.map { .json(pointer: $0, value: nil) }
        for text in element {
            let (path, value) = try Self.halves(text)
            edits.append(.element(path: path, text: value))
        }
        return try edits + cell.map(Self.cell)
    }

    private static func cell(_ text: String) throws -> FieldEdit {
        let (place, value) = try halves(text)
        let parts = place.split(separator: ",", maxSplits: 1)
        guard parts.count == 2, let row = Int(parts[0]) else { throw ValidationError("--cell wants ROW,COLUMN=TEXT.") }
        return .cell(row: row, column: String(parts[1]), text: value)
    }

    private static func halves(_ text: String) throws -> (String, String) {
        guard let mark = text.firstIndex(of: "=") else { throw ValidationError("PLACE=VALUE is wanted.") }
        return (String(text[..<mark]), String(text[text.index(after: mark)...]))
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        guard case .read(let bytes) = CommandFile(path: path).read() else {
            throw ValidationError("The file \(path) cannot be read, is empty or too big.")
        }
        return bytes
    }
}

/// `quarantine resubmit`, as it was once called `retry`.
struct QuarantineResubmitCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "resubmit", abstract: "Send items back to the step that failed.",
            discussion: """
                One first, then two, five and more at once, and no further after the first that fails again. Ends with 1 \
                when it stopped. While the adapter does not run, items are translated now and published when it starts.
                """, aliases: ["retry"])
    }

    @OptionGroup var by: OperatorOptions
    @OptionGroup var items: SelectionOptions

    func run() async throws {
        let order = by.order(.resubmit, try items.selection())
        let configuration = try AdapterConfiguration(path: by.config, agency: Product.agency)
        let lines = try await OperatorChannel<Product>(configuration).perform(order)
        for line in lines { try StandardOutput.writeLine(line) }
        if lines.last?.object?["stoppedAt"] != nil { throw ExitCode.failure }
    }
}

/// `quarantine close`.
struct QuarantineCloseCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "close", abstract: "Close items that shall not travel, with a coded reason.")
    }

    @OptionGroup var by: OperatorOptions
    @OptionGroup var items: SelectionOptions

    @Option(help: "Why: \(CloseCode.allCases.map(\.rawValue).joined(separator: ", ")).")
    var code: CloseCode

    func run() async throws {
        var order = by.order(.close, try items.selection())
        order.closeCode = code
        let configuration = try AdapterConfiguration(path: by.config, agency: Product.agency)
        for line in try await OperatorChannel<Product>(configuration).perform(order) { try StandardOutput.writeLine(line) }
    }
}

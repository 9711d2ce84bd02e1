import ArgumentParser
import Formats

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
        for line in try await OperatorChannel<Product>(configuration).perform(order) {
            try StandardOutput.writeLine(line)
        }
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

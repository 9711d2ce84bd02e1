import CanonicalModel
import Formats
import Foundation

/// What an operator wants done in the quarantine; performed here, or by the running adapter that it is sent to.
struct QuarantineOrder: Sendable, Equatable {
    /// What is wanted.
    enum Action: String, Sendable {
        /// The item's bytes are looked at, which is written down and nothing else.
        case look
        case fix
        case resubmit
        case close
    }

    /// The biggest order: one replaced item in Base64.
    static let maxBytes = 32 << 20
    /// How an order is read: a replaced item is one long string.
    static let jsonLimits = JSONLimits(
        maxBytes: maxBytes, maxDepth: 8, maxMembers: 20_000, maxStringBytes: maxBytes)
    /// The longest author's name and reason.
    private static let (maxAuthorBytes, maxReasonBytes) = (100, 500)

    var action: Action
    var author: String
    /// The operator's own words; they stand in the journal in clear, so no name of a person belongs in them.
    var reason: String
    var selection: QuarantineSelection
    var edits: [FieldEdit] = []
    var closeCode: CloseCode?

    /// - Throws: what is missing or too long.
    func checked() throws(AdapterError) -> QuarantineOrder {
        var order = self
        order.author = FileName(author).text
        order.reason = FileName(reason).text
        guard !order.author.isEmpty, author.utf8.count <= Self.maxAuthorBytes, reason.utf8.count <= Self.maxReasonBytes
        else { throw AdapterError(.edit, "an author is wanted, of at most 100 bytes, and a reason of at most 500") }
        guard !selection.isEmpty else { throw AdapterError(.edit, "name items, or --rule, --older-than, --all …") }
        guard [selection.olderThanSeconds, selection.newerThanSeconds].allSatisfy({ $0.map(QuarantineSelection.isAge) ?? true })
        else { throw AdapterError(.edit, "an age is of at most \(QuarantineSelection.maxAgeSeconds) seconds") }
        switch action {
        case .look: break
        case .fix:
            guard !edits.isEmpty, selection.ids.count == 1, !reason.isEmpty else {
                throw AdapterError(.edit, "a fix is of one item, has at least one edit, and a reason")
            }
        case .resubmit: break
        case .close:
            guard closeCode != nil else { throw AdapterError(.edit, "a closing has a code") }
        }
        return order
    }
}

extension QuarantineOrder {
    var json: JSONValue {
        var object: JSONObject = [
            "action": .string(action.rawValue), "author": .string(author), "reason": .string(reason),
            "selection": .object(selection.json), "edits": .array(edits.map(\.json)),
        ]
        object.setIfPresent("closeCode", closeCode?.rawValue)
        return .object(object)
    }

    init(_ value: JSONValue) throws(FormatError) {
        var reader = try ObjectReader(value, path: "")
        let action: Action = try reader.word("action")
        let author = try reader.string("author")
        let reason = try reader.string("reason", atMost: 1_000)
        let selection = try reader.object("selection") { (inner) throws(FormatError) in
            try QuarantineSelection(&inner)
        }
        let edits = try reader.list("edits") { (value, path) throws(FormatError) in try FieldEdit(value, path) }
        let closeCode: CloseCode? = try reader.optionalWord("closeCode")
        try reader.finish()
        self.init(
            action: action, author: author, reason: reason, selection: selection, edits: edits, closeCode: closeCode)
    }
}

extension FieldEdit {
    var json: JSONValue {
        switch self {
        case .json(let pointer, let value):
            var object: JSONObject = ["pointer": .string(pointer)]
            object.setIfPresent("value", value.map { .string($0.encodedString) })
            return .object(object)
        case .cell(let row, let column, let text):
            return ["row": .integer(Int64(row)), "column": .string(column), "text": .string(text)]
        case .element(let path, let text): return ["element": .string(path), "text": .string(text)]
        case .whole(let bytes): return ["base64": .string(Data(bytes).base64EncodedString())]
        }
    }

    /// The longest text of one edit, a whole item in Base64.
    fileprivate static let maxTextBytes = QuarantineOrder.maxBytes

    fileprivate init(_ value: JSONValue, _ path: String) throws(FormatError) {
        var reader = try ObjectReader(value, path: path)
        if let text = try reader.optionalString("base64", atMost: Self.maxTextBytes) {
            guard let bytes = Data(base64Encoded: text) else { throw .editUnreadable(path) }
            self = .whole(Array(bytes))
        } else if let pointer = try reader.optionalString("pointer", atMost: 4_096) {
            let text = try reader.optionalString("value", atMost: Self.maxTextBytes)
            self = .json(pointer: pointer, value: try text.map(Self.parsed))
        } else if let path = try reader.optionalString("element", atMost: 4_096) {
            self = .element(path: path, text: try reader.string("text", atMost: Self.maxTextBytes))
        } else {
            guard let row = try reader.optionalInteger("row") else { throw .editUnreadable(path) }
            self = .cell(
                row: row, column: try reader.string("column"),
                text: try reader.string("text", atMost: Self.maxTextBytes))
        }
        try reader.finish()
    }

    private static func parsed(_ text: String) throws(FormatError) -> JSONValue {
        try StrictJSON.parse(Array(text.utf8), limits: .feed)
    }
}

extension FormatError {
    fileprivate static func editUnreadable(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "quarantine.edit", message: "The edit cannot be read.",
            remedy: "Use the adapter's own command line.")
    }
}

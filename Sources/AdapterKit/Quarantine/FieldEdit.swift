import Formats

/// One change that an operator makes to an item's bytes.
enum FieldEdit: Sendable, Hashable {
    /// Sets the JSON value at a pointer (RFC 6901); nil removes it.
    case json(pointer: String, value: JSONValue?)
    /// Sets a cell of a CSV table, the row counted as in the row report.
    case cell(row: Int, column: String, text: String)
    /// Sets the text of an XML element that holds text alone.
    case element(path: String, text: String)
    /// Replaces every byte: the way for what no reader can take apart.
    case whole([UInt8])

    /// Where it changes something, for the journal: never a value.
    var place: String {
        switch self {
        case .json(let pointer, let value): value == nil ? "removed \(pointer)" : pointer
        case .cell(let row, let column, _): "/rows/\(row)/\(column)"
        case .element(let path, _): path
        case .whole: "whole"
        }
    }

    /// Makes the change.
    func applied(to bytes: [UInt8]) throws(AdapterError) -> [UInt8] {
        switch self {
        case .whole(let replacement): return replacement
        case .cell(let row, let column, let text): return try CSVCell.set(row, column, to: text, in: bytes)
        case .element(let path, let text): return try XMLText.set(path, to: text, in: bytes)
        case .json(let pointer, let value):
            let document: JSONValue
            do throws(FormatError) { document = try StrictJSON.parse(bytes, limits: .feed) } catch {
                throw AdapterError(.edit, "the item is no JSON that can be read (\(error.rule)); replace it whole")
            }
            return try document.setting(value, at: try Self.keys(pointer)).encoded()
        }
    }

    private static func keys(_ pointer: String) throws(AdapterError) -> ArraySlice<String> {
        guard pointer.hasPrefix("/") else {
            throw AdapterError(.edit, "a JSON Pointer begins with \"/\"; the whole document is replaced with a file")
        }
        let parts = pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        return parts.map { String($0).replacing("~1", with: "/").replacing("~0", with: "~") }[...]
    }
}

extension JSONValue {
    /// The same value with another at a place.
    fileprivate func setting(_ new: JSONValue?, at keys: ArraySlice<String>) throws(AdapterError) -> JSONValue {
        guard let key = keys.first else { return new ?? .null }
        switch self {
        case .object(var object):
            object[key] = try Self.member(object[key], new, keys.dropFirst())
            return .object(object)
        case .array(var elements):
            let index = key == "-" ? elements.count : Int(key) ?? -1
            guard (0...elements.count).contains(index) else { throw Self.nowhere }
            let old = index < elements.count ? elements[index] : nil
            let value = try Self.member(old, new, keys.dropFirst())
            elements.replaceSubrange(index..<min(index + 1, elements.count), with: value.map { [$0] } ?? [])
            return .array(elements)
        default: throw Self.nowhere
        }
    }

    /// The last key may be new; those before it must be there.
    private static func member(
        _ old: JSONValue?, _ new: JSONValue?, _ rest: ArraySlice<String>
    ) throws(AdapterError) -> JSONValue? {
        if rest.isEmpty {
            guard old != nil || new != nil else { throw nowhere }
            return new
        }
        guard let old else { throw nowhere }
        return try old.setting(new, at: rest)
    }

    private static var nowhere: AdapterError { AdapterError(.edit, "the pointer leads nowhere in this item") }
}

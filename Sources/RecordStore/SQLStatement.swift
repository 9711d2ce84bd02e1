import Foundation
import GRDB
import GRDBSQLite

/// One prepared statement of the writing connection, bound and stepped without boxing: the hot path runs eight a message.
final class SQLStatement {
    private let handle: OpaquePointer

    /// Prepares a statement that lives as long as the connection.
    init(_ database: Database, _ sql: String) throws {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(
            database.sqliteConnection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else {
            throw StoreError(.database, String(cString: sqlite3_errmsg(database.sqliteConnection)) + " in " + sql)
        }
        handle = statement
    }

    deinit { sqlite3_finalize(handle) }

    /// Runs the statement to its end.
    func run(_ values: SQLValue...) throws {
        _ = try bind(values).step()
        sqlite3_reset(handle)
    }

    /// The first row's columns as the closure reads them, or nil when there is no row.
    func first<Value>(_ values: SQLValue..., read: (SQLRow) throws -> Value) throws -> Value? {
        defer { sqlite3_reset(handle) }
        return try bind(values).step() ? try read(SQLRow(handle: handle)) : nil
    }

    /// Every row as the closure reads it.
    func all<Value>(_ values: SQLValue..., read: (SQLRow) throws -> Value) throws -> [Value] {
        defer { sqlite3_reset(handle) }
        _ = bind(values)
        var rows = [Value]()
        while try step() { rows.append(try read(SQLRow(handle: handle))) }
        return rows
    }

    private func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
            sqlite3_reset(handle)
            throw StoreError(.database, message)
        }
    }

    private func bind(_ values: [SQLValue]) -> SQLStatement {
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            switch value {
            case .null: sqlite3_bind_null(handle, place)
            case .integer(let number): sqlite3_bind_int64(handle, place, number)
            case .text(let text):
                var text = text
                _ = text.withUTF8 {
                    $0.withMemoryRebound(to: CChar.self) {
                        sqlite3_bind_text(handle, place, $0.baseAddress, Int32($0.count), transient)
                    }
                }
            case .blob(let data):
                _ = data.withUnsafeBytes { sqlite3_bind_blob(handle, place, $0.baseAddress, Int32($0.count), transient) }
            }
        }
        return self
    }
}

/// A value bound to a statement.
enum SQLValue {
    case null
    case integer(Int64)
    case text(String)
    case blob(Data)

    init(_ number: Int64?) { self = number.map(SQLValue.integer) ?? .null }
    init(_ text: String?) { self = text.map(SQLValue.text) ?? .null }
}

/// The row a statement stands on; valid inside the closure that is handed it.
struct SQLRow {
    fileprivate let handle: OpaquePointer

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    func optionalInteger(_ column: Int32) -> Int64? {
        sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : integer(column)
    }
    func text(_ column: Int32) -> String { sqlite3_column_text(handle, column).map { String(cString: $0) } ?? "" }
    func optionalText(_ column: Int32) -> String? {
        sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : text(column)
    }
    func blob(_ column: Int32) -> Data {
        guard let bytes = sqlite3_column_blob(handle, column) else { return Data() }
        return Data(bytes: bytes, count: Int(sqlite3_column_bytes(handle, column)))
    }
}

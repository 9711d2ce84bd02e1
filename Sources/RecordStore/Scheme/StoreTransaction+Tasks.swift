public import Routing

/// Tasks by their names, for whoever says that one is done.
extension StoreTransaction {
    /// A task as it was raised.
    public struct RaisedTask: Sendable {
        /// The record it is about; nil for one about nobody on record.
        public var nominal: Int64?
        /// Whose it is.
        public var owner: String
        /// Whether it still waits.
        public var isOpen: Bool
        /// What a rule says besides.
        public var detail: HubTask.Detail?
    }

    /// Every task of a key there ever was, in the order in which they were raised; people of one name for a task each have
    /// their own.
    public func tasks(keyed key: String) throws -> [RaisedTask] {
        let rows = try session.scheme.tasksKeyed.all(.text(key)) {
            (
                nominal: $0.optionalInteger(1), owner: $0.text(2), isOpen: $0.optionalInteger(3) == nil,
                cause: $0.integer(4)
            )
        }
        return try rows.map { row in
            RaisedTask(
                nominal: row.nominal, owner: row.owner, isOpen: row.isOpen,
                detail: row.nominal == nil ? try deskDetail(of: key) : try detail(of: key, cause: row.cause))
        }
    }

    private func deskDetail(of key: String) throws -> HubTask.Detail? {
        try session.scheme.deskDetail.first(.text(key)) { $0.blob(0) }.map { try HubTask.Detail(Array($0)) }
    }

    private func detail(of key: String, cause: Int64) throws -> HubTask.Detail? {
        let row = try session.scheme.taskDetail.first(.text(key), .integer(cause)) { ($0.integer(0), $0.blob(1)) }
        return try row.map { try HubTask.Detail(try dataKey($0.0).open($0.1)) }
    }
}

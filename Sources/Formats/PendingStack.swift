/// Holds the parts of every container still open, so that each finished array is allocated once at its exact size.
///
/// A plain array per container grows by doubling, which costs several allocations each and, on hostile input made of
/// one-member objects, several times the memory.
struct PendingStack<Element>: ~Copyable {
    private var storage: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        storage = .allocate(capacity: capacity)
    }

    deinit {
        storage.deinitialize(count: count)
        storage.deallocate()
    }

    /// Adds one element on top.
    @inline(__always)
    mutating func push(_ element: consuming Element) {
        if count == capacity { grow() }
        (storage + count).initialize(to: element)
        count &+= 1
    }

    /// Moves everything from `start` to the top into an array of its own.
    @inline(__always)
    mutating func pop(from start: Int) -> [Element] {
        let taken = count - start
        guard taken > 0 else { return [] }
        count = start
        return [Element](unsafeUninitializedCapacity: taken) { target, initialized in
            if let base = target.baseAddress { base.moveInitialize(from: storage + start, count: taken) }
            initialized = taken
        }
    }

    /// Copies everything from `start` to `end` into an array of its own.
    func copy(from start: Int, to end: Int) -> [Element] {
        [Element](UnsafeBufferPointer(start: storage + start, count: end - start))
    }

    /// Whether an element from `start` to the top satisfies the predicate.
    @inline(__always)
    func contains(from start: Int, where predicate: (borrowing Element) -> Bool) -> Bool {
        for index in start..<count where predicate(storage[index]) { return true }
        return false
    }

    /// Visits every element from `start` to the top.
    func forEach(from start: Int, _ visit: (borrowing Element) -> Void) {
        for index in start..<count { visit(storage[index]) }
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: storage, count: count)
        storage.deallocate()
        storage = larger
        capacity *= 2
    }
}

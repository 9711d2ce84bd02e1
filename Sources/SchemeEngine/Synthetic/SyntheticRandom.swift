/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): the whole area follows from the seed, so that it can be made again.
struct SyntheticRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Whether something that happens so many times in 10,000 happens now.
    mutating func happens(_ inTenThousand: Int) -> Bool { Int.random(in: 0..<10_000, using: &self) < inTenThousand }

    /// A number of a range.
    mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// One of several.
    mutating func pick<Element>(_ list: [Element]) -> Element { list[Int.random(in: 0..<list.count, using: &self)] }

    /// A number that is usually small, with this mean: the sum of two dice of unequal size would be too regular.
    mutating func skewed(mean: Int) -> Int {
        var value = 0
        while value < mean * 8, happens(10_000 - 10_000 / (mean + 1)) { value += 1 }
        return value
    }
}

import PolicyText

/// Something that is run and that a row of the requirements rests on.
public struct RequirementProof: Sendable, Hashable, Comparable {
    /// What is run.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A scenario of a scheme pack.
        case scheme = "scheme"
        /// A scenario of an agreement.
        case agreement = "agreement"
        /// A test of the broker.
        case test = "test"
    }

    /// The row that it proves.
    public var row: String
    /// What is run.
    public var kind: Kind
    /// The pack, the agreement or the file of tests.
    public var place: String
    /// The scenario's or the test's name.
    public var name: String

    /// Puts a proof together.
    public init(row: String, kind: Kind, place: String, name: String) {
        (self.row, self.kind, self.place, self.name) = (row, kind, place, name)
    }

    /// Schemes first, then agreements, then tests; by place and name.
    public static func < (left: RequirementProof, right: RequirementProof) -> Bool { left.order < right.order }

    private var order: (Int, String, String) {
        (Kind.allCases.firstIndex(of: kind) ?? 0, place, name)
    }
}

extension RequirementProof {
    /// What the scenarios of a pack prove.
    public static func all(of file: SchemeScenarioFile) -> [RequirementProof] {
        file.scenarios.flatMap { scenario in
            scenario.covers.map { RequirementProof(row: $0, kind: .scheme, place: file.scheme, name: scenario.name) }
        }
    }

    /// What the tests of a Swift file prove: those whose name says a row, "… (ISH-14)".
    ///
    /// - Parameters:
    ///   - text: the file.
    ///   - place: its name.
    public static func all(inTests text: String, place: String) -> [RequirementProof] {
        TestNames.all(in: text).flatMap { name in
            RowWords.all(in: name).map { RequirementProof(row: $0, kind: .test, place: place, name: name) }
        }
    }
}

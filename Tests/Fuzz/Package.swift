// swift-tools-version: 6.2
// The readers under libFuzzer: the same sources as the product's (links in Sources/), built with coverage in a package of
// their own, because a fuzzed build has no `main` and must not share a build folder with one that has.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let translations = ["Courts", "Partners", "Police", "Prison", "Probation"]

let package = Package(
    name: "fuzz",
    dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
    targets: [
        .systemLibrary(name: "CExpat", pkgConfig: "expat"),
        .target(name: "Formats", dependencies: ["CExpat"], swiftSettings: strict),
        .target(
            name: "CanonicalModel", dependencies: ["Formats", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(name: "DomainEvents", dependencies: ["CanonicalModel", "Formats"], swiftSettings: strict),
        .target(name: "FeedRows", dependencies: ["CanonicalModel", "Formats"], swiftSettings: strict),
    ]
        + translations.map {
            .target(
                name: "\($0)Translation", dependencies: ["CanonicalModel", "DomainEvents", "FeedRows", "Formats"],
                swiftSettings: strict)
        }
        + [
            .executableTarget(
                name: "fuzz-readers",
                dependencies: ["CanonicalModel", "Formats"] + translations.map { .byName(name: "\($0)Translation") },
                swiftSettings: strict)
        ],
    swiftLanguageModes: [.v6]
)

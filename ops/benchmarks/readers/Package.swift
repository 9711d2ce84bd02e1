// swift-tools-version: 6.2
// The readers and translators under a stop-watch: the same sources as the product's (links in Sources/), in a package of
// their own, so that measuring them builds nothing else and the product carries no command for it.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let translations = ["Courts", "Police", "Prison"]

let package = Package(
    name: "readers",
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
                name: "bench-readers",
                dependencies: ["CanonicalModel", "DomainEvents", "Formats"] + translations.map { .byName(name: "\($0)Translation") },
                swiftSettings: strict)
        ],
    swiftLanguageModes: [.v6]
)

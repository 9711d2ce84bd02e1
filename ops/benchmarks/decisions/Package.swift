// swift-tools-version: 6.2
// The decision point under a stop-watch: the same sources as the product's (links in Sources/), in a package of their own,
// so that measuring it builds nothing else and the product carries no command for it.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "decisions",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CExpat", pkgConfig: "expat"),
        .target(name: "Formats", dependencies: ["CExpat"], swiftSettings: strict),
        .target(
            name: "CanonicalModel", dependencies: ["Formats", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(
            name: "AgreementEngine",
            dependencies: [
                "CanonicalModel", "Formats", .product(name: "Yams", package: "Yams"),
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: strict),
        .executableTarget(
            name: "bench-decisions",
            dependencies: [
                "AgreementEngine", "CanonicalModel", "Formats", .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2
// The rooms and the arrows between them. DESIGN: pure rooms own the protocols and do no I/O; drivers implement them;
// services import protocols, never drivers; only BrokerRuntime and the executables wire. Tests/Contract/ArrowsTests.swift
// reads `swift package dump-package` and fails on an edge that is not in its table.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")
let database: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let http: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let httpTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let ssl: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")

let package = Package(
    name: "throughgate",
    products: [
        .executable(name: "throughgate", targets: ["throughgate"]),
        .executable(name: "courts-adapter", targets: ["courts-adapter"]),
        .executable(name: "prison-adapter", targets: ["prison-adapter"]),
        .executable(name: "probation-adapter", targets: ["probation-adapter"]),
        .executable(name: "police-adapter", targets: ["police-adapter"]),
        .executable(name: "partners-adapter", targets: ["partners-adapter"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C libraries
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CRabbitMQ", pkgConfig: "librabbitmq", providers: [.apt(["librabbitmq-dev"])]),

        // Pure rooms
        .target(name: "Formats", dependencies: ["CExpat"], swiftSettings: strict),
        .target(name: "CanonicalModel", dependencies: ["Formats", crypto], swiftSettings: strict),
        .target(name: "PolicyText", dependencies: ["CanonicalModel", "Formats", yaml], swiftSettings: strict),
        .target(
            name: "AgreementEngine", dependencies: ["CanonicalModel", "Formats", "PolicyText", crypto], swiftSettings: strict),
        .target(name: "SchemeEngine", dependencies: ["CanonicalModel", "Formats", "PolicyText", crypto], swiftSettings: strict),
        .target(name: "AuditLog", dependencies: [crypto], swiftSettings: strict),
        .target(name: "Messaging", dependencies: [], swiftSettings: strict),
        .target(
            name: "Routing", dependencies: ["CanonicalModel", "AgreementEngine", "SchemeEngine", "Formats", crypto], swiftSettings: strict),
        .target(
            name: "CourtsTranslation", dependencies: ["CanonicalModel", "DomainEvents", "Formats"], path: "Adapters/Courts/Translation",
            swiftSettings: strict),
        .target(
            name: "DomainEvents", dependencies: ["CanonicalModel", "Formats"], path: "Adapters/DomainEvents",
            swiftSettings: strict),
        .target(
            name: "PrisonTranslation", dependencies: ["CanonicalModel", "DomainEvents", "Formats"], path: "Adapters/Prison/Translation",
            swiftSettings: strict),
        .target(
            name: "ProbationTranslation", dependencies: ["CanonicalModel", "DomainEvents", "Formats"],
            path: "Adapters/Probation/Translation", swiftSettings: strict),
        .target(
            name: "FeedRows", dependencies: ["CanonicalModel", "Formats"], path: "Adapters/FeedRows", swiftSettings: strict),
        .target(
            name: "PoliceTranslation", dependencies: ["CanonicalModel", "FeedRows", "Formats"],
            path: "Adapters/Police/Translation", swiftSettings: strict),
        .target(
            name: "PartnersTranslation", dependencies: ["CanonicalModel", "FeedRows", "Formats"],
            path: "Adapters/Partners/Translation", swiftSettings: strict),

        // Drivers
        .target(name: "AMQP", dependencies: ["CRabbitMQ", "Messaging", logging, lifecycle], swiftSettings: strict),
        .target(
            name: "RecordStore", dependencies: ["CanonicalModel", "Routing", "AgreementEngine", "AuditLog", "Formats", database, sqlite, crypto],
            swiftSettings: strict),

        // Services
        .target(
            name: "Console",
            dependencies: ["CanonicalModel", "Formats", "Messaging", http, mustache, logging, lifecycle, crypto],
            resources: [.copy("Pages")], swiftSettings: strict),
        .target(
            name: "AdapterKit",
            dependencies: [
                "CanonicalModel", "Formats", "Messaging", "AMQP", database, crypto, logging, lifecycle, arguments, yaml,
                http, httpTLS, ssl,
            ],
            swiftSettings: strict),
        .target(
            name: "BrokerRuntime",
            dependencies: [
                "CanonicalModel", "Formats", "Messaging", "AgreementEngine", "SchemeEngine", "Routing", "AuditLog", "AMQP",
                "RecordStore", "Console", logging, lifecycle, signals, crypto,
            ],
            swiftSettings: strict),

        // Executables
        .executableTarget(
            name: "throughgate",
            dependencies: [
                "BrokerRuntime", "AgreementEngine", "SchemeEngine", "RecordStore", "Routing", "Console", "CanonicalModel", "Formats", "AMQP",
                "Messaging", arguments, logging,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "courts-adapter", dependencies: ["AdapterKit", "CanonicalModel", "CourtsTranslation"],
            path: "Adapters/Courts/Executable", swiftSettings: strict),
        .executableTarget(
            name: "prison-adapter", dependencies: ["AdapterKit", "CanonicalModel", "Formats", "PrisonTranslation"],
            path: "Adapters/Prison/Executable", swiftSettings: strict),
        .executableTarget(
            name: "probation-adapter", dependencies: ["AdapterKit", "CanonicalModel", "Formats", "ProbationTranslation"],
            path: "Adapters/Probation/Executable", swiftSettings: strict),
        .executableTarget(
            name: "police-adapter", dependencies: ["AdapterKit", "CanonicalModel", "PoliceTranslation"],
            path: "Adapters/Police/Executable", swiftSettings: strict),
        .executableTarget(
            name: "partners-adapter", dependencies: ["AdapterKit", "CanonicalModel", "PartnersTranslation"],
            path: "Adapters/Partners/Executable", swiftSettings: strict),

        // Tests, one target a layer
        .target(
            name: "TestSupport", dependencies: ["CanonicalModel", "Formats", "Messaging", "Routing", "AgreementEngine"],
            swiftSettings: strict),
        .testTarget(
            name: "PureTests",
            dependencies: [
                "Formats", "CanonicalModel", "PolicyText", "AgreementEngine", "SchemeEngine", "AuditLog", "Routing",
                "CourtsTranslation", "PrisonTranslation", "ProbationTranslation", "PoliceTranslation", "PartnersTranslation", "DomainEvents",
                "FeedRows", "TestSupport",
            ],
            path: "Tests/Pure", swiftSettings: strict),
        .testTarget(
            name: "DriverTests",
            dependencies: [
                "AMQP", "RecordStore", "Messaging", "Routing", "AgreementEngine", "CanonicalModel", "Formats", "TestSupport",
                logging,
                lifecycle,
            ],
            path: "Tests/Drivers",
            swiftSettings: strict),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "AdapterKit", "Console", "BrokerRuntime", "RecordStore", "Routing", "AgreementEngine", "SchemeEngine", "CanonicalModel",
                "Formats", "Messaging", "AMQP", "CourtsTranslation", "PrisonTranslation", "TestSupport", logging, database,
                lifecycle, crypto, http,
                "PoliceTranslation", "ProbationTranslation", "PartnersTranslation",
            ],
            path: "Tests/Services", swiftSettings: strict),
        .testTarget(
            name: "ContractTests",
            dependencies: [
                "CanonicalModel", "Formats", "PolicyText", "Routing", "AgreementEngine", "SchemeEngine", "CourtsTranslation",
                "PrisonTranslation", "ProbationTranslation", "PoliceTranslation", "PartnersTranslation", "TestSupport",
            ],
            path: "Tests/Contract", exclude: ["validate.py"], swiftSettings: strict),
        .testTarget(
            name: "SimulationTests", dependencies: ["Routing", "CanonicalModel", "AgreementEngine", "SchemeEngine", "TestSupport"],
            path: "Tests/Simulation", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

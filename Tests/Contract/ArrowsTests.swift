import Foundation
import Formats
import Testing

/// The arrows between the rooms: who may depend on whom (DESIGN, "The rooms").
///
/// A row is added with its reason, never to make the build pass. Tests may depend on everything but executables.
@Suite("Arrows between the rooms")
struct ArrowsTests {
    /// What each room may depend on: our own rooms, C libraries, and products of other packages.
    static let allowed: [String: Set<String>] = [
        // Pure: no I/O, no driver, and no library but for hashes and for reading YAML.
        "Formats": ["CExpat"],
        "CanonicalModel": ["Formats", "Crypto"],
        // What a partnership's people edit: agreements, directories, scheme packs, scenarios.
        "PolicyText": ["CanonicalModel", "Formats", "Yams"],
        "AgreementEngine": ["CanonicalModel", "Formats", "PolicyText", "Crypto"],
        "SchemeEngine": ["CanonicalModel", "Formats", "PolicyText", "Crypto"],
        "AuditLog": ["Crypto"],
        "Messaging": [],
        "Routing": ["AgreementEngine", "CanonicalModel", "Formats", "SchemeEngine", "Crypto"],
        // A translation knows the canonical model and the formats and nothing else: the simulation runs the real ones.
        "CourtsTranslation": ["CanonicalModel", "DomainEvents", "Formats"],
        "PrisonTranslation": ["CanonicalModel", "DomainEvents", "Formats"],
        "ProbationTranslation": ["CanonicalModel", "DomainEvents", "Formats"],
        // What prison, probation and Common Platform share: SNS envelopes and HMPPS domain events.
        "DomainEvents": ["CanonicalModel", "Formats"],
        // What police and partners share: rows of a documented layout, CSV or JSON, and their report.
        "FeedRows": ["CanonicalModel", "Formats"],
        "PoliceTranslation": ["CanonicalModel", "FeedRows", "Formats"],
        "PartnersTranslation": ["CanonicalModel", "FeedRows", "Formats"],
        // Drivers implement what pure rooms define.
        "AMQP": ["CRabbitMQ", "Messaging", "Logging", "ServiceLifecycle"],
        "RecordStore": [
            "AgreementEngine", "AuditLog", "CanonicalModel", "Formats", "Routing", "Crypto", "GRDB", "GRDBSQLite",
        ],
        // Services import protocols. AdapterKit wires its own process, so it is the one service that meets a driver.
        "Console": [
            "CanonicalModel", "Formats", "Messaging", "Crypto", "Hummingbird", "Logging", "Mustache",
            "ServiceLifecycle",
        ],
        // Hummingbird serves its HTTP way in, its health port and its control socket; NIOSSL names their certificates.
        "AdapterKit": [
            "AMQP", "CanonicalModel", "Formats", "Messaging", "ArgumentParser", "Crypto", "GRDB", "GRDBSQLite",
            "Hummingbird", "HummingbirdTLS", "Logging", "NIOSSL", "ServiceLifecycle", "UnixSignals", "Yams",
        ],
        // The one place that knows everything.
        "BrokerRuntime": [
            "AMQP", "AgreementEngine", "AuditLog", "CanonicalModel", "Console", "Formats", "Messaging", "RecordStore",
            "Routing", "SchemeEngine", "Crypto", "Logging", "ServiceLifecycle", "UnixSignals", "Yams",
        ],
        // Executables wire.
        "throughgate": [
            "AMQP", "AgreementEngine", "BrokerRuntime", "CanonicalModel", "Console", "Formats", "Messaging",
            "RecordStore", "Routing", "SchemeEngine", "ArgumentParser", "Logging",
        ],
        // An executable hands its translator the standing data that AdapterKit has loaded.
        "courts-adapter": ["AdapterKit", "CanonicalModel", "CourtsTranslation"],
        "prison-adapter": ["AdapterKit", "CanonicalModel", "Formats", "PrisonTranslation"],
        // It also reads the partnership's own codes from its environment, and says what is wrong with them.
        "probation-adapter": ["AdapterKit", "CanonicalModel", "Formats", "ProbationTranslation"],
        "police-adapter": ["AdapterKit", "CanonicalModel", "PoliceTranslation"],
        "partners-adapter": ["AdapterKit", "CanonicalModel", "PartnersTranslation"],
        "TestSupport": ["AgreementEngine", "CanonicalModel", "Formats", "Messaging", "Routing"],
        "CExpat": [], "CRabbitMQ": [],
    ]

    @Test("No room depends on what its row does not allow")
    func areAllowed() throws {
        for room in try Package.rooms() where room.kind != "test" {
            let row = try #require(Self.allowed[room.name], "\(room.name) has no row; give it one with its reason")
            for name in room.dependencies.subtracting(row).sorted() {
                Issue.record("\(room.name) may not depend on \(name)")
            }
        }
    }

    @Test("Tests depend on no executable")
    func testsMeetNoExecutable() throws {
        let rooms = try Package.rooms()
        let executables = Set(rooms.filter { $0.kind == "executable" }.map(\.name))
        for room in rooms where room.kind == "test" {
            #expect(room.dependencies.isDisjoint(with: executables), "\(room.name) depends on an executable")
        }
    }

    @Test("The arrows allowed make no circle")
    func makeNoCircle() {
        var left = Self.allowed.mapValues { $0.intersection(Self.allowed.keys) }
        while let bottom = left.first(where: { $0.value.isEmpty })?.key {
            left[bottom] = nil
            for name in left.keys { left[name]?.remove(bottom) }
        }
        #expect(left.isEmpty)
    }

    /// Swift looks a name up as the type first, so a type that bears its module's name hides every other type in it.
    @Test("No module bears the name of a type it holds")
    func modulesHideNothing() throws {
        for room in try Package.rooms() {
            let declaration = try Regex("\\b(?:struct|class|enum|actor|protocol|typealias)\\s+\(room.name)\\b")
            for file in Package.sources(of: room) {
                let text = try String(contentsOfFile: file, encoding: .utf8)
                let lines = text.split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
                #expect(
                    !lines.contains { $0.contains(declaration) }, "\(file) declares \(room.name), its own module's name"
                )
            }
        }
    }
}

/// The package's manifest as SwiftPM understands it.
private enum Package {
    /// A target.
    struct Room {
        let name: String
        let kind: String
        let folder: String
        let dependencies: Set<String>
    }

    /// Every target.
    static func rooms() throws -> [Room] {
        let manifest = try StrictJSON.parse(try dump(), limits: .feed)
        let targets = try #require(manifest.object?["targets"]?.array)
        return try targets.map { target in
            let object = try #require(target.object)
            let name = try #require(object["name"]?.string)
            return Room(
                name: name, kind: object["type"]?.string ?? "",
                folder: ContractFolder.path(object["path"]?.string ?? "Sources/\(name)"),
                dependencies: Set((object["dependencies"]?.array ?? []).compactMap(dependency)))
        }
    }

    /// The Swift files of a target.
    static func sources(of room: Room) -> [String] {
        let files = FileManager.default.enumerator(atPath: room.folder)
        return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }.map {
            room.folder + "/" + $0
        }
    }

    /// {"byName": ["Formats", null]}, {"product": ["Crypto", "swift-crypto", …]} or {"target": ["Formats", null]}.
    private static func dependency(_ value: JSONValue) -> String? {
        value.object?.members.first { ["byName", "product", "target"].contains($0.key) }?.value.array?.first?.string
    }

    /// `swift package dump-package`, from the file that ops/test writes before the tests, or asked here with a folder of
    /// its own, because a running `swift test` holds the lock of the usual one.
    private static func dump() throws -> [UInt8] {
        if let file = ProcessInfo.processInfo.environment["THROUGHGATE_PACKAGE_DUMP"] {
            return try ContractFolder.bytes(file)
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dump-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appendingPathComponent("package.json")
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "swift", "package", "--package-path", ContractFolder.path(""), "--scratch-path", folder.path,
            "dump-package",
        ]
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "swift package dump-package failed")
        return try ContractFolder.bytes(output.path)
    }
}

import CanonicalModel
import Foundation
import GRDB
import Messaging
import Testing

@testable import AdapterKit

/// Keys, seals and the database's own promises.
@Suite struct SealingTests {
    @Test("the master key is made once, for its owner only, and read back the same")
    func keyFile() throws {
        let fixture = try AdapterFixture()
        let path = fixture.path("keys/master.key")
        let first = try MasterKey.load(path, mayCreate: true)
        let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(permissions?.intValue == 0o600)
        #expect(try MasterKey.load(path, mayCreate: false).fingerprint == first.fingerprint)
        #expect(MasterKey([UInt8](repeating: 1, count: 32)).fingerprint != first.fingerprint)
    }

    @Test("a master key that others can read, that is short, or a link, is refused")
    func unsafeKeyFile() throws {
        let fixture = try AdapterFixture()
        let path = fixture.path("master.key")
        _ = try MasterKey.load(path, mayCreate: true)
        chmod(path, 0o640)
        #expect(throws: AdapterError(.masterKey, "")) { try MasterKey.load(path, mayCreate: false) }
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        #expect(throws: AdapterError(.masterKey, "")) { try MasterKey.load(path, mayCreate: false) }
        symlink(path, fixture.path("link.key"))
        #expect(throws: AdapterError(.masterKey, "")) { try MasterKey.load(fixture.path("link.key"), mayCreate: false) }
    }

    @Test("a database without its key, or with another, is not opened: a new key would lose everything in it")
    func lostKey() async throws {
        let fixture = try AdapterFixture()
        try await fixture.run()
        let key = fixture.path("state/master.key")
        try FileManager.default.removeItem(atPath: key)
        #expect(throws: AdapterError(.masterKey, "")) { try fixture.start() }
        _ = try MasterKey.load(key, mayCreate: true)
        #expect(throws: AdapterError(.masterKey, "")) { try fixture.start() }
    }

    @Test("what was sealed opens under its own key, item and part, unchanged, and not otherwise")
    func seals() throws {
        let key = ItemKey()
        let sealed = try key.seal([1, 2, 3], as: .bytes, itemID: "a")
        #expect(try key.open(sealed, as: .bytes, itemID: "a") == [1, 2, 3])
        var changed = sealed
        changed[changed.count / 2] ^= 1
        #expect(throws: AdapterError(.seal, "")) { try key.open(changed, as: .bytes, itemID: "a") }
        #expect(throws: AdapterError(.seal, "")) { try key.open(sealed, as: .messages, itemID: "a") }
        #expect(throws: AdapterError(.seal, "")) { try key.open(sealed, as: .bytes, itemID: "b") }
        #expect(throws: AdapterError(.seal, "")) { try ItemKey().open(sealed, as: .bytes, itemID: "a") }
        #expect(throws: AdapterError(.seal, "")) { try key.open([], as: .bytes, itemID: "a") }
    }

    @Test("commits reach the disk before they return")
    func durability() async throws {
        let process = try AdapterFixture().start()
        let pragmas = try await process.store.read { database in
            [
                try String.fetchOne(database, sql: "PRAGMA synchronous"),
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try String.fetchOne(database, sql: "PRAGMA secure_delete"),
            ]
        }
        #expect(pragmas == ["2", "wal", "1"])
    }

    @Test("one process writes a state folder")
    func oneWriter() throws {
        let fixture = try AdapterFixture()
        let process = try fixture.start()
        #expect(throws: AdapterError(.inUse, "")) { try fixture.start() }
        withExtendedLifetime(process) {}
    }

    @Test("nothing of an item stands in the state folder in clear, and the item opens from there")
    func canary() async throws {
        let fixture = try AdapterFixture()
        try fixture.dropRelease("good.json", 1)
        try fixture.drop("bad.json", Array("{\"nomsNumber\":\"Zebedee Canary".utf8))
        fixture.channel.behave { _, _ in .unknown(reason: "test") }
        let process = try fixture.start()
        try await process.pass()
        // Unconfirmed, so that the messages are kept too.
        #expect(try await process.count("publishDue = 1") == 1)
        #expect(try !fixture.stateContains("Canary"))
        #expect(try !fixture.stateContains("Z0001ZZ"))
        let archive = try IntakeArchive(folder: fixture.path("state"), masterKeyFile: fixture.path("state/master.key"))
        let rejected = try #require(try archive.quarantined(limit: 10).first)
        #expect(String(decoding: try archive.bytes(of: rejected.id), as: UTF8.self).hasSuffix("Zebedee Canary"))
    }

    @Test("bundles of messages read back, and broken ones do not")
    func bundles() {
        let messages: [[UInt8]] = [[1, 2, 3], [], [UInt8](repeating: 9, count: 70_000)]
        let packed = MessageBundle.pack(messages)
        #expect(MessageBundle.unpack(packed) == messages)
        #expect(MessageBundle.unpack(Array(packed.dropLast())) == nil)
        #expect(MessageBundle.unpack([0, 0]) == nil)
        #expect(MessageBundle.unpack([]) == [])
    }
}

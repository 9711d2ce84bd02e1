import CanonicalModel
import Formats
import Foundation
import Messaging
import Testing

@testable import AdapterKit

/// `POST /items`: nobody is told accepted before the broker has confirmed, and nobody sends who is not named.
@Suite struct ItemDoorTests {
    let fixture: AdapterFixture

    init() throws { fixture = try AdapterFixture() }

    @Test("an item is sealed, published and answered 202 with its receipt, which its sender can fetch")
    func accepted() async throws {
        try await fixture.whileRunning { (running) async throws in
            let answer = try await running.post(AdapterFixture.release(1))
            #expect(answer.status == 202)
            #expect(answer.json["status"]?.string == "accepted")
            #expect(answer.json["file"]?.string == "http")
            #expect(fixture.channel.confirmed.count == 1)
            let place = try #require(answer.headers["location"])
            #expect(place == "/receipts/\(answer.json["id"]?.string ?? "")")
            let again = try await running.get(place)
            #expect(again.status == 200)
            #expect(again.json == answer.json)
            #expect(again.headers["cache-control"] == "no-store")
        }
        #expect(try fixture.names("receipts") == [])
        #expect(try !fixture.stateContains("Canary"))
    }

    @Test("a receipt is its own sender's: to another, and of an id never given, there is nothing at the address")
    func ownReceiptsOnly() async throws {
        try await fixture.whileRunning { (running) async throws in
            let place = try #require(try await running.post(AdapterFixture.release(1)).headers["location"])
            let foreign = try await running.get(place, token: AdapterFixture.otherToken)
            let unknown = try await running.get("/receipts/00000000-0000-7000-8000-000000000000")
            #expect(foreign.status == 404)
            #expect(foreign.body == unknown.body)
        }
    }

    @Test("a file's receipt is not for fetching, whoever asks")
    func fileReceipts() async throws {
        try fixture.dropRelease("a.json", 1)
        try await fixture.run()
        let id = try #require(try fixture.receipt("a.json")["id"]?.string)
        try await fixture.whileRunning { (running) async throws in
            #expect(try await running.get("/receipts/\(id)").status == 404)
        }
    }

    @Test(
        "no token, a wrong one, another scheme and a token that runs on are all the same 401",
        arguments: [
            nil, "Bearer wrong", "Bearer \(AdapterFixture.token)0", "Bearer \(AdapterFixture.token.dropLast())",
            "Basic \(AdapterFixture.token)", AdapterFixture.token, "Bearer", "Bearer ",
            "Bearer \(AdapterFixture.token) \(AdapterFixture.token)", "Bearer " + String(repeating: "a", count: 5_000),
        ])
    func unauthorised(value: String?) async throws {
        try await fixture.whileRunning { (running) async throws in
            let answer = try await running.post(
                AdapterFixture.release(1), headers: value.map { ["Authorization": $0] } ?? [:], token: nil)
            #expect(answer.status == 401)
            #expect(answer.headers["www-authenticate"] == "Bearer")
            #expect(answer.rule == "http.unauthorised")
            #expect(fixture.channel.tried.isEmpty)
            #expect(try await running.services.store.figures() == AdapterFigures())
        }
    }

    @Test("two Authorization headers are refused, though each were good")
    func twoAuthorizations() async throws {
        try await fixture.whileRunning { (running) async throws in
            let token = "Authorization: Bearer \(AdapterFixture.token)\r\n"
            let answer = try await running.http.send(
                "POST /items HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(token)\(token)Content-Length: 2\r\n\r\n{}")
            #expect(answer.status == 400)
            #expect(answer.rule == "http.header")
        }
    }

    @Test("a rejected item is 422 with path, rule and remedy as RFC 9457 writes it, and waits in the quarantine")
    func rejected() async throws {
        try await fixture.whileRunning { (running) async throws in
            let answer = try await running.post(Array("{\"a\":1,\"a\":\"Canary\"}".utf8))
            #expect(answer.status == 422)
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(answer.rule == "intake.rejected")
            #expect(answer.json["status"]?.integer == 422)
            let problem = try #require(answer.json["problems"]?.array?.first?.object)
            #expect(problem["rule"]?.string == "json.duplicate-key")
            #expect(problem["remedy"]?.string?.isEmpty == false)
            #expect(answer.json["receipt"]?.object?["status"]?.string == "rejected")
            #expect(answer.json["instance"]?.string == answer.headers["location"])
            #expect(!answer.body.contains("Canary"))
            #expect(try await running.services.store.figures().quarantined == 1)
        }
    }

    @Test("an ignored item is 200 and says by which rule; the same bytes again are a duplicate")
    func ignoredAndDuplicate() async throws {
        try await fixture.whileRunning { (running) async throws in
            let ignored = try await running.post(AdapterFixture.release(1, code: "MRG"))
            #expect(ignored.status == 200)
            #expect(ignored.json["status"]?.string == "ignored")
            #expect(try await running.post(AdapterFixture.release(2)).status == 202)
            let duplicate = try await running.post(AdapterFixture.release(2))
            #expect(duplicate.status == 202)
            #expect(duplicate.json["status"]?.string == "duplicate")
        }
    }

    @Test("bytes that another client sent, or a file held, are no duplicate to whoever guesses them")
    func foreignDuplicates() async throws {
        try fixture.dropRelease("a.json", 1)
        try await fixture.run()
        try await fixture.whileRunning { (running) async throws in
            #expect(try await running.post(AdapterFixture.release(1)).json["status"]?.string == "accepted")
            let foreign = try await running.post(AdapterFixture.release(1), token: AdapterFixture.otherToken)
            #expect(foreign.json["status"]?.string == "accepted")
            let own = try await running.post(AdapterFixture.release(1), token: AdapterFixture.otherToken)
            #expect(own.json["status"]?.string == "duplicate")
        }
    }

    @Test("a held item is 200, and its receipt says held")
    func held() async throws {
        fixture.translator = ScriptedTranslator { _ in Translation(outcome: .held, problems: [.unreadableByMachine]) }
        try await fixture.whileRunning { (running) async throws in
            let answer = try await running.post([1])
            #expect(answer.status == 200)
            #expect(answer.json["status"]?.string == "held")
        }
    }

    // MARK: Idempotency

    @Test("the same key and bytes are the same item and the same answer, quoted or bare")
    func sameKey() async throws {
        try await fixture.whileRunning { (running) async throws in
            let first = try await running.post(AdapterFixture.release(1), headers: ["Idempotency-Key": "k 1"])
            let again = try await running.post(AdapterFixture.release(1), headers: ["Idempotency-Key": "\"k 1\""])
            #expect(again.status == 202)
            #expect(again.body == first.body)
            #expect(fixture.channel.tried.count == 1)
        }
    }

    @Test("the same key with other bytes is 422, and nothing is kept of them")
    func keyReused() async throws {
        try await fixture.whileRunning { (running) async throws in
            _ = try await running.post(AdapterFixture.release(1), headers: ["Idempotency-Key": "k"])
            let answer = try await running.post(AdapterFixture.release(2), headers: ["Idempotency-Key": "k"])
            #expect(answer.status == 422)
            #expect(answer.rule == "http.idempotency-key-reused")
            #expect(fixture.channel.tried.count == 1)
        }
    }

    @Test("a key is its sender's own: another's of the same name is another")
    func keysOfTwo() async throws {
        try await fixture.whileRunning { (running) async throws in
            let headers = ["Idempotency-Key": "k"]
            let first = try await running.post(AdapterFixture.release(1), headers: headers)
            let second = try await running.post(
                AdapterFixture.release(2), headers: headers, token: AdapterFixture.otherToken)
            #expect(second.status == 202)
            #expect(second.json["id"] != first.json["id"])
        }
    }

    @Test("a rejected item's key gives the same rejection again")
    func rejectedKey() async throws {
        try await fixture.whileRunning { (running) async throws in
            let headers = ["Idempotency-Key": "k"]
            let first = try await running.post(Array("{".utf8), headers: headers)
            let again = try await running.post(Array("{".utf8), headers: headers)
            #expect(first.status == 422)
            #expect(again.body == first.body)
            #expect(try await running.services.store.figures().quarantined == 1)
        }
    }

    @Test("two requests with one key at once are one item")
    func keyAtOnce() async throws {
        try await fixture.whileRunning { (running) async throws in
            let headers = ["Idempotency-Key": "k"]
            async let first = running.post(AdapterFixture.release(1), headers: headers)
            async let second = running.post(AdapterFixture.release(1), headers: headers)
            let bodies = try await [first.body, second.body]
            #expect(bodies[0] == bodies[1])
            #expect(fixture.channel.tried.count == 1)
        }
    }

    @Test(
        "a key that is empty, too long, or no visible text is refused",
        arguments: ["", "\"\"", String(repeating: "k", count: 256), "a\"b", "caf\u{E9}"])
    func badKey(key: String) async throws {
        try await fixture.whileRunning { (running) async throws in
            let answer = try await running.post(AdapterFixture.release(1), headers: ["Idempotency-Key": key])
            #expect(answer.status == 400)
        }
    }

    @Test("a key that is a path, a query or a command is a key like any other, and makes no file")
    func hostileKey() async throws {
        let before = try fixture.names("state").count
        try await fixture.whileRunning { (running) async throws in
            for key in ["../../../../tmp/pwned", "'; DROP TABLE item; --", "%2e%2e%2f", "$(reboot)"] {
                let answer = try await running.post(AdapterFixture.release(1), headers: ["Idempotency-Key": key])
                #expect(answer.status == 202)
            }
        }
        #expect(try !fixture.stateContains("pwned"))
        #expect(try !fixture.stateContains("DROP TABLE item"))
        #expect(before == 0)
        #expect(try fixture.names("drop") == [])
    }

    @Test("a key given twice is refused")
    func twoKeys() async throws {
        try await fixture.whileRunning { (running) async throws in
            let head =
                "POST /items HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer \(AdapterFixture.token)\r\n"
            let answer = try await running.http.send(
                head + "Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 2\r\n\r\n{}")
            #expect(answer.status == 400)
        }
    }

    @Test("an item that a crash left sealed and not judged is judged at the next start, and its key finds it")
    func crashed() async throws {
        let origin = ItemOrigin(way: .http, sender: "nomis", idempotencyKey: "k")
        do {
            let process = try fixture.start()
            _ = try await process.store.sealReceived(
                [Arrival(.bytes(AdapterFixture.release(1)), from: origin)], at: fixture.clock.now())
        }
        try await fixture.whileRunning { (running) async throws in
            let answer = try await running.post(AdapterFixture.release(1), headers: ["Idempotency-Key": "k"])
            #expect(answer.status == 202)
            #expect(answer.json["status"]?.string == "accepted")
            #expect(fixture.channel.tried.count == 1)
        }
    }

    @Test("an item whose verdict could not be kept is judged by the housekeeping, and not before its time")
    func leftOver() async throws {
        let process = try fixture.start()
        let arrival = Arrival(.bytes(AdapterFixture.release(1)), from: ItemOrigin(way: .http, sender: "nomis"))
        _ = try await process.store.sealReceived([arrival], at: fixture.clock.now())
        try await process.intake.judgeLeftOver(olderThanSeconds: 60)
        #expect(try await process.count("state = 'received'") == 1)
        fixture.clock.advance(seconds: 61)
        try await process.intake.judgeLeftOver(olderThanSeconds: 60)
        #expect(try await process.count("state = 'translated'") == 1)
    }

    // MARK: Hostile bodies

    @Test("a body beyond the limit is 413, whether it says so or not")
    func tooLarge() async throws {
        var configuration = try fixture.wholeConfiguration()
        configuration.http?.limits.maxBytes = 100
        try await fixture.whileRunning(configuration) { (running) async throws in
            let large = [UInt8](repeating: 48, count: 101)
            #expect(try await running.post(large).status == 413)
            let chunked =
                "POST /items HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer \(AdapterFixture.token)\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n65\r\n" + String(decoding: large, as: UTF8.self) + "\r\n0\r\n\r\n"
            #expect(try await running.http.send(chunked).status == 413)
        }
    }

    @Test("a body that says 100 MB and does not come is refused before any of it")
    func announced() async throws {
        try await fixture.whileRunning { (running) async throws in
            let answer = try await running.http.send(
                "POST /items HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(AdapterFixture.token)\r\nContent-Length: 100000000\r\n\r\n"
            )
            #expect(answer.status == 413)
        }
    }

    @Test("a body that does not come to its end is given up, and its room is free again")
    func slowBody() async throws {
        try await fixture.whileRunning(change: { $0.bodyClock = InstantClock() }) { (running) async throws in
            let answer = try await running.http.send(
                "POST /items HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(AdapterFixture.token)\r\nContent-Length: 10\r\n\r\n{"
            )
            #expect(answer.status == 408)
            #expect(answer.rule == "http.too-slow")
        }
    }

    @Test("a head that does not come to its end costs the sender the connection, however often it sends a byte")
    func slowHead() async throws {
        try await fixture.whileRunning(change: { ($0.idleSeconds, $0.headSeconds) = (600, 1) }) {
            (running) async throws in
            // The probe waits for two minutes and the server's idle time is ten: only the deadline is sooner.
            let began = ContinuousClock.now
            let answer = try? await running.http.send("POST /items HTTP/1.1\r\nHost: a\r\nX-Slow: ")
            #expect(answer == nil)
            #expect(began.duration(to: .now) >= .seconds(1))
            #expect(began.duration(to: .now) < .seconds(110))
            #expect(try await running.post(AdapterFixture.release(1)).status == 202)
        }
    }

    @Test("an empty body, a compressed one, another method and another address are refused")
    func refusals() async throws {
        try await fixture.whileRunning { (running) async throws in
            #expect(try await running.post([]).rule == "intake.empty")
            #expect(try await running.post([1], headers: ["Content-Encoding": "gzip"]).status == 415)
            #expect(try await running.get("/items").status == 405)
            for path in ["/", "/receipts/", "/receipts/..%2f..%2fetc", "/receipts/a/rows", "/metrics", "/quarantine"] {
                #expect(try await running.get(path).status == 404)
            }
        }
    }

    @Test(
        "a request that two readers would read differently is refused, and nothing of it is kept",
        arguments: [
            "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "Content-Length: 2, 3\r\n\r\n{}",
            "Content-Length: -1\r\n\r\n{}", "Content-Length: +2\r\n\r\n{}",
            "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}",
            "Idempotency-Key: a\rIdempotency-Key: b\r\nContent-Length: 2\r\n\r\n{}",
            "Idempotency-Key: a\0b\r\nContent-Length: 2\r\n\r\n{}",
            "Idempotency-Key : a\r\nContent-Length: 2\r\n\r\n{}",
        ])
    func ambiguous(rest: String) async throws {
        try await fixture.whileRunning { (running) async throws in
            let head = "POST /items HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            let answer = try? await running.http.send(
                head + "Authorization: Bearer \(AdapterFixture.token)\r\n" + rest)
            #expect(answer.map { $0.status >= 400 } ?? true)
            #expect(try await running.services.store.figures() == AdapterFigures())
        }
    }

    @Test("headers beyond 16 KiB are not read")
    func longHeaders() async throws {
        try await fixture.whileRunning { (running) async throws in
            let answer = try? await running.get("/items?" + String(repeating: "a", count: 100_000))
            #expect(answer.map { $0.status >= 400 } ?? true)
        }
    }

    // MARK: The broker

    @Test("while the broker does not confirm, the answer is 503 with the receipt's address, and the item is safe")
    func unconfirmed() async throws {
        fixture.channel.behave { _, _ in .unknown(reason: "the broker is away") }
        try await fixture.whileRunning(change: { $0.fateClock = InstantClock() }) { (running) async throws in
            let answer = try await running.post(AdapterFixture.release(1), headers: ["Idempotency-Key": "k"])
            #expect(answer.status == 503)
            #expect(answer.rule == "intake.unconfirmed")
            #expect(answer.headers["retry-after"] != nil)
            let pending = try await running.get(try #require(answer.headers["location"]))
            #expect(pending.status == 404)
            #expect(pending.rule == "receipt.not-yet")
        }
        fixture.channel.behave { _, _ in .confirmed }
        try await fixture.whileRunning { (running) async throws in
            let answer = try await running.post(AdapterFixture.release(1), headers: ["Idempotency-Key": "k"])
            #expect(answer.status == 202)
            #expect(answer.json["status"]?.string == "accepted")
            #expect(fixture.channel.confirmed.count == 1)
        }
    }

    @Test("when too many items wait for the broker, senders are told to come again, and nothing is sealed")
    func backlog() async throws {
        fixture.channel.behave { _, _ in .unknown(reason: "the broker is away") }
        var configuration = try fixture.wholeConfiguration()
        configuration.http?.limits.maxBacklog = 1
        try await fixture.whileRunning(configuration, change: { $0.fateClock = InstantClock() }) {
            (running) async throws in
            #expect(try await running.post(AdapterFixture.release(1)).rule == "intake.unconfirmed")
            let answer = try await running.post(AdapterFixture.release(2))
            #expect(answer.status == 503)
            #expect(answer.rule == "http.busy")
            #expect(answer.headers["retry-after"] != nil)
            #expect(try await running.services.store.figures().unpublished == 1)
        }
    }

    @Test("a hundred items at once are each answered, published once and receipted once")
    func many() async throws {
        try await fixture.whileRunning { (running) async throws in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 1...100 {
                    group.addTask { try await running.post(AdapterFixture.release(number)).status }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0 == 202 })
            #expect(fixture.channel.confirmedIDs.count == 100)
            #expect(fixture.channel.tried.count == 100)
            #expect(running.services.store.bell.waiterCount == 0)
        }
    }

    @Test("a request in hand when the adapter is told to stop is answered")
    func drain() async throws {
        let (asked, ask) = AsyncStream<Void>.makeStream()
        fixture.channel.behave { _, earlier in
            ask.yield()
            return earlier == 0 ? .unknown(reason: "the broker is slow") : .confirmed
        }
        try await fixture.whileRunning { (running) async throws in
            async let answer = running.post(AdapterFixture.release(1))
            _ = await asked.first { _ in true }
            await running.stop()
            #expect(try await answer.status == 202)
        }
    }

    // MARK: Rows

    @Test("what is wrong with single rows is counted in the receipt and told line by line to its sender")
    func rows() async throws {
        fixture.translator = ScriptedTranslator { item in
            var translation = ScriptedTranslator.releases(2).script(item)
            translation.problems = (1...30).map { row in
                FormatError(path: "/rows/\(row)/noms", rule: "csv.cell", message: "m", remedy: "r")
            }
            return translation
        }
        try await fixture.whileRunning { (running) async throws in
            let answer = try await running.post([1])
            #expect(answer.status == 202)
            let rows = try #require(answer.json["rows"]?.object)
            #expect(rows["withProblems"]?.integer == 30)
            #expect(answer.json["problems"]?.array?.count == RowReport.maxInReceipt)
            let report = try await running.get(try #require(rows["report"]?.string))
            let lines = report.body.split(separator: "\n")
            #expect(lines.count == 30)
            let line = try #require(try StrictJSON.parse(Array(lines[2].utf8)).object)
            #expect(line["row"]?.integer == 3)
            #expect(line["column"]?.string == "noms")
            let foreign = try await running.get(try #require(rows["report"]?.string), token: AdapterFixture.otherToken)
            #expect(foreign.status == 404)
        }
    }
}

extension FormatError {
    static let unreadableByMachine = FormatError(
        path: "", rule: "test.unreadable", message: "No machine reads this.", remedy: "A person looks at it.")
}

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// The fields of a form as the browser sends them, repeated ones together.
struct FormValues {
    /// The most bytes a form of the hub may have: some paragraphs of text.
    static let byteLimit = 64 * 1_024
    /// The most characters of one answer.
    static let answerLimit = 2_000

    /// By name.
    let values: [String: [String]]

    /// The field that proves that the form is ours.
    var token: String { values["token"]?.first ?? "" }

    /// Reads a form.
    ///
    /// - Throws: a ``Refusal`` for a body that is too large or not a form.
    static func read(_ request: Request) async throws -> FormValues {
        guard let type = request.headers[.contentType], type.hasPrefix("application/x-www-form-urlencoded") else {
            throw Refusal.notAForm
        }
        do {
            let body = try await request.body.collect(upTo: byteLimit)
            return try FormValues(String(buffer: body))
        } catch is NIOTooManyBytesError {
            throw Refusal.tooLarge
        }
    }

    /// - Parameter body: "a=1&b=2", percent-encoded, a plus for a space.
    init(_ body: String) throws(Refusal) {
        guard let items = URLComponents(string: "?" + body.replacing("+", with: "%20"))?.queryItems else {
            throw Refusal.notAForm
        }
        var values = [String: [String]]()
        for item in items {
            let text = (item.value ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
            guard text.count <= Self.answerLimit else { throw Refusal.tooLarge }
            values[item.name, default: []].append(text)
        }
        self.values = values
    }
}

import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// The acknowledgement form as the browser sends it.
struct AcknowledgementForm: Decodable {
    /// The most bytes a form may have; ours has about three hundred.
    static let byteLimit = 16 * 1_024

    let officer: String
    let token: String

    /// Reads the form.
    ///
    /// - Throws: a ``Refusal`` for a body that is too large or not a form of ours.
    static func read(_ request: Request, _ context: ConsoleContext) async throws -> AcknowledgementForm {
        guard let type = request.headers[.contentType], type.hasPrefix("application/x-www-form-urlencoded") else {
            throw Refusal.notAForm
        }
        let declared = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard declared <= byteLimit else { throw Refusal.tooLarge }
        do {
            let body = try await request.body.collect(upTo: byteLimit)
            return try URLEncodedFormDecoder().decode(AcknowledgementForm.self, from: String(buffer: body))
        } catch is NIOTooManyBytesError {
            throw Refusal.tooLarge
        } catch {
            throw Refusal.notAForm
        }
    }
}

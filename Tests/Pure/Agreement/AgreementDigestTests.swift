import AgreementEngine
import Formats
import Testing

/// The digest is of what the agreement says, not of how the file is set.
@Suite("Agreement digest") struct AgreementDigestTests {
    private typealias Sample = AgreementSample

    private let yaml = Sample(guardrails: [Sample.guardrail()], rules: [Sample.permit(when: #"subject.rag: "red""#)])
        .yaml

    private func digest(_ yaml: String) throws -> String { try Agreement(yaml: yaml).digest }

    @Test("it is SHA-256 in hexadecimal of the canonical JSON") func form() throws {
        let agreement = try Agreement(yaml: yaml)
        #expect(agreement.digest.count == 64)
        #expect(agreement.digest.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        #expect(agreement.canonical.object?["status"] == "in-force")
    }

    @Test(
        "comments, white space, quotes and the order of keys change nothing",
        arguments: [
            ("status:", "# a remark\nstatus:"), ("status: ", "status:      "), (#""in-force""#, "'in-force'"),
            ("title: \"A sample\"\nversion: \"1.0.0\"", "version: \"1.0.0\"\ntitle: \"A sample\""),
            (#"{ notify-npt: "Tell the team", "#, "{\n  # why\n  notify-npt: \"Tell the team\",\n  "),
        ])
    func cosmetics(old: String, new: String) throws {
        try #require(yaml.contains(old))
        #expect(try digest(yaml.replacingFirst(old, with: new)) == digest(yaml))
    }

    @Test(
        "any word changes it",
        arguments: [
            (#""A sentence.""#, #""Another sentence.""#), (#"subject.rag: "red""#, #"subject.rag: "amber""#),
            (#"source: "LDS 1.23""#, #"source: "LDS 1.24""#), (#"version: "1.0.0""#, #"version: "1.0.1""#),
            (#"status: "in-force""#, #"status: "suspended""#), (#"on: "2026-03-01""#, #"on: "2026-03-02""#),
            (#"share: ["rag.colour"]"#, #"share: ["rag.colour", "rag.rationale"]"#),
        ])
    func words(old: String, new: String) throws {
        try #require(yaml.contains(old))
        #expect(try digest(yaml.replacingFirst(old, with: new)) != digest(yaml))
    }

    @Test("every decision carries it") func inDecisions() throws {
        let agreement = try Agreement(yaml: yaml)
        #expect(PolicyDecisionPoint(agreement).decide(DisclosureSample.request()).agreementDigest == agreement.digest)
    }
}

import Foundation
import Testing
import TestSupport

@testable import SchemeEngine

/// One dictionary, in code and on paper.
@Suite("The metric dictionary")
struct MetricDictionaryTests {
    @Test("AUD-06 Contracts/schemes/metrics.md is what the code computes by; `throughgate report metrics` prints it")
    func document() throws {
        let written = try String(contentsOfFile: RepositoryRoot.path + "/Contracts/schemes/metrics.md", encoding: .utf8)
        #expect(written == Metric.document)
    }

    @Test("AUD-06 No two figures share a title, and each has a definition and a source")
    func complete() {
        #expect(Set(Metric.allCases.map(\.entry.title)).count == Metric.allCases.count)
        for metric in Metric.allCases {
            #expect(metric.entry.definition.hasSuffix("."), "\(metric)")
            #expect(!metric.entry.source.isEmpty, "\(metric)")
        }
    }
}

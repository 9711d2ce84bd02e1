import Console
import Testing

@testable import Console

@Suite("Metrics as Prometheus reads them")
struct PrometheusTextTests {
    @Test("Help, type and samples, with quotes, backslashes and line ends escaped")
    func text() {
        let metric = Metric(
            "throughgate_items_total", help: "Items\nby \\ fate.", kind: .counter,
            samples: [.init(3, labels: [.init("fate", "a\"b\\c\nd"), .init("feed", "courts")]), .init(0.25)])
        #expect(
            PrometheusText.render([metric]) == """
                # HELP throughgate_items_total Items\\nby \\\\ fate.
                # TYPE throughgate_items_total counter
                throughgate_items_total{fate="a\\"b\\\\c\\nd",feed="courts"} 3
                throughgate_items_total 0.25

                """)
    }

    @Test(
        "Values beyond numbers have their words",
        arguments: [(Double.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf")])
    func special(value: Double, text: String) {
        let metric = Metric("m", help: "h", kind: .gauge, samples: [.init(value)])
        #expect(PrometheusText.render([metric]).hasSuffix("\nm \(text)\n"))
    }
}

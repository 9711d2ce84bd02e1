/// Metrics in Prometheus' text format, version 0.0.4.
enum PrometheusText {
    static func render(_ metrics: [Metric]) -> String {
        metrics.map { metric in
            let head = "# HELP \(metric.name) \(escaped(metric.help))\n# TYPE \(metric.name) \(metric.kind.rawValue)\n"
            return head
                + metric.samples.map { metric.name + labels($0.labels) + " " + number($0.value) + "\n" }.joined()
        }
        .joined()
    }

    private static func labels(_ labels: [Metric.Sample.Label]) -> String {
        guard !labels.isEmpty else { return "" }
        let pairs = labels.map { "\($0.name)=\"\(escaped($0.value).replacing("\"", with: "\\\""))\"" }
        return "{" + pairs.joined(separator: ",") + "}"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        guard let whole = Int64(exactly: value) else { return "\(value)" }
        return String(whole)
    }
}

import Formats
import ProbationTranslation
import Testing

/// What an operator may write.
@Suite struct ProbationSettingsTests {
    @Test("settings are lists of NAME=CODE")
    func read() throws {
        let settings = try ProbationSettings(environment: [
            "PROBATION_IOM_RED": "registrationLevelCode=IR,registerTypeCode=IRED", "PROBATION_DECIDES": "IIOM=iom",
            "PATH": "/bin",
        ])
        #expect(settings.iomRed.map(\.member) == ["registrationLevelCode", "registerTypeCode"])
        #expect(settings.iomRed.map(\.code) == ["IR", "IRED"])
        #expect(settings.decides == ["IIOM": "iom"])
        #expect(try ProbationSettings(environment: [:]) == ProbationSettings())
    }

    @Test("what cannot be read stops the program", arguments: ["IR", "=IR", "level=", "level=IR=2", "a=b,c"])
    func refused(text: String) {
        let error = #expect(throws: FormatError.self) {
            try ProbationSettings(environment: ["PROBATION_IOM_RED": text])
        }
        #expect(error?.path == "PROBATION_IOM_RED")
    }
}

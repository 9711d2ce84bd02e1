import CanonicalModel
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

    @Test("a partnership may name further registers; a code of the shipped table keeps its meaning")
    func registers() throws {
        let settings = try ProbationSettings(environment: ["PROBATION_REGISTERS": "zz99=safeguarding,WEAP=other"])
        let named = ProbationFixture.registration(code: "ZZ99").translated(settings)
        #expect(named.registration?.register.class == .safeguarding)
        #expect(named.rules.isEmpty)
        #expect(
            ProbationFixture.registration(code: "WEAP").translated(settings).registration?.register.class
                == .officerSafety)
        let error = #expect(throws: FormatError.self) {
            try ProbationSettings(environment: ["PROBATION_REGISTERS": "ZZ99=ghosts"])
        }
        #expect(error?.rule == "config.register-class")
    }

    @Test("what cannot be read stops the program", arguments: ["IR", "=IR", "level=", "level=IR=2", "a=b,c"])
    func refused(text: String) {
        let error = #expect(throws: FormatError.self) {
            try ProbationSettings(environment: ["PROBATION_IOM_RED": text])
        }
        #expect(error?.path == "PROBATION_IOM_RED")
    }
}

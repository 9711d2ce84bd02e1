import Formats
import PolicyText

/// The five colours of a scheme and how somebody moves between them.
struct Palette: Sendable, Hashable {
    let colours: [ColourState.Shown: ColourRule]
    /// Whose somebody is whom no team covers: there is one owner at every instant (reference 6.5).
    let withoutTeam: String
    /// How slowly colours come down.
    let dwell: DwellRule
    /// When automatic proposals stop.
    let flap: FlapRule
    /// Triggers that make one alert.
    let coalescing: CoalescingRule
    /// Who confirms a proposal, and by when.
    let confirmation: ColourDuty
    /// Who hears of an alert that nobody reads.
    let unread: UnreadRule
    /// The assessment before a release.
    let release: ReleaseRule
    /// Who hears of news about a white name.
    let white: ColourDuty
    /// Who hears of what comes too late to change anything.
    let late: ColourDuty
    /// The daily assessment, where a scheme makes one (RAG-08).
    let daily: DailyRule?
    /// What a colour has to rest on (RAG-01, RAG-06).
    let bases: [BasisRule]
    /// What counts as need when people are put in order (RAG-14).
    let need: NeedRule?
    let methods: [MethodRule]
    let visits: [VisitRule]

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        colours = try ColourRule.all(try reader.required("shown"))
        withoutTeam = try reader.text("without-team")
        dwell = try DwellRule(try reader.required("down"))
        flap = try FlapRule(try reader.required("flapping"))
        coalescing = try CoalescingRule(try reader.required("coalescing"))
        confirmation = try ColourDuty(try reader.required("confirmation"))
        unread = try UnreadRule(try reader.required("unread"))
        release = try ReleaseRule(try reader.required("release"))
        white = try ColourDuty(try reader.required("white"))
        late = try ColourDuty(try reader.required("late"))
        daily = try reader.value("daily").map { (value) throws(FormatError) in try DailyRule(value) }
        bases = try reader.rules("rests-on") { (value) throws(FormatError) in try BasisRule(value) }
        need = try reader.value("need").map { (value) throws(FormatError) in try NeedRule(value) }
        methods = try reader.rules("methods") { (value) throws(FormatError) in try MethodRule(value) }
        visits = try VisitRule.all(try reader.required("visits"))
        try reader.finish()
    }

    /// The rule of a colour.
    func rule(_ colour: ColourState.Shown) -> ColourRule {
        guard let rule = colours[colour] else {
            preconditionFailure("A pack without the rule of every colour is refused when it is loaded.")
        }
        return rule
    }

    /// The role that owns people of a colour.
    func owner(_ colour: ColourState.Shown) -> String { rule(colour).owner }

    /// How a meeting of a kind counts among the four methods of EVAL 3.1; a named officer's word counts as the RAG
    /// itself.
    func method(ofMeeting kind: String?) -> ColourState.Method {
        guard let kind else { return .rag }
        return methods.first { $0.meetings.contains(kind) }?.method ?? .reviewMeeting
    }
}

/// One score by every name that producers give it.
///
/// Names are compared without case, spaces and punctuation: `RSRScore`, `rsr_score` and `rsrScore` are one (feeds.md 2.2, 2.3).
struct RiskMember {
    /// The score's canonical name.
    let name: String
    /// The names of the number.
    let values: [String]
    /// The names of the band.
    let bands: [String]

    /// A score called `stem` and its usual endings.
    private init(_ name: String, _ stems: String...) {
        self.name = name
        values = stems.flatMap { [$0 + "score", $0 + "percentagescore", $0 + "percentage", $0] }
        bands = stems.flatMap {
            [$0 + "band", $0 + "scoreband", $0 + "scorelevel", $0 + "risklevel", $0 + "riskrecon", $0 + "level"]
        }
    }

    private init(_ name: String, values: [String] = [], bands: [String]) {
        self.name = name
        self.values = values
        self.bands = bands
    }

    /// Numbers that predict, from 0 to 100.
    static let predictors: [RiskMember] = [
        RiskMember("rsr", "rsr"),
        RiskMember("osp-indecent", "ospindecent", "ospi"),
        RiskMember("osp-contact", "ospcontact", "ospc"),
        RiskMember("osp-indirect-indecent", "ospindirectindecent", "ospii", "ospiic"),
        RiskMember("osp-direct-contact", "ospdirectcontact", "ospdc"),
        RiskMember(
            "ogrs3-one-year", values: ["ogrs3yr1", "ogrs31yr", "ogrs31year", "ogrs3oneyear", "ogrsyr1", "ogrs1yr"],
            bands: []),
        RiskMember(
            "ogrs3-two-year", values: ["ogrs3yr2", "ogrs32yr", "ogrs32year", "ogrs3twoyear", "ogrsyr2", "ogrs2yr"],
            bands: ["ogrs3band", "ogrsband", "ogrs3riskrecon", "ogrs3scorelevel", "ogrs3scoreband"]),
        RiskMember("ogrs4g-two-year", values: ["ogrs4gyr2", "ogrs4g2yr"], bands: ["ogrs4gband"]),
        RiskMember("ogrs4v-two-year", values: ["ogrs4vyr2", "ogrs4v2yr"], bands: ["ogrs4vband"]),
    ]

    /// OASys's levels of risk of serious harm, by whom to whom and where (feeds.md 2.3).
    static let levels: [RiskMember] =
        ["children", "public", "known-adult", "staff", "prisoners"].flatMap { name in
            ["community", "custody"].map { RiskMember("rosh-\(name)-\($0)", bands: ["risk" + plain(name) + $0]) }
        } + [RiskMember("risk-score-level", bands: ["riskscorelevel"])]

    /// Every plain name that some score has, those of an object around a number and its band among them.
    static let names = Set((predictors + levels).flatMap { $0.values + $0.bands })

    /// Endings by which a name claims to be of a score.
    private static let endings = ["score", "percentage", "band", "scorelevel", "risklevel"]

    /// Whether a plain name claims to be of a score.
    static func looksLikeScore(_ plain: String) -> Bool { endings.contains { plain.hasSuffix($0) } }

    /// A name as it is compared.
    static func plain(_ name: String) -> String {
        let bytes = name.utf8.filter(isPlain).map { (65...90).contains($0) ? $0 + 32 : $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a byte is an ASCII letter or digit.
    static func isPlain(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}

/// The codes that ship: whether one exists, and nothing of what it means.
enum KnownCodes {
    /// The CJS result codes, of which the Ministry of Justice's standing data lists 898 (court-results.md 6).
    ///
    /// ``CourtResultCodes`` says what the ones that matter here mean; the rest are fines, disqualifications, costs and orders
    /// that a result may carry without anybody's being told of more than the code.
    static let results: Set<String> = Set(resultRanges.joined().map(String.init))

    private static let resultRanges: [ClosedRange<Int>] = [
        1000...1022, 1024...1032, 1034...1044, 1046...1047, 1049...1052, 1054...1186, 1501...1501, 1503...1503,
        1505...1515, 2004...2010, 2012...2012, 2015...2018, 2021...2021, 2023...2023, 2050...2055, 2057...2105,
        2501...2501, 2503...2503, 2505...2505, 2507...2509, 2511...2514, 3001...3023, 3025...3277, 3279...3289,
        3291...3291, 3295...3308, 3324...3324, 3326...3326, 3501...3504, 3508...3510, 3512...3516, 4001...4001,
        4004...4071, 4502...4527, 4529...4544, 4548...4567, 4570...4603, 5001...5006, 5008...5010, 5012...5023,
        8001...8078, 8080...8120, 8998...8999, 9999...9999,
    ]

    /// Police forces and the bodies that number like them, by the two digits that begin a PTIURN (`forces.json`): Home
    /// Office forces 01 to 63, national bodies, the islands, and Scotland's former forces.
    static let forces: Set<String> = [
        "00", "01", "02", "03", "04", "05", "06", "07", "08", "10", "11", "12", "13", "14", "15", "16", "17", "18",
        "20", "21", "22", "23", "24", "25", "26", "27", "30", "31", "32", "33", "34", "35", "36", "37", "39", "40",
        "41", "42", "43", "44", "45", "46", "47", "48", "50", "52", "53", "54", "55", "56", "57", "59", "60", "61",
        "62", "63", "64", "65", "66", "67", "70", "73", "74", "76", "78", "80", "82", "83", "84", "86", "87", "88",
        "89", "90", "91", "92", "93", "94", "95", "96", "97", "98", "99",
    ]
}

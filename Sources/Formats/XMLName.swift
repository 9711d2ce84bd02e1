/// A name with its namespace.
struct XMLName {
    let namespace: String?
    let local: String
}

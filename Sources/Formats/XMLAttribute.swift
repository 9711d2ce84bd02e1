/// One attribute as written; namespace declarations are not attributes.
public struct XMLAttribute: Sendable, Hashable {
    /// The name without its prefix.
    public let localName: String
    /// The namespace its prefix stands for; nil when it has no prefix.
    public let namespace: String?
    /// The value, normalised as XML 1.0 section 3.3.3 says.
    public let value: String

    /// Names an attribute and its value.
    public init(localName: String, namespace: String? = nil, value: String) {
        self.localName = localName
        self.namespace = namespace
        self.value = value
    }
}

/// The values of one page.
///
/// A view holds stored properties only: the templates find them by reflection.
protocol PageView {
    /// The template's name.
    static var template: String { get }
}

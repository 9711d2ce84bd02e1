import Formats

/// Has an order carried out by whoever may write the store: the running adapter, or this process while none runs.
struct OperatorChannel<Product: AdapterProduct>: Sendable {
    private let configuration: AdapterConfiguration

    init(_ configuration: AdapterConfiguration) { self.configuration = configuration }

    /// Carries an order out.
    ///
    /// - Returns: the lines to print.
    func perform(_ order: QuarantineOrder) async throws(AdapterError) -> [JSONValue] {
        let order = try order.checked()
        let store: IntakeStore
        do throws(AdapterError) {
            store = try IntakeStore(folder: configuration.stateFolder, masterKeyFile: configuration.masterKeyFile)
        } catch {
            guard error.code == .inUse else { throw error }
            return try ControlSocket(stateFolder: configuration.stateFolder).send(order)
        }
        let desk = QuarantineDesk(
            store: store, judge: Judge(translator: try translator()), clock: SystemClock.now, pause: .zero)
        return try await desk.perform(order)
    }

    /// The translator that the adapter itself would have, so that a mended item is judged alike.
    private func translator() throws(AdapterError) -> Product.Translator {
        do throws(ConfigurationProblem) {
            return try Product.translator(standingData: configuration.standingData)
        } catch {
            throw AdapterError(.configuration, error.description)
        }
    }
}

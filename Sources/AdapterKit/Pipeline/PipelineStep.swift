/// The points between which a crash must lose nothing and double nothing; a test interrupts at each.
enum PipelineStep: String, CaseIterable, Sendable {
    /// Files are read, nothing is written.
    case read
    /// Bytes are sealed; the files are in the drop folder still.
    case sealed
    /// The files are aside; the store does not know it.
    case movedAside
    /// Messages are made, in memory only.
    case translated
    /// Messages are in the store.
    case recorded
    /// The broker has confirmed; the store does not know it.
    case published
    /// The store knows; no receipt is written.
    case settled
    /// Receipts are written; the store does not know it.
    case receiptsWritten
}

/// Called at each step; throwing ends the process as far as the pipeline can tell.
typealias Interruption = @Sendable (PipelineStep) throws(AdapterError) -> Void

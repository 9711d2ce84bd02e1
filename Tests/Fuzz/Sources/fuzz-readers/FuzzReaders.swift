import Foundation

/// libFuzzer's entry: one input to the reader that THROUGHGATE_FUZZ names.
///
/// A property that does not hold stops the process, and libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    reader.check([UInt8](UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// libFuzzer's hook before the first input: `THROUGHGATE_FUZZ=list` prints the readers and ends.
@_cdecl("LLVMFuzzerInitialize")
public func initializeFuzzing(
    _ count: UnsafeMutablePointer<CInt>?, _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
    guard wanted == "list" else { return 0 }
    for name in Reader.all.keys.sorted() { print("reader \(name)") }
    exit(0)
}

private let wanted = ProcessInfo.processInfo.environment["THROUGHGATE_FUZZ"] ?? ""

private let reader: Reader = {
    guard let reader = Reader.all[wanted] else {
        fatalError("THROUGHGATE_FUZZ must be one of \(Reader.all.keys.sorted().joined(separator: ", "))")
    }
    return reader
}()

import Domain
import Foundation

/// Any bytes as a delivered file, for libFuzzer (`Scripts/fuzz rows`): the quick reader and the
/// strict one, its twin, have to say the same. A trap, a read outside of memory, or a difference
/// ends the run.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = UnsafeBufferPointer(start: data, count: size)
  guard size > 3 else { return -1 }
  let feed = feeds[Int(input[0]) % feeds.count]
  // Pieces of some bytes, so that rows, numbers and escapes are cut everywhere.
  let sizes = [1 + Int(input[1]), 1 + Int(input[2]) * 16, 4_096]
  let bytes = Array(input[3...])
  guard let quick = try? TwinReading.read(bytes, feed, sizes: sizes, isQuick: true),
    let strict = try? TwinReading.read(bytes, feed, sizes: sizes, isQuick: false)
  else { preconditionFailure("a reader throws something else than a fault") }
  if let difference = quick.outcome.difference(from: strict.outcome) {
    preconditionFailure("the quick reader says of \(feed.name): \(difference)")
  }
  return 0
}

/// `events` first: it has rules and a clock of its own.
private let feeds =
  [FeedSchema.events] + FeedCatalogue.all.filter { $0.name != FeedSchema.events.name }

/// Before the first run: writes the seeds, files such as the twin tests read, where
/// `LAGEBILD_FUZZ_SEEDS` says.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_: UnsafeMutableRawPointer?, _: UnsafeMutableRawPointer?) -> CInt {
  guard let folder = ProcessInfo.processInfo.environment["LAGEBILD_FUZZ_SEEDS"] else { return 0 }
  for (number, feed) in feeds.enumerated() {
    for seed in 0..<(number == 0 ? 60 : 4) as Range<UInt64> {
      var files = TwinFiles(generator: SplitMix64(seed: seed), feed: feed)
      let bytes = [UInt8(number), UInt8(7 * seed & 255), UInt8(seed)] + files.file()
      precondition(
        FileManager.default.createFile(
          atPath: "\(folder)/\(feed.name)-\(seed)", contents: Data(bytes)),
        "a seed could not be written")
    }
  }
  return 0
}

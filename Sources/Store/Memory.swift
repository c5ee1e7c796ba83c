import CMalloc

/// How the process deals with memory that it has freed.
public enum Memory {
  /// Keeps blocks of up to 32 MiB for the next use rather than handing them back: columns of a
  /// segment come and go by the megabyte, and new pages from the kernel cost more than decoding
  /// into them. All threads share them: else each thread would keep some of its own. To be called
  /// once, before the work begins.
  public static func keepFreedBlocks() {
    #if os(Linux)
      mallopt(M_ARENA_MAX, 1)
      mallopt(M_MMAP_THRESHOLD, 32 << 20)
      mallopt(M_TRIM_THRESHOLD, 128 << 20)
    #endif
  }

  /// Hands freed blocks back to the kernel: between two kinds of work that need blocks of other
  /// sizes, so that what the first has freed does not lie beside what the second takes.
  static func releaseFreedBlocks() {
    #if os(Linux)
      malloc_trim(0)
    #endif
  }
}

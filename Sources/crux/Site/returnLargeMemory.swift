import Glibc

/// Has the C library give large pieces of memory back to the system as soon as they are let go, from now
/// on and for the whole process.
///
/// By default it raises the size from which it does that with each piece that comes back; pages of a few
/// hundred kilobytes, made on several threads of execution, then leave heaps full of holes: 40 of 240 MB
/// for a site of 10,000 threads.
func returnLargeMemory() {
  typealias SetOption = @convention(c) (CInt, CInt) -> CInt
  guard let symbol = dlsym(nil, "mallopt") else { return }
  // M_MMAP_THRESHOLD of <malloc.h>, which the module of the C library leaves out.
  _ = unsafeBitCast(symbol, to: SetOption.self)(-3, 128 << 10)
}

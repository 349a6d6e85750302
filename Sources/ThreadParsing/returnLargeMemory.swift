import CMarkArena

/// Makes large blocks of memory go back to the system as they are freed, in all of the process: what
/// reading a large file took for a moment is not held for the rest of the run. For the start of a
/// program.
package func returnLargeMemory() { crux_return_large_memory() }

#include "crux_memory.h"
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

void crux_return_large_memory(void) {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 128 << 10);
  mallopt(M_TRIM_THRESHOLD, 1 << 22);
#endif
}

#ifndef CRUX_BYTES_H
#define CRUX_BYTES_H
#include <stddef.h>

/// The C library's linear-time search for bytes in bytes, which its headers hide behind a macro.
void *memmem(const void *haystack, size_t haystack_length, const void *needle,
             size_t needle_length);

#endif

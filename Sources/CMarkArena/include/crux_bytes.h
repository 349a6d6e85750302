#ifndef CRUX_BYTES_H
#define CRUX_BYTES_H
#include <stddef.h>
#include <stdint.h>

/// The C library's linear-time search for bytes in bytes, which its headers hide behind a macro.
void *memmem(const void *haystack, size_t haystack_length, const void *needle,
             size_t needle_length);

/// How many bytes stand before the first that is not UTF-8 (Unicode 15 table 3-7).
size_t crux_utf8_length(const uint8_t *bytes, size_t count);

/// Copies the bytes before the first that folding words does more to than lower-casing, lower-cased:
/// beyond ASCII, control characters, `"`, and a space before another space. How many those are;
/// `to` has room for `count`.
size_t crux_fold_plain(const uint8_t *bytes, size_t count, uint8_t *to);

#endif

#include "crux_bytes.h"

#include <stdint.h>
#include <string.h>

// Sixteen bytes at a time, with the compiler's own vectors: no instruction set is assumed.

typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef uint64_t words2 __attribute__((vector_size(16)));

static inline bytes16 load(const uint8_t *from) {
  bytes16 loaded;
  memcpy(&loaded, from, sizeof loaded);
  return loaded;
}

static inline int any(bytes16 mask) {
  words2 words = (words2)mask;
  return (words[0] | words[1]) != 0;
}

size_t crux_ascii_length(const uint8_t *bytes, size_t count) {
  size_t position = 0;
  while (count - position >= 16 && !any((bytes16)(load(bytes + position) >= 0x80))) position += 16;
  while (position < count && bytes[position] < 0x80) position++;
  return position;
}

static inline uint8_t lower(uint8_t byte) {
  return (uint8_t)(byte - 'A') < 26 ? byte | 0x20 : byte;
}

static inline bytes16 lower16(bytes16 bytes) {
  return bytes | ((bytes16)(bytes - 'A' < 26) & 0x20);
}

static inline bytes16 special16(bytes16 here, bytes16 next) {
  return (bytes16)(here - ' ' >= 0x60) | (bytes16)(here == '"') |
         ((bytes16)(here == ' ') & (bytes16)(next == ' '));
}

static inline int is_plain(const uint8_t *bytes, size_t position, size_t count) {
  uint8_t byte = bytes[position];
  if (byte == ' ') return position + 1 == count || bytes[position + 1] != ' ';
  return (uint8_t)(byte - ' ') < 0x60 && byte != '"';
}

/// The last sixteen bytes once more where they are plain, or none: nothing follows the last.
static inline int fold_end(const uint8_t *end, uint8_t *to_end) {
  bytes16 here = load(end - 16);
  bytes16 next = __builtin_shufflevector(here, (bytes16){0}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
                                         13, 14, 15, 16);
  if (any(special16(here, next))) return 0;
  bytes16 folded = lower16(here);
  memcpy(to_end - 16, &folded, sizeof folded);
  return 1;
}

size_t crux_fold_plain(const uint8_t *bytes, size_t count, uint8_t *to) {
  size_t position = 0;
  while (count - position > 16) {
    bytes16 here = load(bytes + position);
    if (any(special16(here, load(bytes + position + 1)))) break;
    bytes16 folded = lower16(here);
    memcpy(to + position, &folded, sizeof folded);
    position += 16;
  }
  if (count >= 16 && count - position <= 16 && fold_end(bytes + count, to + count)) return count;
  for (; position < count && is_plain(bytes, position, count); position++)
    to[position] = lower(bytes[position]);
  return position;
}

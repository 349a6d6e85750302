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

static inline int is_plain(const uint8_t *bytes, size_t position, size_t count) {
  uint8_t byte = bytes[position];
  if (byte == ' ') return position + 1 == count || bytes[position + 1] != ' ';
  return (uint8_t)(byte - ' ') < 0x60 && byte != '"';
}

size_t crux_plain_length(const uint8_t *bytes, size_t count) {
  size_t position = 0;
  while (count - position > 16) {
    bytes16 here = load(bytes + position);
    bytes16 next = load(bytes + position + 1);
    bytes16 special = (bytes16)(here - ' ' >= 0x60) | (bytes16)(here == '"') |
                      ((bytes16)(here == ' ') & (bytes16)(next == ' '));
    if (any(special)) break;
    position += 16;
  }
  while (position < count && is_plain(bytes, position, count)) position++;
  return position;
}

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

/// How many bytes the well-formed scalar beyond ASCII at `bytes` has, 0 where there is none.
static inline size_t scalar_length(const uint8_t *bytes, size_t count) {
  static const uint8_t lengths[16] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 3, 4};
  uint8_t first = bytes[0];
  size_t length = lengths[first >> 4];
  if (length == 0 || first < 0xC2 || first > 0xF4 || length > count) return 0;
  uint8_t least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  uint8_t most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (bytes[1] < least || bytes[1] > most) return 0;
  for (size_t index = 2; index < length; index++)
    if ((bytes[index] & 0xC0) != 0x80) return 0;
  return length;
}

/// How many bytes stand before the first that is not ASCII.
static inline size_t ascii_length(const uint8_t *bytes, size_t count) {
  const uint64_t high = 0x8080808080808080;
  uint64_t words[4];
  size_t position = 0;
  for (; count - position >= sizeof words; position += sizeof words) {
    memcpy(words, bytes + position, sizeof words);
    if ((words[0] | words[1] | words[2] | words[3]) & high) break;
  }
  for (; count - position >= sizeof *words; position += sizeof *words) {
    memcpy(words, bytes + position, sizeof *words);
    if (words[0] & high) break;
  }
  while (position < count && bytes[position] < 0x80) position++;
  return position;
}

size_t crux_utf8_length(const uint8_t *bytes, size_t count) {
  size_t position = 0;
  while (1) {
    position += ascii_length(bytes + position, count - position);
    if (position == count) return count;
    size_t length = scalar_length(bytes + position, count - position);
    if (length == 0) return position;
    position += length;
  }
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

#include "crux_bytes.h"

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

// Sixteen bytes at a time, with the compiler's own vectors: no instruction set is assumed.

typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef int8_t signed16 __attribute__((vector_size(16)));

static inline bytes16 load(const uint8_t *from) {
  bytes16 loaded;
  memcpy(&loaded, from, sizeof loaded);
  return loaded;
}

/// A bit for each byte whose highest bit is set, the first byte's lowest.
static inline uint32_t bits(bytes16 mask) {
#ifdef __SSE2__
  return (uint32_t)_mm_movemask_epi8((__m128i)mask);
#else
  uint8_t bytes[16];
  memcpy(bytes, &mask, sizeof bytes);
  uint32_t bits = 0;
  for (int index = 0; index < 16; index++) bits |= (uint32_t)(bytes[index] >> 7) << index;
  return bits;
#endif
}

static inline int any(bytes16 mask) { return bits(mask) != 0; }

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

/// Where the scalars end that begin at the positions of the bits, as far as they are UTF-8: `valid`
/// where the first bit past it is not.
static size_t skip_scalars(const uint8_t *bytes, size_t count, size_t start, uint32_t bits,
                           size_t valid) {
  while (bits) {
    size_t position = start + (size_t)__builtin_ctz(bits);
    bits &= bits - 1;
    if (position < valid) continue;
    size_t length = scalar_length(bytes + position, count - position);
    if (length == 0) return 0;
    valid = position + length;
  }
  return valid;
}

typedef struct marks {
  bytes16 returns;
  bytes16 brackets;
  uint32_t feeds;
  uint32_t beyond_ascii;
} marks;

/// What 32 bytes hold; adds to the first two.
static inline void mark(const uint8_t *from, marks *marks) {
  bytes16 one = load(from), two = load(from + 16);
  marks->returns |= (bytes16)(one == '\r') | (bytes16)(two == '\r');
  marks->brackets |= (bytes16)(one == '[') | (bytes16)(two == '[');
  marks->feeds = bits((bytes16)(one == '\n')) | bits((bytes16)(two == '\n')) << 16;
  marks->beyond_ascii = bits(one) | bits(two) << 16;
}

void crux_survey(const uint8_t *bytes, size_t count, crux_survey_state *state, size_t room) {
  uint32_t *to = state->starts, *last = to + room;
  size_t position = state->position, valid = state->valid;
  marks found = {0};
  while (position < count && last - to >= 32) {
    if (count - position >= 32) {
      mark(bytes + position, &found);
    } else {
      uint8_t padded[32] = {0};
      memcpy(padded, bytes + position, count - position);
      mark(padded, &found);
    }
    for (uint32_t feeds = found.feeds; feeds; feeds &= feeds - 1)
      *to++ = (uint32_t)position + (uint32_t)__builtin_ctz(feeds) + 1;
    if (found.beyond_ascii && state->is_utf8) {
      valid = skip_scalars(bytes, count, position, found.beyond_ascii, valid);
      state->is_utf8 = valid > 0;
    }
    position += 32;
  }
  state->starts = to;
  state->position = position < count ? position : count;
  state->valid = valid;
  state->has_return |= any(found.returns);
  state->has_bracket |= any(found.brackets);
}

static inline uint8_t lower(uint8_t byte) {
  return (uint8_t)(byte - 'A') < 26 ? byte | 0x20 : byte;
}

static inline bytes16 lower16(bytes16 bytes) {
  bytes16 capital = (bytes16)((signed16)bytes > 'A' - 1) & (bytes16)((signed16)bytes < 'Z' + 1);
  return bytes | (capital & 0x20);
}

/// Beyond ASCII a byte is less than zero.
static inline bytes16 special16(bytes16 here, bytes16 next) {
  return (bytes16)((signed16)here < ' ') | (bytes16)(here == '"') |
         ((bytes16)(here == ' ') & (bytes16)(next == ' '));
}

static inline int is_plain(const uint8_t *bytes, size_t position, size_t count) {
  uint8_t byte = bytes[position];
  if (byte == ' ') return position + 1 == count || bytes[position + 1] != ' ';
  return (int8_t)byte >= ' ' && byte != '"';
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

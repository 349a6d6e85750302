#include "crux_bytes.h"

#include <stdint.h>
#include <string.h>

// Sixteen and thirty-two bytes at a time, with the compiler's own vectors. What is WIDE exists twice,
// for processors with AVX2 and for all others, and is chosen when the program starts.

#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__AVX2__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif
#define ALWAYS static inline __attribute__((always_inline))

typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef int8_t signed16 __attribute__((vector_size(16)));
typedef uint8_t bytes32 __attribute__((vector_size(32)));
typedef int8_t signed32 __attribute__((vector_size(32)));
typedef bool bool16 __attribute__((ext_vector_type(16)));
typedef bool bool32 __attribute__((ext_vector_type(32)));

ALWAYS bytes16 load(const uint8_t *from) {
  bytes16 loaded;
  memcpy(&loaded, from, sizeof loaded);
  return loaded;
}

// Vectors of 32 bytes are passed by address: as values they are passed otherwise with AVX than without.

/// A bit for each byte whose highest bit is set, the first byte's lowest.
ALWAYS uint32_t bits32(const bytes32 *mask) {
  bool32 set = __builtin_convertvector((signed32)*mask < 0, bool32);
  uint32_t bits;
  memcpy(&bits, &set, sizeof bits);
  return bits;
}

ALWAYS int any(bytes16 mask) {
  bool16 set = __builtin_convertvector((signed16)mask < 0, bool16);
  uint16_t bits;
  memcpy(&bits, &set, sizeof bits);
  return bits != 0;
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
  bytes32 returns;
  bytes32 brackets;
  uint32_t feeds;
  uint32_t beyond_ascii;
} marks;

/// What 32 bytes hold; adds to the first two.
ALWAYS void mark(const uint8_t *from, marks *marks) {
  bytes32 bytes;
  memcpy(&bytes, from, sizeof bytes);
  marks->returns |= (bytes32)(bytes == '\r');
  marks->brackets |= (bytes32)(bytes == '[');
  bytes32 feeds = (bytes32)(bytes == '\n');
  marks->feeds = bits32(&feeds);
  marks->beyond_ascii = bits32(&bytes);
}

WIDE void crux_survey(const uint8_t *bytes, size_t count, crux_survey_state *state, size_t room) {
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
  state->has_return |= bits32(&found.returns) != 0;
  state->has_bracket |= bits32(&found.brackets) != 0;
}

static inline uint8_t lower(uint8_t byte) {
  return (uint8_t)(byte - 'A') < 26 ? byte | 0x20 : byte;
}

ALWAYS bytes16 lower16(bytes16 bytes) {
  bytes16 capital = (bytes16)((signed16)bytes > 'A' - 1) & (bytes16)((signed16)bytes < 'Z' + 1);
  return (bytes | (capital & 0x20)) ^ ((bytes16)(bytes == '\n') & ('\n' ^ ' '));
}

/// Beyond ASCII a byte is less than zero.
ALWAYS bytes16 special16(bytes16 here, bytes16 next) {
  bytes16 feed = (bytes16)(here == '\n');
  bytes16 gap = (feed | (bytes16)(here == ' ')) & ((bytes16)(next == ' ') | (bytes16)(next == '\n'));
  return ((bytes16)((signed16)here < ' ') & ~feed) | (bytes16)(here == '"') | gap;
}

/// Folds 32 bytes, of which the last is followed by another, where all are plain; whether they are.
ALWAYS int fold32(const uint8_t *from, uint8_t *to) {
  bytes32 here, next;
  memcpy(&here, from, sizeof here);
  memcpy(&next, from + 1, sizeof next);
  bytes32 feed = (bytes32)(here == '\n');
  bytes32 gap = (feed | (bytes32)(here == ' ')) & ((bytes32)(next == ' ') | (bytes32)(next == '\n'));
  bytes32 special = ((bytes32)((signed32)here < ' ') & ~feed) | (bytes32)(here == '"') | gap;
  if (bits32(&special)) return 0;
  bytes32 capital = (bytes32)((signed32)here > 'A' - 1) & (bytes32)((signed32)here < 'Z' + 1);
  bytes32 folded = (here | (capital & 0x20)) ^ (feed & ('\n' ^ ' '));
  memcpy(to, &folded, sizeof folded);
  return 1;
}

static inline int is_gap(uint8_t byte) { return byte == ' ' || byte == '\n'; }

static inline int is_plain(const uint8_t *bytes, size_t position, size_t count) {
  uint8_t byte = bytes[position];
  if (is_gap(byte)) return position + 1 == count || !is_gap(bytes[position + 1]);
  return (int8_t)byte >= ' ' && byte != '"';
}

/// The last sixteen bytes once more where they are plain, or none: nothing follows the last.
ALWAYS int fold_end(const uint8_t *end, uint8_t *to_end) {
  bytes16 here = load(end - 16);
  bytes16 next = __builtin_shufflevector(here, (bytes16){0}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
                                         13, 14, 15, 16);
  if (any(special16(here, next))) return 0;
  bytes16 folded = lower16(here);
  memcpy(to_end - 16, &folded, sizeof folded);
  return 1;
}

WIDE size_t crux_fold_plain(const uint8_t *bytes, size_t count, uint8_t *to) {
  size_t position = 0;
  while (count - position > 32 && fold32(bytes + position, to + position)) position += 32;
  while (count - position > 16) {
    bytes16 here = load(bytes + position);
    if (any(special16(here, load(bytes + position + 1)))) break;
    bytes16 folded = lower16(here);
    memcpy(to + position, &folded, sizeof folded);
    position += 16;
  }
  if (count >= 16 && count - position <= 16 && fold_end(bytes + count, to + count)) return count;
  for (; position < count && is_plain(bytes, position, count); position++)
    to[position] = is_gap(bytes[position]) ? ' ' : lower(bytes[position]);
  return position;
}

/// How common each byte is in folded words, from the rarest, 0: letters as in English, after all else
/// but the space.
static const uint8_t commonness[256] = {
    [' '] = 27, ['e'] = 26, ['t'] = 25, ['a'] = 24, ['o'] = 23, ['i'] = 22, ['n'] = 21,
    ['s'] = 20, ['r'] = 19, ['h'] = 18, ['l'] = 17, ['d'] = 16, ['c'] = 15, ['u'] = 14,
    ['m'] = 13, ['p'] = 12, ['f'] = 11, ['g'] = 10, ['y'] = 9,  ['w'] = 8,  ['b'] = 7,
    ['v'] = 6,  ['k'] = 5,  ['.'] = 4,  [','] = 4,  ['x'] = 3,  ['j'] = 2,  ['q'] = 1,
    ['z'] = 1};

crux_needle crux_needle_of(const uint8_t *bytes, size_t count) {
  crux_needle needle = {bytes, count, 0, count > 1 ? 1 : 0};
  if (count > 1 && commonness[bytes[1]] < commonness[bytes[0]]) needle.rarest = 1, needle.second = 0;
  for (size_t index = 2; index < count; index++) {
    uint8_t here = commonness[bytes[index]];
    if (here < commonness[bytes[needle.rarest]]) {
      needle.second = needle.rarest;
      needle.rarest = index;
    } else if (here < commonness[bytes[needle.second]]) {
      needle.second = index;
    }
  }
  return needle;
}

/// Where of 32 places both bytes stand.
ALWAYS uint32_t both32(const uint8_t *first, uint8_t rarest, const uint8_t *second, uint8_t other) {
  bytes32 one, two;
  memcpy(&one, first, sizeof one);
  memcpy(&two, second, sizeof two);
  bytes32 both = (bytes32)(one == rarest) & (bytes32)(two == other);
  return bits32(&both);
}

/// The first of the places given by bits where the needle stands; adds to what was compared.
static __attribute__((noinline)) const uint8_t *first_match(const crux_needle *needle,
                                                            const uint8_t *from, uint32_t places,
                                                            size_t *compared) {
  for (; places; places &= places - 1) {
    const uint8_t *place = from + __builtin_ctz(places);
    if (memcmp(place, needle->bytes, needle->count) == 0) return place;
    *compared += needle->count;
  }
  return NULL;
}

/// Looks at 32 places at a time for the two rarest bytes, then at the whole. Few places, and bytes
/// that begin alike over and over, are left to `memmem`, which takes linear time whatever they are.
WIDE const uint8_t *crux_find(const crux_needle *needle, const uint8_t *bytes, size_t count) {
  if (needle->count == 0 || needle->count > count) return NULL;
  size_t places = count - needle->count + 1, position = 0, compared = 0;
  if (places < 32) return memmem(bytes, count, needle->bytes, needle->count);
  const uint8_t *first = bytes + needle->rarest, *second = bytes + needle->second;
  uint8_t rarest = needle->bytes[needle->rarest], other = needle->bytes[needle->second];
  while (position < places) {
    if (places - position < 32) position = places - 32;  // a few places once more
    uint32_t found = both32(first + position, rarest, second + position, other);
    if (__builtin_expect(found != 0, 0)) {
      const uint8_t *match = first_match(needle, bytes + position, found, &compared);
      if (match) return match;
      if (compared > 4 * position + 4096)
        return memmem(bytes + position, count - position, needle->bytes, needle->count);
    }
    position += 32;
  }
  return NULL;
}

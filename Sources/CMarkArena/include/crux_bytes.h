#ifndef CRUX_BYTES_H
#define CRUX_BYTES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The C library's linear-time search for bytes in bytes, which its headers hide behind a macro.
void *memmem(const void *haystack, size_t haystack_length, const void *needle,
             size_t needle_length);

/// What one pass over bytes tells of them, up to `position`. Begins with all zero but `is_utf8`.
typedef struct crux_survey_state {
  size_t position;
  /// To here the bytes are known to be UTF-8 (Unicode 15 table 3-7), as long as they are.
  size_t valid;
  /// Where the next offset behind a line feed is written.
  uint32_t *starts;
  bool is_utf8;
  bool has_return;
  bool has_bracket;
} crux_survey_state;

/// Goes on from `position` to the end, or as long as `starts` has room for 32 more of `room`.
void crux_survey(const uint8_t *bytes, size_t count, crux_survey_state *state, size_t room);

/// Copies the bytes before the first that folding words does more to than lower-casing, lower-cased,
/// and line feeds as spaces: beyond ASCII, control characters, `"`, and one of these spaces before
/// another. How many those are; `to` has room for `count`.
size_t crux_fold_plain(const uint8_t *bytes, size_t count, uint8_t *to);

/// Folded words to look for, and the offsets of the two bytes in them that are rarest in most texts.
typedef struct crux_needle {
  const uint8_t *bytes;
  size_t count;
  size_t rarest;
  size_t second;
} crux_needle;

/// The bytes must stay valid as long as the needle is used.
crux_needle crux_needle_of(const uint8_t *bytes, size_t count);

/// Where the needle first stands in the bytes, NULL where it does not; in linear time.
const uint8_t *crux_find(const crux_needle *needle, const uint8_t *bytes, size_t count);

#endif

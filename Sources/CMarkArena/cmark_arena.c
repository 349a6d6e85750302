#include "cmark_arena.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// Chunks in a list, newest first. Each block is preceded by its size, so that the newest block of
// a chunk can grow in place and any other can be copied.

enum { FIRST_CHUNK = 1 << 20, ALIGNMENT = 16 };

typedef struct chunk {
  struct chunk *older;
  size_t capacity;
  unsigned char bytes[];
} chunk;

static _Thread_local chunk *newest;

// Where the next block goes, and where the newest chunk ends, or before that the limit.
static _Thread_local unsigned char *next;
static _Thread_local unsigned char *end;

// How many bytes may be taken past `end`, and where to go when it is more.
static _Thread_local size_t left;
static _Thread_local jmp_buf *over_limit;

static inline size_t rounded(size_t size) {
  return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static unsigned char *first_block(chunk *from) {
  return (unsigned char *)(((uintptr_t)from->bytes + ALIGNMENT - 1) & ~(uintptr_t)(ALIGNMENT - 1));
}

/// Makes a chunk the one that blocks are taken from, as far as the limit allows.
static void begin(chunk *from) {
  size_t allowed = left;
  next = first_block(from);
  end = from->bytes + from->capacity;
  if (over_limit && allowed < (size_t)(end - next)) end = next + allowed;
  left = allowed - (size_t)(end - next);
}

static __attribute__((noinline)) void grow(size_t needed) {
  left += (size_t)(end - next);
  if (over_limit && needed > left) longjmp(*over_limit, 1);
  size_t capacity = newest ? newest->capacity * 2 : FIRST_CHUNK;
  if (capacity > ((size_t)64 << 20)) capacity = (size_t)64 << 20;
  if (capacity < needed) capacity = needed;
  capacity += ALIGNMENT;
  chunk *fresh = malloc(sizeof(chunk) + capacity);
  if (!fresh) abort();  // as libcmark's own allocator does
  fresh->older = newest;
  fresh->capacity = capacity;
  newest = fresh;
  begin(fresh);
}

static inline void *take(size_t size) {
  size_t needed = rounded(size) + ALIGNMENT;
  if (__builtin_expect(needed > (size_t)(end - next), 0)) grow(needed);
  unsigned char *block = next + ALIGNMENT;
  ((size_t *)block)[-1] = needed - ALIGNMENT;
  next += needed;
  return block;
}

/// Zeroes a whole number of `ALIGNMENT` bytes, most often few: a call would take longer.
static inline void clear(unsigned char *block, size_t size) {
  typedef uint64_t words2 __attribute__((vector_size(ALIGNMENT)));
  if (size > 512) {
    memset(block, 0, size);
    return;
  }
  for (size_t offset = 0; offset < size; offset += sizeof(words2))
    *(words2 *)(block + offset) = (words2){0};
}

static void *arena_calloc(size_t count, size_t size) {
  if (__builtin_expect((count | size) >> 31, 0) && size && count > SIZE_MAX / 2 / size) abort();
  void *block = take(count * size);
  clear(block, ((size_t *)block)[-1]);
  return block;
}

static void *arena_realloc(void *block, size_t size) {
  if (!block) return take(size);
  size_t old = ((size_t *)block)[-1];
  if (size <= old) return block;
  size_t extra = rounded(size) - old;
  if ((unsigned char *)block + old == next && extra <= (size_t)(end - next)) {
    next += extra;
    ((size_t *)block)[-1] = old + extra;
    return block;
  }
  void *larger = take(size);
  memcpy(larger, block, old);
  return larger;
}

/// Keeps the oldest chunk, which is the smallest.
static void reset(void) {
  while (newest && newest->older) {
    chunk *older = newest->older;
    free(newest);
    newest = older;
  }
  next = end = NULL;
  if (newest) begin(newest);
}

static void arena_free(void *block) { (void)block; }

cmark_mem *crux_arena(void) {
  static cmark_mem arena = {arena_calloc, arena_realloc, arena_free};
  return &arena;
}

cmark_node *crux_parse(const char *bytes, size_t length, int options, size_t limit) {
  jmp_buf here;
  cmark_node *volatile root = NULL;
  over_limit = &here;
  left = limit;
  reset();
  // libcmark holds nothing but memory, and all of that is the arena's: it can be left at any time.
  if (setjmp(here) == 0) {
    cmark_parser *parser = cmark_parser_new_with_mem(options, crux_arena());
    cmark_parser_feed(parser, bytes, length);
    root = cmark_parser_finish(parser);
  }
  over_limit = NULL;
  if (!root) reset();
  return root;
}

void crux_arena_reset(void) { reset(); }

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
  size_t used;
  unsigned char bytes[];
} chunk;

static _Thread_local chunk *newest;

// What was taken since the last reset, the most that may be, and where to go when it is more.
static _Thread_local size_t taken;
static _Thread_local size_t most;
static _Thread_local jmp_buf *over_limit;

static void count(size_t size) {
  taken += size;
  if (taken > most && over_limit) longjmp(*over_limit, 1);
}

static size_t rounded(size_t size) { return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1); }

static chunk *grow(size_t needed) {
  size_t capacity = newest ? newest->capacity * 2 : FIRST_CHUNK;
  if (capacity > ((size_t)64 << 20)) capacity = (size_t)64 << 20;
  if (capacity < needed) capacity = needed;
  chunk *fresh = malloc(sizeof(chunk) + capacity + ALIGNMENT);
  if (!fresh) abort();  // as libcmark's own allocator does
  fresh->older = newest;
  fresh->capacity = capacity;
  fresh->used = (ALIGNMENT - ((uintptr_t)fresh->bytes & (ALIGNMENT - 1))) & (ALIGNMENT - 1);
  fresh->capacity += fresh->used;
  newest = fresh;
  return fresh;
}

static void *take(size_t size) {
  size_t needed = rounded(size) + ALIGNMENT;
  count(needed);
  chunk *from = newest;
  if (!from || from->capacity - from->used < needed) from = grow(needed);
  unsigned char *block = from->bytes + from->used + ALIGNMENT;
  ((size_t *)block)[-1] = rounded(size);
  from->used += needed;
  return block;
}

static void *arena_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / 2 / size) abort();
  void *block = take(count * size);
  memset(block, 0, count * size);
  return block;
}

static void *arena_realloc(void *block, size_t size) {
  if (!block) return take(size);
  size_t old = ((size_t *)block)[-1];
  if (size <= old) return block;
  size_t extra = rounded(size) - old;
  if ((unsigned char *)block + old == newest->bytes + newest->used &&
      newest->capacity - newest->used >= extra) {
    count(extra);
    newest->used += extra;
    ((size_t *)block)[-1] = old + extra;
    return block;
  }
  void *larger = take(size);
  memcpy(larger, block, old);
  return larger;
}

static void arena_free(void *block) { (void)block; }

cmark_mem *crux_arena(void) {
  static cmark_mem arena = {arena_calloc, arena_realloc, arena_free};
  return &arena;
}

cmark_node *crux_parse(const char *bytes, size_t length, int options, size_t limit) {
  crux_arena_reset();
  jmp_buf here;
  cmark_node *volatile root = NULL;
  most = limit;
  // libcmark holds nothing but memory, and all of that is the arena's: it can be left at any time.
  if (setjmp(here) == 0) {
    over_limit = &here;
    cmark_parser *parser = cmark_parser_new_with_mem(options, crux_arena());
    cmark_parser_feed(parser, bytes, length);
    root = cmark_parser_finish(parser);
  }
  over_limit = NULL;
  if (!root) crux_arena_reset();
  return root;
}

void crux_arena_reset(void) {
  taken = 0;
  while (newest && newest->older) {
    chunk *older = newest->older;
    free(newest);
    newest = older;
  }
  if (newest) newest->used = (ALIGNMENT - ((uintptr_t)newest->bytes & (ALIGNMENT - 1))) & (ALIGNMENT - 1);
}

#include "cmark_arena.h"

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

void crux_arena_reset(void) {
  while (newest && newest->older) {
    chunk *older = newest->older;
    free(newest);
    newest = older;
  }
  if (newest) newest->used = (ALIGNMENT - ((uintptr_t)newest->bytes & (ALIGNMENT - 1))) & (ALIGNMENT - 1);
}

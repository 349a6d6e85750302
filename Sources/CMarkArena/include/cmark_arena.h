#ifndef CRUX_CMARK_ARENA_H
#define CRUX_CMARK_ARENA_H
#include <cmark.h>
#include <stddef.h>

/// A bump allocator for libcmark, one per thread of execution. Everything allocated since the last
/// reset is released at once by the next: never free a node or parser made before a reset after it.
cmark_mem *crux_arena(void);

/// Parses Markdown in this thread's arena, forgetting all that was in it.
///
/// Returns the document, valid until the next reset; NULL where libcmark wants more than `limit`
/// bytes in all, and the arena is then empty.
cmark_node *crux_parse(const char *bytes, size_t length, int options, size_t limit);

/// Forgets all nodes and parsers of this thread's arena, and gives memory above a small reserve
/// back to the system.
void crux_arena_reset(void);

#endif

#include <sqlite3.h>

/// Keeps SQLite from counting its memory, which takes a lock at every allocation. Only before the
/// first connection is opened; later it changes nothing. `sqlite3_config` is variadic, which Swift
/// cannot call.
static inline int crux_sqlite_count_no_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

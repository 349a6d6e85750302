// What `crux ingest` is held against: libcmark and SQLite at the same work, in C, on one thread.
//
//   ingest_peer SCHEMA INDEX CORPUS OUT
//
// Reads every Markdown file of CORPUS and parses it with libcmark as it comes; then reads all rows of
// the finished INDEX and inserts them one by one, bound without copies, into a new index OUT of the
// same schema, with the pragmas and full-text settings that crux uses. Prints the milliseconds of each
// of the two, wall and processor, and removes OUT. It makes nothing out of what it parses: to know
// what the rows are is what crux does beyond it.
#define _XOPEN_SOURCE 700
#include <cmark.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static sqlite3 *source, *target;

static void fail(const char *what, const char *why) {
  fprintf(stderr, "ingest_peer: %s: %s\n", what, why);
  exit(2);
}

static void run(sqlite3 *database, const char *sql) {
  char *message = NULL;
  if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK) fail(sql, message);
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql) {
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
    fail(sql, sqlite3_errmsg(database));
  return statement;
}

static char *contents(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  fseek(file, 0, SEEK_END);
  *length = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*length + 1);
  *length = fread(bytes, 1, *length, file);
  bytes[*length] = 0;
  fclose(file);
  return bytes;
}

static int parse(const char *path, const struct stat *status, int kind, struct FTW *place) {
  (void)status;
  (void)place;
  size_t count = strlen(path), length = 0;
  if (kind != FTW_F || count < 3 || strcmp(path + count - 3, ".md") != 0) return 0;
  char *bytes = contents(path, &length);
  if (!bytes) return 0;
  cmark_node_free(cmark_parse_document(bytes, length, CMARK_OPT_DEFAULT));
  free(bytes);
  return 0;
}

// `INSERT INTO table VALUES (?, ?, ...)`.
static sqlite3_stmt *insertion(const char *table, int columns) {
  char sql[512];
  int at = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?", table);
  for (int column = 1; column < columns; column++) at += snprintf(sql + at, sizeof sql - at, ",?");
  snprintf(sql + at, sizeof sql - at, ")");
  return prepare(target, sql);
}

static void bind(sqlite3_stmt *to, int index, sqlite3_stmt *from, int column) {
  const void *bytes;
  switch (sqlite3_column_type(from, column)) {
    case SQLITE_INTEGER: sqlite3_bind_int64(to, index, sqlite3_column_int64(from, column)); break;
    case SQLITE_FLOAT: sqlite3_bind_double(to, index, sqlite3_column_double(from, column)); break;
    case SQLITE_NULL: sqlite3_bind_null(to, index); break;
    default:
      bytes = sqlite3_column_text(from, column);
      sqlite3_bind_text(to, index, bytes, sqlite3_column_bytes(from, column), SQLITE_STATIC);
  }
}

static void finish(sqlite3_stmt *statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) fail("insert", sqlite3_errmsg(target));
  sqlite3_reset(statement);
}

// The rows of a table, and of its full text where it has one.
static void copy(const char *table) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT * FROM %s", table);
  sqlite3_stmt *rows = prepare(source, sql), *text = NULL;
  int columns = sqlite3_column_count(rows);
  sqlite3_stmt *insert = insertion(table, columns);
  const char *names[] = {"key", "title", "words", "quoted"};
  int count = 0, places[4];
  if (strcmp(table, "posts") == 0) {
    count = 4;
    text = prepare(target, "INSERT INTO posts_text (rowid, title, words, quoted) VALUES (?,?,?,?)");
  } else if (strcmp(table, "statements") == 0) {
    count = 3;
    names[1] = "text", names[2] = "name";
    text = prepare(target, "INSERT INTO statements_text (rowid, text, name) VALUES (?,?,?)");
  }
  for (int name = 0; name < count; name++)
    for (int column = 0; column < columns; column++)
      if (strcmp(names[name], sqlite3_column_name(rows, column)) == 0) places[name] = column;
  while (sqlite3_step(rows) == SQLITE_ROW) {
    for (int column = 0; column < columns; column++) bind(insert, column + 1, rows, column);
    finish(insert);
    if (!text) continue;
    for (int name = 0; name < count; name++) bind(text, name + 1, rows, places[name]);
    finish(text);
  }
  sqlite3_finalize(rows);
  sqlite3_finalize(insert);
  sqlite3_finalize(text);
}

static void copyAll(const char *schemaPath) {
  size_t length;
  char *schema = contents(schemaPath, &length);
  if (!schema) fail(schemaPath, "cannot be read");
  char *indexes = strstr(schema, "\nCREATE UNIQUE INDEX");
  if (!indexes) fail(schemaPath, "has no indexes");
  *indexes = 0;
  run(target,
      "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
      "PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY; BEGIN");
  run(target, schema);
  run(target,
      "INSERT INTO posts_text (posts_text, rank) VALUES ('automerge', 0), ('hashsize', 16777216);"
      "INSERT INTO statements_text (statements_text, rank)"
      " VALUES ('automerge', 0), ('hashsize', 4194304)");
  sqlite3_stmt *tables = prepare(
      target,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
      " AND name NOT LIKE '%\\_text\\_%' ESCAPE '\\'");
  while (sqlite3_step(tables) == SQLITE_ROW) copy((const char *)sqlite3_column_text(tables, 0));
  sqlite3_finalize(tables);
  *indexes = '\n';
  run(target, indexes);
  run(target,
      "INSERT INTO newest_posts_text (rowid, title, words, quoted)"
      " SELECT key, title, words, quoted FROM newest_posts ORDER BY key;"
      "INSERT INTO newest_statements_text (rowid, text, name)"
      " SELECT key, text, name FROM newest_statements ORDER BY key; COMMIT");
  free(schema);
}

struct moment {
  double wall, processor;
};

static struct moment now(void) {
  struct timespec time;
  struct rusage usage;
  clock_gettime(CLOCK_MONOTONIC, &time);
  getrusage(RUSAGE_SELF, &usage);
  return (struct moment){
      time.tv_sec * 1e3 + time.tv_nsec / 1e6,
      (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
          + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3};
}

static void tell(const char *what, struct moment from, struct moment to) {
  printf("%s %.1f %.1f\n", what, to.wall - from.wall, to.processor - from.processor);
}

int main(int count, char **words) {
  if (count != 5) fail("usage", "ingest_peer SCHEMA INDEX CORPUS OUT");
  struct moment start = now();
  if (nftw(words[3], parse, 64, FTW_PHYS) != 0) fail(words[3], "cannot be read");
  struct moment parsed = now();
  if (sqlite3_open_v2(words[2], &source, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    fail(words[2], sqlite3_errmsg(source));
  unlink(words[4]);
  if (sqlite3_open(words[4], &target) != SQLITE_OK) fail(words[4], sqlite3_errmsg(target));
  copyAll(words[1]);
  sqlite3_close(target);
  sqlite3_close(source);
  struct moment inserted = now();
  unlink(words[4]);
  tell("parse", start, parsed);
  tell("insert", parsed, inserted);
  return 0;
}

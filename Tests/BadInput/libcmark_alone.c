// Parses one file with libcmark as it comes: what `measure.py` compares with.
#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments) {
  FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
  if (!file || fseek(file, 0, SEEK_END) != 0) return 2;
  long size = ftell(file);
  char *bytes = malloc((size_t)size + 1);
  rewind(file);
  if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size) return 2;
  cmark_node_free(cmark_parse_document(bytes, (size_t)size, CMARK_OPT_DEFAULT));
  return 0;
}

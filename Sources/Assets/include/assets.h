#ifndef CRUX_ASSETS_H
#define CRUX_ASSETS_H
#include <stddef.h>

/// A file that is part of the program: its name inside the repository and its bytes.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} crux_asset;

/// All files, ended by one whose name is NULL.
extern const crux_asset crux_assets[];

#endif

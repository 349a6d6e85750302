#ifndef CRUX_ASSETS_H
#define CRUX_ASSETS_H
#include <stddef.h>

/// A file that is part of the program: its name inside the repository and its bytes.
typedef struct {
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t count;
} crux_asset;

/// All files, in order of name.
const crux_asset *_Nonnull crux_asset_list(void);
size_t crux_asset_count(void);

#endif

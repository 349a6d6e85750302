#include "assets.h"

// One line per file: a test compares this list with `schema.sql` and the files of `site/`.
#define ASSETS \
  ASSET(schema_sql, "schema.sql", "../../schema.sql") \
  ASSET(style_css, "site/style.css", "../../site/style.css")

static const unsigned char schema_sql[] = {
#embed "../../schema.sql"
};
static const unsigned char style_css[] = {
#embed "../../site/style.css"
};

const crux_asset crux_assets[] = {
    {"schema.sql", schema_sql, sizeof schema_sql},
    {"site/style.css", style_css, sizeof style_css},
    {NULL, NULL, 0},
};

#include "assets.h"

// Two places per file, in order of name: the test of `Assets` compares the list with
// `schema.sql` and the files of `site/`.

static const unsigned char schema_sql[] = {
#embed "../../schema.sql"
};
static const unsigned char icon_svg[] = {
#embed "../../site/icon.svg"
};
static const unsigned char map_css[] = {
#embed "../../site/map.css"
};
static const unsigned char preview_css[] = {
#embed "../../site/preview.css"
};
static const unsigned char preview_js[] = {
#embed "../../site/preview.js"
};
static const unsigned char search_box_js[] = {
#embed "../../site/search-box.js"
};
static const unsigned char search_index_js[] = {
#embed "../../site/search-index.js"
};
static const unsigned char search_rank_js[] = {
#embed "../../site/search-rank.js"
};
static const unsigned char search_words_js[] = {
#embed "../../site/search-words.js"
};
static const unsigned char search_css[] = {
#embed "../../site/search.css"
};
static const unsigned char site_js[] = {
#embed "../../site/site.js"
};
static const unsigned char style_css[] = {
#embed "../../site/style.css"
};

static const crux_asset assets[] = {
    {"schema.sql", schema_sql, sizeof schema_sql},
    {"site/icon.svg", icon_svg, sizeof icon_svg},
    {"site/map.css", map_css, sizeof map_css},
    {"site/preview.css", preview_css, sizeof preview_css},
    {"site/preview.js", preview_js, sizeof preview_js},
    {"site/search-box.js", search_box_js, sizeof search_box_js},
    {"site/search-index.js", search_index_js, sizeof search_index_js},
    {"site/search-rank.js", search_rank_js, sizeof search_rank_js},
    {"site/search-words.js", search_words_js, sizeof search_words_js},
    {"site/search.css", search_css, sizeof search_css},
    {"site/site.js", site_js, sizeof site_js},
    {"site/style.css", style_css, sizeof style_css},
};

const crux_asset *crux_asset_list(void) { return assets; }

size_t crux_asset_count(void) { return sizeof assets / sizeof *assets; }

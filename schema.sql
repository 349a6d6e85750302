-- The index of a corpus: what `crux ingest` reads out of the Markdown threads, in tables.
--
-- This file is what the program runs; there is no other definition. The index is derived: it can
-- be deleted at any time and is made again, so change threads, not rows. Reading it with
-- sqlite-utils, Datasette or the sqlite3 shell is welcome while crux is running.
--
-- Throughout: `key` columns are numbers of this one file and mean nothing outside it; `id` columns
-- are what people write in threads. `line` counts from 1, `column` counts UTF-8 bytes from 1,
-- `offset` is in bytes from the start of the file. `position` counts from 0 in the order of the
-- file. `time` is in seconds since 1970-01-01T00:00:00Z. Ids of other threads are kept as written,
-- so that what they mean is found by a join and never has to be written again.

-- 'CRUX', and the version of this schema and of what the parser puts into it.
PRAGMA application_id = 1129469272;
PRAGMA user_version = 9;

-- One row a file that the corpus holds, for telling what changed since.
CREATE TABLE files (
  path TEXT PRIMARY KEY,        -- relative to the corpus, with '/'
  size INTEGER NOT NULL,        -- in bytes
  modified INTEGER NOT NULL,    -- time of the last change of its bytes, in nanoseconds
  inode INTEGER NOT NULL,       -- its number in the file system
  hash INTEGER NOT NULL,        -- 64 bits made from its bytes
  thread INTEGER NOT NULL       -- threads.key
) WITHOUT ROWID;

-- Facts about the index itself: 'settings', a hash of crux.yml; 'generation', raised by each change;
-- 'newest', about how many rows of the newest threads are indexed apart; and how many rows each
-- full-text table has, under its name.
CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- One Markdown file, read.
CREATE TABLE threads (
  key INTEGER PRIMARY KEY,
  path TEXT NOT NULL,              -- relative to the corpus, with '/'
  id TEXT NOT NULL,                -- as written, or made from the path; with '-2' where that is taken
  wanted_id TEXT NOT NULL,         -- the same before anything was taken
  has_written_id INTEGER NOT NULL, -- 1 where the front matter gives it
  title TEXT NOT NULL,
  opening TEXT NOT NULL,           -- how it begins, on one line of at most 260 bytes
  source TEXT,                     -- address or citation of the original discussion
  date TEXT,                       -- as written, or the earliest of a post
  time INTEGER,                    -- the instant of that date
  is_annotated INTEGER NOT NULL,   -- 1 where it has a byline with parts, a header or a mark
  first_post INTEGER NOT NULL,     -- posts.key of its first row; the others follow it
  post_rows INTEGER NOT NULL,      -- how many rows of posts are its own
  first_statement INTEGER NOT NULL,
  statement_rows INTEGER NOT NULL,
  first_link INTEGER NOT NULL,
  link_rows INTEGER NOT NULL,
  first_stance INTEGER NOT NULL,
  stance_rows INTEGER NOT NULL,
  first_quote INTEGER NOT NULL,
  quote_rows INTEGER NOT NULL
);

-- Topics of a thread, in order.
CREATE TABLE thread_topics (
  thread INTEGER NOT NULL,      -- threads.key
  position INTEGER NOT NULL,
  topic TEXT NOT NULL,
  PRIMARY KEY (thread, position)
) WITHOUT ROWID;

-- Keys of the front matter that mean nothing to crux, in order, with their values as text.
CREATE TABLE thread_keys (
  thread INTEGER NOT NULL,      -- threads.key
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (thread, position)
) WITHOUT ROWID;

-- Who writes, holds, records or is quoted in a thread. The view `people` sums it up.
CREATE TABLE thread_people (
  thread INTEGER NOT NULL,      -- threads.key
  person TEXT NOT NULL,         -- the name after '@', with aliases resolved
  name TEXT NOT NULL,           -- what readers are shown
  url TEXT,
  role TEXT NOT NULL,           -- speaker, annotator or unnamed
  posts INTEGER NOT NULL,       -- how many posts of the thread are theirs
  statements INTEGER NOT NULL,  -- how many of its statements they hold
  PRIMARY KEY (thread, person)
) WITHOUT ROWID;

-- Other names of a person.
CREATE TABLE person_aliases (
  thread INTEGER NOT NULL,      -- threads.key of a thread where the person appears
  person TEXT NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (thread, person, alias)
) WITHOUT ROWID;

-- One person's turn in a thread; position 0 is what stands before the first byline, if anything.
CREATE TABLE posts (
  key INTEGER PRIMARY KEY,
  thread INTEGER NOT NULL,        -- threads.key
  position INTEGER NOT NULL,      -- 0 for the introduction, posts from 1
  anchor TEXT,                    -- without '#'; NULL for the introduction
  has_written_anchor INTEGER NOT NULL,
  author TEXT,                    -- thread_people.person; NULL for the introduction
  date TEXT,                      -- as written in the byline
  time INTEGER,                   -- of that date, else of the date before it; NULL without any
  permalink TEXT,
  parent INTEGER,                 -- position of the post it answers; NULL at the top level
  replies INTEGER NOT NULL,       -- how many posts of the thread answer it
  level INTEGER NOT NULL,         -- of the byline's heading; 0 for the introduction
  is_annotation INTEGER NOT NULL, -- 1 where the author only adds labels
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  title TEXT,                     -- the thread's, on its first row, where no heading there says it
  words TEXT NOT NULL,            -- its own words, as a reader sees them
  quoted TEXT NOT NULL            -- the words of its block quotes
);

-- A claim, crux or rebuttal.
CREATE TABLE statements (
  key INTEGER PRIMARY KEY,
  thread INTEGER NOT NULL,        -- threads.key
  position INTEGER NOT NULL,      -- in the thread
  id TEXT NOT NULL,               -- 'time-left'; a pole is 'crux#pole'; 'thread~3' where none is written
  kind TEXT NOT NULL,             -- claim, crux or rebuttal
  label TEXT,                     -- Claim, Because, ...; NULL for poles and stand-ins
  form TEXT NOT NULL,             -- written, inline, quoted, pole or standIn
  holder TEXT,                    -- thread_people.person; NULL for poles and words of nobody
  annotator TEXT,                 -- author of the post, where that is somebody else
  post INTEGER NOT NULL,          -- posts.position in the thread
  time INTEGER,                   -- posts.time
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  text TEXT NOT NULL,             -- its words, as a reader sees them; a pole's name where it has none
  name TEXT,                      -- a pole's name and nickname, as written
  detail TEXT NOT NULL,           -- later paragraphs of the same list item
  crux TEXT,                      -- for a pole, the id of its crux
  has_rival_poles INTEGER NOT NULL, -- for a crux, 1 where its answers are rivals, else yes and no
  fingerprint INTEGER NOT NULL    -- equal for equal words, whatever case and quotation marks; a bare answer's is of its id
);

-- The answers of a crux, in order.
CREATE TABLE poles (
  thread INTEGER NOT NULL,      -- threads.key
  crux TEXT NOT NULL,           -- statements.id of the crux
  position INTEGER NOT NULL,
  pole TEXT NOT NULL,           -- statements.id of the answer, 'crux#pole'
  name TEXT,                    -- as written; NULL where the pole has no item of its own
  nickname TEXT,                -- the parenthesis after the name
  PRIMARY KEY (thread, crux, position)
) WITHOUT ROWID;

-- Ids that threads and statements had before and that keep resolving.
CREATE TABLE former_ids (
  former TEXT NOT NULL,
  id TEXT NOT NULL,             -- threads.id or statements.id
  kind TEXT NOT NULL,           -- thread or statement
  thread INTEGER NOT NULL,      -- threads.key
  PRIMARY KEY (former, thread, kind, id)
) WITHOUT ROWID;

-- Something one statement, or several together, do to another, as recorded in one place.
CREATE TABLE links (
  key INTEGER PRIMARY KEY,
  thread INTEGER NOT NULL,      -- threads.key
  position INTEGER NOT NULL,    -- in the thread
  kind TEXT NOT NULL,           -- supports, needs, rebuts, undercuts, same as, grants, rejects, decides
  target_kind TEXT NOT NULL,    -- statement, link, step or only step
  target TEXT,                  -- the statement, or the end of the step; NULL for a link
  target_from TEXT,             -- the beginning of a step
  target_link INTEGER,          -- links.position in the thread, for a link
  recorder TEXT,                -- thread_people.person
  post INTEGER NOT NULL,        -- posts.position in the thread
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  offset INTEGER NOT NULL
);

-- The statements a link starts from; several are needed together.
CREATE TABLE link_premises (
  link INTEGER NOT NULL,        -- links.key
  position INTEGER NOT NULL,
  statement TEXT NOT NULL,      -- statements.id, as written
  PRIMARY KEY (link, position)
) WITHOUT ROWID;

-- A person's view of a statement, in time: a later one replaces an earlier one, both are kept.
CREATE TABLE stances (
  key INTEGER PRIMARY KEY,
  thread INTEGER NOT NULL,      -- threads.key
  position INTEGER NOT NULL,    -- in the thread
  person TEXT NOT NULL,
  statement TEXT NOT NULL,      -- statements.id, as written
  attitude TEXT NOT NULL,       -- agree, disagree, unsure, credence or implied
  credence REAL NOT NULL,       -- in the statement's text, .05 to .95
  credence_words TEXT,          -- as written; NULL where it is the default
  is_former INTEGER NOT NULL,   -- 1 for a view held before the thread
  post INTEGER NOT NULL,        -- posts.position in the thread
  date TEXT,                    -- from which it counts, as written: the post's, else the one before
  time INTEGER,                 -- posts.time
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  offset INTEGER NOT NULL
);

-- What changed a person's mind, if they said.
CREATE TABLE stance_causes (
  stance INTEGER NOT NULL,      -- stances.key
  position INTEGER NOT NULL,
  statement TEXT NOT NULL,      -- statements.id, as written
  PRIMARY KEY (stance, position)
) WITHOUT ROWID;

-- A block quote inside a post.
CREATE TABLE quotes (
  key INTEGER PRIMARY KEY,
  thread INTEGER NOT NULL,      -- threads.key
  position INTEGER NOT NULL,    -- in the thread
  post INTEGER NOT NULL,        -- posts.position in the thread, of the post that quotes
  status TEXT NOT NULL,         -- exact, ambiguous, drifted or elsewhere
  words TEXT NOT NULL,
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  offset INTEGER NOT NULL
);

-- What a quote repeats: the passage taken first, then the others.
CREATE TABLE quote_passages (
  quote INTEGER NOT NULL,       -- quotes.key
  position INTEGER NOT NULL,
  post INTEGER NOT NULL,        -- posts.position in the thread
  lower INTEGER NOT NULL,       -- where it begins in the rendered text of the thread, in bytes
  upper INTEGER NOT NULL,       -- before which byte it ends
  PRIMARY KEY (quote, position)
) WITHOUT ROWID;

-- [[target]] in a post or an introduction.
CREATE TABLE thread_references (
  thread INTEGER NOT NULL,      -- threads.key
  position INTEGER NOT NULL,
  target TEXT NOT NULL,         -- a statement, thread, thread#anchor or @Name, as written
  words TEXT NOT NULL,          -- around it, on one line of at most 160 bytes
  post INTEGER NOT NULL,        -- posts.position in the thread
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  PRIMARY KEY (thread, position)
) WITHOUT ROWID;

-- Something to tell the author about one thread, without what only the whole corpus shows.
CREATE TABLE findings (
  thread INTEGER NOT NULL,      -- threads.key
  position INTEGER NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,       -- error, warning or question
  message TEXT NOT NULL,
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,      -- in bytes
  PRIMARY KEY (thread, position)
) WITHOUT ROWID;

-- Full text of posts: own words apart from what they quote. The rows live in `posts`.
CREATE VIRTUAL TABLE posts_text USING fts5(
  title, words, quoted,
  content="posts", content_rowid='key', tokenize='porter unicode61 remove_diacritics 2'
);

-- Full text of statements. The rows live in `statements`.
CREATE VIRTUAL TABLE statements_text USING fts5(
  text, name,
  content="statements", content_rowid='key', tokenize='porter unicode61 remove_diacritics 2'
);

-- Threads whose posts or statements stand in a full-text table of their own as well: the newest,
-- until these have as many rows as the fact 'newest' says, in an index of more than twice as many. A
-- word that most posts hold is looked for there, since to rank all that holds it would take too long.
CREATE TABLE newest_threads (
  content TEXT NOT NULL,        -- which of its rows: posts or statements
  thread INTEGER NOT NULL,      -- threads.key
  PRIMARY KEY (content, thread)
) WITHOUT ROWID;

-- The posts of those threads, for their full text.
CREATE VIEW newest_posts AS
SELECT key, title, words, quoted FROM posts
WHERE thread IN (SELECT thread FROM newest_threads WHERE content = 'posts');

-- The statements of those threads, for their full text.
CREATE VIEW newest_statements AS
SELECT key, text, name FROM statements
WHERE thread IN (SELECT thread FROM newest_threads WHERE content = 'statements');

-- Full text of the posts of the newest threads.
CREATE VIRTUAL TABLE newest_posts_text USING fts5(
  title, words, quoted,
  content="newest_posts", content_rowid='key', tokenize='porter unicode61 remove_diacritics 2'
);

-- Full text of the statements of the newest threads.
CREATE VIRTUAL TABLE newest_statements_text USING fts5(
  text, name,
  content="newest_statements", content_rowid='key',
  tokenize='porter unicode61 remove_diacritics 2'
);

-- People, one row each: how they are shown where they first appear, and how much of the corpus is
-- theirs.
CREATE VIEW people AS
SELECT
  person AS id,
  (SELECT o.name FROM thread_people AS o JOIN threads AS t ON t.key = o.thread
   WHERE o.person = p.person ORDER BY o.name = o.person, t.path LIMIT 1) AS name,
  (SELECT o.url FROM thread_people AS o JOIN threads AS t ON t.key = o.thread
   WHERE o.person = p.person ORDER BY o.url IS NULL, t.path LIMIT 1) AS url,
  min(role) AS role,
  sum(posts) AS posts,
  sum(statements) AS statements,
  count(*) AS threads
FROM thread_people AS p
GROUP BY person;

-- Ids that statements had before and that nothing bears now: what is recorded under them is about the
-- statement that had them.
CREATE VIEW renamed_statements AS
SELECT f.former, f.id FROM former_ids AS f
WHERE f.kind = 'statement' AND NOT EXISTS (SELECT 1 FROM statements AS s WHERE s.id = f.former);

-- Statements that somebody answered, in one wording or another and under whichever id that was recorded:
-- rebutted, granted, or about which something was granted, or one of whose steps was undercut; and cruxes
-- on which somebody took a side. To ask for one of them costs little, whatever the corpus holds.
CREATE VIEW answered_statements AS
SELECT s.id AS statement FROM statements AS s
WHERE EXISTS (
  WITH RECURSIVE wordings (id) AS (
    VALUES (s.id)
    UNION SELECT l.target FROM wordings
      JOIN link_premises AS p ON p.statement = wordings.id
      JOIN links AS l ON l.key = p.link AND l.kind = 'same as'
    UNION SELECT p.statement FROM wordings
      JOIN links AS l ON l.target = wordings.id AND l.kind = 'same as'
      JOIN link_premises AS p ON p.link = l.key
    UNION SELECT r.former || substr(wordings.id, length(r.id) + 1) FROM wordings
      JOIN renamed_statements AS r
      ON r.id IN (wordings.id, substr(wordings.id, 1, instr(wordings.id, '#') - 1))
    UNION SELECT r.id || substr(wordings.id, length(r.former) + 1) FROM wordings
      JOIN renamed_statements AS r
      ON r.former IN (wordings.id, substr(wordings.id, 1, instr(wordings.id, '#') - 1)))
  SELECT 1 FROM wordings AS w
  WHERE
    EXISTS (
      SELECT 1 FROM links AS l
      WHERE l.target = w.id AND l.kind IN ('rebuts', 'undercuts', 'rejects', 'grants')
        AND l.target_kind = 'statement')
    OR EXISTS (
      SELECT 1 FROM link_premises AS p JOIN links AS l ON l.key = p.link
      WHERE p.statement = w.id AND l.kind = 'grants')
    OR EXISTS (SELECT 1 FROM links AS l WHERE l.target_from = w.id AND l.kind = 'undercuts')
    OR EXISTS (
      SELECT 1 FROM link_premises AS p
      JOIN links AS step ON step.key = p.link
      JOIN links AS l ON l.thread = step.thread AND l.target_link = step.position
      WHERE p.statement = w.id AND l.kind = 'undercuts' AND l.target_kind = 'link')
    OR EXISTS (
      SELECT 1 FROM statements AS q
      WHERE q.id IN (w.id, (SELECT min(r.id) FROM renamed_statements AS r WHERE r.former = w.id))
        AND +q.kind = 'crux')
    AND (
      EXISTS (
        SELECT 1 FROM stances AS v
        WHERE v.statement = w.id OR (v.statement > w.id || '#' AND v.statement < w.id || '$'))
      OR EXISTS (
        SELECT 1 FROM links AS l
        WHERE l.kind IN ('supports', 'rebuts', 'needs')
          AND (l.target = w.id OR (l.target > w.id || '#' AND l.target < w.id || '$')))));

-- Indexes, made last when a whole index is built.
CREATE UNIQUE INDEX threads_by_path ON threads (path);
CREATE INDEX threads_by_id ON threads (id);
CREATE INDEX threads_by_time ON threads (time DESC, path);
CREATE INDEX topics_by_name ON thread_topics (topic);
CREATE INDEX people_by_id ON thread_people (person, name);
CREATE INDEX aliases_by_name ON person_aliases (alias);
CREATE INDEX posts_by_author ON posts (author, time);
CREATE INDEX posts_by_time ON posts (time);
CREATE INDEX statements_by_id ON statements (id);
CREATE INDEX statements_by_holder ON statements (holder);
CREATE INDEX statements_by_thread ON statements (thread);
CREATE INDEX statements_by_time ON statements (time DESC);
CREATE INDEX statements_by_kind ON statements (kind, time DESC);
CREATE INDEX statements_by_words ON statements (fingerprint);
CREATE INDEX statements_by_crux ON statements (crux) WHERE crux IS NOT NULL;
CREATE INDEX former_ids_by_id ON former_ids (id);
CREATE INDEX links_by_target ON links (target);
CREATE INDEX links_to_links ON links (thread, target_link) WHERE target_link IS NOT NULL;
CREATE INDEX links_of_sameness ON links (target) WHERE kind = 'same as';
CREATE INDEX links_by_step ON links (target_from) WHERE target_from IS NOT NULL;
CREATE INDEX premises_by_statement ON link_premises (statement);
CREATE INDEX stances_by_statement ON stances (statement);
CREATE INDEX stances_by_person ON stances (person);
CREATE INDEX references_by_target ON thread_references (target);

import ThreadParsing

/// `crux.yml` with every key of the one table explained and none set.
var starterSettings: String {
  let head = "# What holds for all threads here. Take the '#' from a line to set it.\n"
  return SettingsKey.all.reduce(head) { text, key in
    text + "\n# \(key.meaning)\n#\(key.name): \(key.example)\n"
  }
}

/// What crux makes and git need not keep.
let starterIgnores = """
  /_site/
  /.crux/
  .*.crux-*

  """

/// A short thread that shows each label once.
let starterThread = """
  ---
  title: Should the library open on Sundays?
  topics: [example]
  ---

  An example to look at, change and remove. A heading names who speaks, a bold word says what a
  sentence does, and a name in backquotes lets others refer to it.

  ## @Ada · 2026-01-05 · #1

  **Claim** `open-sundays` (likely): The library should open on Sundays.

  - **Because** `free-on-sundays`: Sunday is the day on which most people are free.
    - **And** `free-people-come`: People who are free come.
  - **Only if** `staffed`: Enough of the staff are willing to work on Sundays.

  ### @Bo · 2026-01-06 · #2

  > Sunday is the day on which most people are free.

  **Undercut** `free-for-family`: They are free, but for their families, not for books.

  **Rebuttal** `longer-saturday` to `open-sundays`: A longer Saturday does as much and costs less.

  **Granted** `quiet-place` to `open-sundays`: Nowhere else in town is quiet on a Sunday.

  **Crux** `new-readers` of `open-sundays`: Would Sundays bring people who never come now?

  - **Yes**: They would, since many of them work on every other day.
  - **No**: They would bring the same people on another day.

  #### @Ada · 2026-01-08 · #3

  **Disagree** `longer-saturday` (very likely): many people work on Saturdays.

  **Agree** `new-readers#yes`

  **Unsure** `staffed`

  """

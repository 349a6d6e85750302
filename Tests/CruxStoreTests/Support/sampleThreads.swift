/// A small discussion with everything that search filters by.
let sampleThreads: [String: String] = [
  "launch.md": """
  ---
  title: When to launch
  topics: [deployment]
  people:
    Ada: {name: Ada Lind, aliases: [ada-l]}
  ---

  A discussion about launching early.

  ## @Ada · 2025-11-01 · #p1

  **Claim** `launch-early`: Launching early teaches us most.

  - **Because** `feedback`: Only deployment shows the problems that users meet.

  Apart from that, rockets are expensive.

  ### @Bo · 2025-11-02 · #p2 · re #p1

  > Launching early teaches us most.

  **Rebuttal** `cannot-undo` to `launch-early`: A launch cannot be undone.

  **Disagree** `launch-early` (likely)

  **Crux** `reversible` of `launch-early`: Can a launch be taken back?

  - **Yes**: Every release can be rolled back.
  - **No**: Some harm is done at once.

  ### @Cy · 2025-11-03 · #p3 · re #p2

  **Undercut** `not-the-point` of `feedback` for `launch-early`: Users are not who is harmed.

  The naïve café owner was unharmed.
  """,
  "notes/second.md": """
  # Second thoughts

  ## @Bo · 2025-12-05 · #p1

  **Claim** `same-again` same as `launch-early`: To launch soon is the best teacher.

  **Claim** `no-harm` for `reversible#no`: Harm done to reputations stays.

  Unrelated words about rockets and rockets and deployment.
  """,
]

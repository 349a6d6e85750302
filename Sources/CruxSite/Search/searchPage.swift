/// Where a search is shown whole, at an address that can be shared; without script it says where
/// to look instead.
func searchPage(outline: CorpusOutline) -> [UInt8] {
  let writer = PageWriter(outline: outline, page: .search)
  let html: HTML = """
    <h1>Search</h1>
    <div id="page.results"></div>
    <div class="search-help">
    <p>Every word of the threads is here: in <a href="\(writer.reference(to: .statements))">all
    claims, cruxes and rebuttals</a>, by <a href="\(writer.reference(to: .people))">people</a>, among
    the <a href="\(writer.reference(to: .cruxes))">cruxes</a>, and in the
    <a href="\(writer.reference(to: .home))">threads</a>.</p>
    <noscript><p>Searching needs script, which is switched off.</p></noscript>
    <h2>What can be typed</h2>
    <table>
    <tr><th scope="row"><code>legible deployment</code></th>
    <td>whatever holds any of the words; the more and the rarer, the better</td></tr>
    <tr><th scope="row"><code>"net harm"</code></th><td>only what has these words in a row</td></tr>
    <tr><th scope="row"><code>-deployment</code></th><td>not this</td></tr>
    <tr><th scope="row"><code>legib*</code></th><td>words that begin so</td></tr>
    <tr><th scope="row"><code>by:</code></th><td>what this person says</td></tr>
    <tr><th scope="row"><code>kind:</code></th>
    <td>claim, crux, rebuttal, statement or post</td></tr>
    <tr><th scope="row"><code>in:</code>, <code>topic:</code></th>
    <td>this thread or folder of threads; threads on this topic</td></tr>
    <tr><th scope="row"><code>for:</code>, <code>against:</code>, <code>crux:</code></th>
    <td>reasons for a statement, objections to it, what is linked to a crux</td></tr>
    <tr><th scope="row"><code>answered:</code>, <code>unanswered:</code></th>
    <td>what somebody, or nobody, answered</td></tr>
    <tr><th scope="row"><code>since:</code>, <code>until:</code></th>
    <td>from or up to a year, month or day: <code>2025-11</code></td></tr>
    </table>
    </div>

    """
  return PageShell(outline: outline, address: .search, title: "Search").page(html)
}

import CCMark
import Testing

@testable import Interchange

/// HTML bodies become Markdown that libcmark reads as the same words.
@Suite struct HTMLTests {
  static let cases: [(String, String)] = [
    ("<p>One<p>Two", "One\n\nTwo"),
    ("a<br>b<br><br>c", "a\\\nb\n\nc"),
    ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c"),
    ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
    ("<ul><li>a<ol start=3><li>b</ol></ul>", "- a\n\n  3. b"),
    ("<ul><li><p>a</p><p>b</p><li><p>c</ul>", "- a\n\n  b\n\n- c"),
    ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b"),
    ("<ul><li></li><li>a</ul>", "- a"),
    ("<blockquote><p>a<p>b<blockquote>c</blockquote></blockquote>d", "> a\n>\n> b\n>\n> > c\n\nd"),
    (
      "<pre><code class=\"language-swift\">\nlet a = `b`\n\n```\n</code></pre>",
      "````swift\nlet a = `b`\n\n```\n````"
    ),
    ("<h2>A <b>b</b> #</h2>", "## A **b** \\#"),
    ("a <b>bold</b>, <i>it</i> and <code>co`de</code>", "a **bold**, _it_ and ``co`de``"),
    ("in<b>side</b> <b>\"x\"</b>y <i> sp </i>.", "in**side** \"x\"y _sp_ ."),
    ("<b>a <i>b</i></b> <i>c</i>", "**a _b_** _c_"),
    (
      "<a href=\"https://a.org/(x)?a=1&amp;b=2\">t [1]</a>",
      "[t \\[1\\]](https://a.org/\\(x\\)?a=1\\&b=2)"
    ),
    ("<a href='https://a.org/x_y'>https://a.org/x_y</a>", "<https://a.org/x_y>"),
    ("see https://a.org/x_y_.", "see <https://a.org/x_y>\\_."),
    ("<a href='javascript:alert(1)'>x</a> <a href=#a>y</a>", "x y"),
    ("<img src='https://a.org/i.png' alt='A cat'>", "[A cat](https://a.org/i.png)"),
    ("<img class=emoji alt=':smile:'>", ":smile:"),
    ("x<sup>2</sup>, 1<sup>st</sup>, CO<sub>2</sub>, <s>no</s>", "x², 1st, CO₂, ~~no~~"),
    ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", "a | b\\\n1 | 2"),
    ("<details><summary>Sum</summary><p>in</details>", "**Sum**\n\nin"),
    ("<script>var a='<p>'</script><style>p{}</style>a<!-- c -->b", "ab"),
    (
      "- a<p>1. b<p># c<p>&gt; d<p>=<p>---<p>+<p>~~~",
      "\\- a\n\n1\\. b\n\n\\# c\n\n\\> d\n\n\\=\n\n\\---\n\n\\+\n\n\\~\\~\\~"
    ),
    ("1<b>.</b> a", "1\\. a"),
    (
      "&lt;b&gt; &amp;amp; &copy; &nosuch; AT&T &#x41;&#8217;",
      "\\<b> \\&amp; © \\&nosuch; AT\\&T A’"
    ),
    ("a <hr> b", "a\n\n***\n\nb"),
    ("<blockquote>", ""),
    ("wow!<a href=https://a.org>x</a>", "wow\\![x](https://a.org)"),
  ]

  @Test(arguments: cases)
  func `HTML becomes Markdown by its structure`(html: String, expected: String) {
    var losses = Losses()
    #expect(markdown(fromHTML: html, losses: &losses) == expected)
  }
}

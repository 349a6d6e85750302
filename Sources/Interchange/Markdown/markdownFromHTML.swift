/// A piece of HTML as CommonMark that reads as the same words.
///
/// | HTML | CommonMark |
/// |---|---|
/// | `p`, `div` and other blocks | paragraphs; two `br` in a row part paragraphs, one is a hard break |
/// | `h1`–`h6`, `hr`, `pre` | headings, rules, fenced code with its language |
/// | `ul`, `ol` with `start`, `blockquote` | lists and quotes, to a depth of 20 together |
/// | `b`, `i`, `code` and their kin | emphasis and code spans |
/// | `a` | a link where it leads to the web or a mail address; relative ones by `base` |
/// | `img`, `iframe`, `video` | a link; an emoji, its name |
/// | `sup`, `sub` | `²` where there are such characters, else plain |
/// | `s`, `del` | `~~…~~` |
/// | `table` | a line for each row, cells parted by a bar |
/// | `details`, spoilers | their words; a summary in bold |
/// | `script`, `style`, `svg` | nothing, counted |
///
/// Anything else is its words. Takes time in proportion to the length, whatever the depth.
///
/// - Parameter base: The address of the page, for links relative to its host.
func markdown(fromHTML html: String, base: String? = nil, losses: inout Losses) -> String {
  var reader = HTMLReader(html, base: base)
  return reader.read(losses: &losses)
}

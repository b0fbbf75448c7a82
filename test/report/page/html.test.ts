import assert from "node:assert/strict";
import fc from "fast-check";
import { escaped, Html, html } from "../../../provider/report/page/html.js";

const of = ({ text }: Html) => text;

describe("html", () => {
  it("takes what is filled in as text", () => {
    assert.equal(
      of(html`<p title="${'"a"'}">${"<b> & 'c'"}</p>`),
      '<p title="&quot;a&quot;">&lt;b&gt; &amp; &#39;c&#39;</p>',
    );
    assert.equal(of(html`${1}${0}`), "10");
  });

  it("takes markup as it is, joins lists, and leaves out what is not there", () => {
    const items = ["<1>", "2"].map((item) => html`<li>${item}</li>`);
    assert.equal(of(html`<ul>${items}</ul>${undefined}${false}`), "<ul><li>&lt;1&gt;</li><li>2</li></ul>");
    assert.equal(of(html`${new Html("<hr>")}`), "<hr>");
  });

  it("replaces what no document may hold", () => {
    assert.equal(escaped("a\u0000b\u001Bc\uD800d\u0085e"), "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
    assert.equal(escaped("a\n\t\r😀é"), "a\n\t\r😀é");
  });

  it("leaves nothing that begins a tag, an entity or an attribute", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const written = escaped(text);
        assert.doesNotMatch(written, /[<>"']/);
        assert.doesNotMatch(written, /&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { fillPlaceholders, placeholdersIn } from "../../../provider/emulator/instance/placeholders.js";

const values: Readonly<Record<string, string | number | boolean>> = {
  QUEUE: "arn:aws:connect:eu:1:instance/i/queue/q",
  "lambda.lookup.arn": "arn:aws:lambda:eu:1:function:lookup",
  "F:main:F": "f-1",
  LIMIT: 30,
  DEBUG: true,
  quote: 'say "hi"\\\n',
};
const valueFor = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);
const filled = (text: string) => fillPlaceholders(text, valueFor);
const shell = (name: string) => `$\{${name}}`;

describe("placeholders in flow files", () => {
  it("are filled in every form", () => {
    const text = JSON.stringify([shell("QUEUE"), "{{ lambda.lookup.arn }}", "<<LIMIT>>", "%DEBUG%", shell("F:main:F")]);
    assert.deepEqual(JSON.parse(filled(text)), [values.QUEUE, values["lambda.lookup.arn"], "30", "true", "f-1"]);
  });

  it("are filled inside other text, and in names", () => {
    assert.equal(filled('{"a-%LIMIT%": "x{{LIMIT}}y<<LIMIT>>"}'), '{"a-30": "x30y30"}');
  });

  it("stay as they are when nothing is known of them, as does what only looks like one", () => {
    const text = JSON.stringify({
      a: `${shell("OTHER")} {{other}} <<other>> %other%`,
      b: "50% of 100%",
      c: "$.Attributes.x",
    });
    assert.equal(filled(text), text);
  });

  it("are escaped as the JSON around them needs", () => {
    assert.deepEqual(JSON.parse(filled('{"a": "{{quote}}"}')), { a: values.quote });
  });

  it("are written as JSON where they stand outside a text", () => {
    const text = `{"limit": ${shell("LIMIT")}, "debug": <<DEBUG>>, "text": {{quote}}}`;
    assert.deepEqual(JSON.parse(filled(text)), { limit: 30, debug: true, text: values.quote });
  });

  it("are filled in a flow inside describe-contact-flow output, which is JSON in JSON", () => {
    for (const wrapper of ["ContactFlow", "ContactFlowModule"]) {
      const content = JSON.stringify({ Actions: [{ Text: "{{quote}}" }] });
      const whole = JSON.parse(filled(JSON.stringify({ [wrapper]: { Name: "<<LIMIT>>", Content: content } })));
      assert.equal(whole[wrapper].Name, "30");
      assert.deepEqual(JSON.parse(whole[wrapper].Content), { Actions: [{ Text: values.quote }] });
    }
  });

  it("are listed, each once", () => {
    assert.deepEqual(placeholdersIn(`{{a}} ${shell("b")} {{a}} <<c>> %d% 50% %`), [
      "{{a}}",
      shell("b"),
      "<<c>>",
      "%d%",
    ]);
  });

  it("leave any JSON text JSON, and one without placeholders the same", () => {
    const word = fc.oneof(fc.string(), fc.constantFrom("{{quote}}", "<<LIMIT>>", "%DEBUG%", shell("QUEUE"), '"', "\\"));
    const json = fc.jsonValue().chain((value) => fc.array(word).map((words) => ({ value, text: words.join("") })));
    fc.assert(
      fc.property(json, (value) => {
        const text = JSON.stringify(value);
        const result = filled(text);
        assert.doesNotThrow(() => JSON.parse(result));
        if (placeholdersIn(text).length === 0) assert.equal(result, text);
      }),
      { numRuns: 500 },
    );
  });
});

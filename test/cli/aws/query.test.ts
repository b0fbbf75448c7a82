import assert from "node:assert/strict";
import fc from "fast-check";
import { checkQuery, QueryError, queried } from "../../../provider/cli/aws/query.js";

const response = { ContactId: "c", ParticipantId: "p", ParticipantToken: "t" };

async function errorOf(work: Promise<unknown>): Promise<QueryError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof QueryError, String(error));
    return error;
  }
  return assert.fail("It is taken");
}

describe("a query", () => {
  it("is JMESPath, with bare words in backticks as well", async () => {
    assert.equal(await queried("ContactId", response), "c");
    assert.equal(await queried("Nope", response), null);
    assert.deepEqual(await queried("{a: ContactId, b: [ParticipantId]}", response), { a: "c", b: ["p"] });
    assert.equal(await queried("ContactId == `c`", response), true);
    assert.deepEqual(await queried('`[1, "\\`"]`', response), [1, "`"]);
    assert.equal(await queried("length(@)", response), 3);
  });

  it("that the AWS CLI refuses is refused, at the same position", async () => {
    const rows: readonly (readonly [query: string, position: number, message: string])[] = [
      ["a[", 2, "The query ends too early"],
      ["a.", 2, "The query ends too early"],
      ["a || ", 5, "The query ends too early"],
      ["", 0, "The query ends too early"],
      ["a b", 2, "b is not expected"],
      ["a..b", 2, ". is not expected"],
      ["a[b", 2, "b is not expected"],
      ["{1:a}", 1, "1 is not expected"],
      ["a == 'x' ] c", 9, "] is not expected"],
      ["a#", 1, "# is not expected"],
      ["'#' || #", 7, "# is not expected"],
      ["`x", 0, "The quote ` is not closed"],
      ['a."b', 2, 'The quote " is not closed'],
      ["'x\\'", 0, "The quote ' is not closed"],
      ['`"x`', 0, '`"x` is not JSON'],
      ["$", 0, "The AWS CLI knows no $"],
      ["let $x = a in $x", 4, "The AWS CLI knows no $x"],
      ["[?a='b']", 3, "The AWS CLI knows no ="],
      ["a-b", 1, "The AWS CLI knows no -"],
    ];
    for (const [query, position, message] of rows) {
      const error = await errorOf(checkQuery(query));
      assert.deepEqual([error.position, error.message], [position, `${message}, at character ${position + 1}`], query);
    }
  });

  it("with a function that is not there is refused before any data", async () => {
    const error = await errorOf(checkQuery("[ContactId, nope(@)]"));
    assert.deepEqual([error.position, error.message], [12, "There is no function nope, at character 13"]);
  });

  it("that does not fit the data says so without a position", async () => {
    const error = await errorOf(queried("abs(ContactId)", response));
    assert.equal(error.position, undefined);
    assert.match(error.message, /^The query cannot be answered from the data \(/);
    await checkQuery("abs(ContactId)");
  });

  it("is answered, or ends in a QueryError inside the text, whatever it is", async () => {
    const piece = fc.constantFrom(
      ..."a ContactId . [ ] * ? [? { } : , | || && ! @ & ( ) == < ' \" ` \\ 1 -1 length sort_by é 😀 $ = + `[1]` 'x'".split(
        " ",
      ),
      " ",
    );
    const query = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
    );
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        try {
          await queried(text, response);
        } catch (error) {
          assert.ok(error instanceof QueryError, String(error));
          assert.ok((error.position ?? 0) <= text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("comes to an end however long it is", async () => {
    for (const part of ["(", "a.", "[", "a[?", "'", '"', "`", "a b", "!", "&", "\\", "a||"]) {
      await errorOf(checkQuery(part.repeat(60_000 / part.length)));
    }
  });
});

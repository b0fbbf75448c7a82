/** A `--query` that cannot be used. The message is one sentence, without the full stop. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly query: string;
  /** Index in the query, in UTF-16 units; absent where it only fails on the data. */
  readonly position?: number;

  constructor(query: string, reason: string, position?: number) {
    super(position === undefined ? reason : `${reason}, at character ${position + 1}`);
    this.query = query;
    this.position = position;
  }
}

/** Rejects with a `QueryError` unless it is JMESPath as the AWS CLI knows it. */
export async function checkQuery(query: string): Promise<void> {
  check(await jmespath(), query);
}

/** What a JMESPath query finds in `data`. Rejects with a `QueryError`. */
export async function queried(query: string, data: unknown): Promise<unknown> {
  const library = await jmespath();
  check(library, query);
  try {
    return library.search(data as Parameters<Library["search"]>[0], query, options);
  } catch (error) {
    throw new QueryError(query, `The query cannot be answered from the data (${(error as Error).message})`);
  }
}

type Library = typeof import("@jmespath-community/jmespath", { with: { "resolution-mode": "import" }});
type Tokens = ReturnType<Library["tokenize"]>;

/** Texts in backticks without quotes, as many examples for the AWS CLI have them. */
const options = { enable_legacy_literals: true } as const;

function jmespath(): Promise<Library> {
  return import("@jmespath-community/jmespath");
}

/** The library itself tells no position, takes a quote that is not closed, and knows more than the AWS CLI does. */
function check(library: Library, query: string): void {
  const tokens = tokensOf(library, query);
  const textAt = (index: number) => query.slice(tokens[index]?.start, tokens[index + 1]?.start).trim();
  const strange = tokens.findIndex(({ type }) => beyondAws.includes(type));
  if (strange !== -1) {
    throw new QueryError(query, `The AWS CLI knows no ${textAt(strange)}`, tokens[strange]?.start);
  }
  const problem = problemOf(library, query);
  if (problem !== undefined) {
    const wrong = endsTooEarly(problem) ? -1 : firstWrong(library, query, tokens, problem);
    if (wrong === -1) throw new QueryError(query, "The query ends too early", query.length);
    throw new QueryError(query, `${textAt(wrong)} is not expected`, tokens[wrong]?.start);
  }
  const functions = library.getRegisteredFunctions();
  const unknown = tokens.find(
    ({ type, value }, index) =>
      type === "UnquotedIdentifier" && tokens[index + 1]?.type === "Lparen" && !functions.includes(String(value)),
  );
  if (unknown) throw new QueryError(query, `There is no function ${unknown.value}`, unknown.start);
}

/** What the library's JMESPath has and the AWS CLI refuses. */
const beyondAws: readonly string[] = "Variable Assign Root Plus Minus Multiply Divide Modulo Div Question".split(" ");

/** Quoted texts, one by one, and what stands between them. */
const parts = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|[^'"`]+|(?<open>['"`])/gs;

function tokensOf(library: Library, query: string): Tokens {
  for (const { 0: part, index, groups } of query.matchAll(parts)) {
    if (groups?.open) throw new QueryError(query, `The quote ${part} is not closed`, index);
    try {
      library.tokenize(part, options);
    } catch (error) {
      const [, character] = /unknown character: (.)/su.exec((error as Error).message) ?? [];
      if (character === undefined) throw new QueryError(query, `${part} is not JSON`, index);
      throw new QueryError(query, `${character} is not expected`, index + part.indexOf(character));
    }
  }
  return library.tokenize(query, options);
}

function problemOf(library: Library, query: string): string | undefined {
  try {
    library.compile(query, options);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function endsTooEarly(problem: string): boolean {
  return /\(EOF\)|got: EOF/.test(problem);
}

/** The token after which the problem is there, whatever follows. */
function firstWrong(library: Library, query: string, tokens: Tokens, problem: string): number {
  let good = -1;
  let bad = tokens.length - 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (problemOf(library, query.slice(0, tokens[middle + 1]?.start)) === problem) bad = middle;
    else good = middle;
  }
  return bad;
}

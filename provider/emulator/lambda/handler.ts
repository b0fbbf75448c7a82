import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** A function as Lambda calls it: a promise, a plain answer, or a callback. */
type Handler = (
  event: unknown,
  context: HandlerContext,
  callback: (error: unknown, answer?: unknown) => void,
) => unknown;

export interface HandlerContext {
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** Loads what a file exports under a name. TypeScript is loaded by Node itself, or by `tsx` where the file's project has it. */
export async function loadHandler(file: string, name: string): Promise<Handler> {
  const module = await loadModule(file);
  const handler = module[name] ?? (module.default as Readonly<Record<string, unknown>> | undefined)?.[name];
  if (typeof handler !== "function") throw new Error(`${file} exports no function ${name}.`);
  return handler as Handler;
}

/** Calls a handler in whichever of Lambda's ways it answers. */
export function called(handler: Handler, event: unknown, context: HandlerContext): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const answer = handler(event, context, (error, result) => (error ? reject(error) : resolve(result)));
    // A handler with a third parameter answers by the callback.
    if (answer !== undefined || handler.length < 3) resolve(answer);
  });
}

async function loadModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await imported(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!/\.[cm]?ts$/.test(file) || !(code === "ERR_UNKNOWN_FILE_EXTENSION" || error instanceof SyntaxError))
      throw error;
    return typeScript(file);
  }
}

function typeScript(file: string): Readonly<Record<string, unknown>> {
  let tsx: { require(id: string, from: string): Readonly<Record<string, unknown>> };
  try {
    tsx = createRequire(file)("tsx/cjs/api");
  } catch {
    throw new Error(
      `${file} is TypeScript, which this Node.js does not run by itself: install tsx beside it, or use Node.js 22.18.`,
    );
  }
  return tsx.require(file, file);
}

/** Not `import()`, of which TypeScript would make `require` here, which takes no ES modules in Node.js 20. */
function imported(file: string): Promise<Readonly<Record<string, unknown>>> {
  const load = new Function("url", "return import(url)") as (url: string) => Promise<Readonly<Record<string, unknown>>>;
  return load(pathToFileURL(file).href);
}

import type { ConnectClient } from "@aws-sdk/client-connect";
import type { CommandIo } from "../command.js";

interface HttpRequest {
  readonly method?: string;
  readonly protocol?: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly path?: string;
}

interface HttpResponse {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Tells on standard error what is sent and answered: addresses, sizes and statuses, never a header or body with a token. */
export function logRequests(client: ConnectClient, { surroundings, err }: CommandIo): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const { method, protocol, hostname, port, path } = args.request as HttpRequest;
      const began = surroundings.now();
      err(`debug: ${method} ${protocol}//${hostname}${port ? `:${port}` : ""}${path}\n`);
      const result = await next(args);
      const { statusCode, headers = {} } = result.response as HttpResponse;
      const request = headers["x-amzn-requestid"] ?? "without an id";
      err(`debug: ${statusCode} after ${surroundings.now() - began} ms, request ${request}\n`);
      return result;
    },
    { step: "deserialize", name: "debug", priority: "low" },
  );
}

import assert from "node:assert/strict";
import { runCheck } from "../../provider/check/check.js";
import type { CheckInput } from "../../provider/check/input.js";
import type { Emulator } from "../../provider/emulator/index.js";
import { ChatCheckError } from "../../provider/errors.js";

/** The input of a check of the emulator's first flow, which greets with Hello. */
export function inputFor(emulator: Emulator, more: Partial<CheckInput>): CheckInput {
  return {
    instanceId: emulator.instanceId,
    contactFlowId: emulator.flows[0]?.id ?? "",
    expectFirstMessage: "Hello",
    timeoutSeconds: 30,
    ...more,
  };
}

/** The error that a check fails with. */
export async function failureOf(input: CheckInput): Promise<ChatCheckError> {
  const error = await runCheck(input).then(
    () => assert.fail("The check holds."),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ChatCheckError, String(error));
  return error;
}

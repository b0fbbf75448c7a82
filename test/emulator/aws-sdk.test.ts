import assert from "node:assert/strict";
import * as connect from "@aws-sdk/client-connect";
import * as connectparticipant from "@aws-sdk/client-connectparticipant";
import type { EmulatorOptions } from "../../provider/emulator/index.js";
import { type OperationModel, type ServiceName, services } from "../../provider/emulator/model/model.js";
import { operations } from "../../provider/emulator/operations/index.js";
import type { Case } from "./aws-sdk/case.js";
import { contactCases } from "./aws-sdk/contact-cases.js";
import { flowCases } from "./aws-sdk/flow-cases.js";
import { instanceCases } from "./aws-sdk/instance-cases.js";
import { participantCases } from "./aws-sdk/participant-cases.js";
import { Customer } from "./customer.js";

/** What the emulator is to have, no more and no less. */
const promised: Readonly<Record<ServiceName, readonly string[]>> = {
  connect: [
    ...["StartChatContact", "StopContact", "DescribeContact", "GetContactAttributes", "UpdateContactAttributes"],
    ...["UpdateContact", "SearchContacts", "TagContact", "UntagContact", "CreateParticipant"],
    ...["UpdateParticipantRoleConfig", "CreatePersistentContactAssociation", "ListAssociatedContacts"],
    ...["StartContactStreaming", "StopContactStreaming"],
    ...["CreateContactFlow", "DescribeContactFlow", "UpdateContactFlowContent", "UpdateContactFlowMetadata"],
    ...["UpdateContactFlowName", "DeleteContactFlow", "ListContactFlows"],
    ...["CreateContactFlowModule", "DescribeContactFlowModule", "UpdateContactFlowModuleContent"],
    ...["DeleteContactFlowModule", "ListContactFlowModules"],
    ...["DescribeInstance", "ListInstances", "DescribeInstanceAttribute", "UpdateInstanceAttribute"],
    ...["ListQueues", "DescribeQueue", "ListHoursOfOperations", "DescribeHoursOfOperation", "DescribeView"],
    ...["ListTagsForResource", "TagResource", "UntagResource"],
  ],
  connectparticipant: [
    ...["CreateParticipantConnection", "SendMessage", "SendEvent", "GetTranscript", "DisconnectParticipant"],
    ...["DescribeView", "StartAttachmentUpload", "CompleteAttachmentUpload", "GetAttachment"],
  ],
};

const cases: readonly Case[] = [...contactCases, ...flowCases, ...instanceCases, ...participantCases];

/** The server's own failures and what needs more than one region or an IAM policy; on demand there are all of them. */
const neverByItself: Readonly<Record<ServiceName, readonly string[]>> = {
  connect: ["InternalServiceException", "InvalidActiveRegionException", "AccessDeniedException"],
  connectparticipant: ["InternalServerException"],
};

const namespaces: Readonly<Record<ServiceName, Readonly<Record<string, unknown>>>> = { connect, connectparticipant };

/** A customer whose clients do not try again. */
const impatient = (options: EmulatorOptions) => Customer.of(options, { maxAttempts: 1 });

function modelOf({ service, operation }: Case): OperationModel {
  const model = services[service].operations[operation];
  assert.ok(model, `The model has no ${operation}.`);
  return model;
}

/** Holds that this call is refused with the SDK's class of an error that the operation declares. */
async function assertRefused(shown: Case, name: string, calling: Promise<object>): Promise<void> {
  const error: unknown = await calling.then(
    () => assert.fail(`${shown.operation} was not refused with ${name}.`),
    (reason: unknown) => reason,
  );
  const type = namespaces[shown.service][name];
  assert.ok(typeof type === "function", `The SDK has no ${name}.`);
  assert.ok(error instanceof type, `${shown.operation}: ${name} expected, not ${String(error)}`);
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  assert.equal($metadata?.httpStatusCode, modelOf(shown).errors[name], name);
}

/** Has what the SDK needs to build a request, and nothing that the emulator could look up. */
function emptyInput({ service }: Case, { input, method }: OperationModel): object {
  const members = Object.entries(services[service].shapes[input ?? ""]?.members ?? {});
  const needed = members.filter(([, { location }]) => location !== undefined && location !== "querystring");
  return { ...Object.fromEntries(needed.map(([name]) => [name, "none"])), ...(method === "DELETE" ? keys : {}) };
}

const keys = { TagKeys: ["none"], tagKeys: ["none"] };

/** Refusals that follow from the model: another instance, an id or a token that is too long, and a token of nobody. */
function refusedByModel(shown: Case): Case["refused"] {
  const { errors, input: shape = "" } = modelOf(shown);
  const { members = {} } = services[shown.service].shapes[shape] ?? {};
  const invalid = "InvalidParameterException" in errors ? "InvalidParameterException" : "InvalidRequestException";
  const changed = (member: string, value: string) => async (customer: Customer) => ({
    ...(await shown.good(customer)),
    [member]: value,
  });
  const token = "ConnectionToken" in members ? "ConnectionToken" : "ParticipantToken";
  if (shown.service === "connectparticipant") {
    return { AccessDeniedException: changed(token, "none"), ValidationException: changed(token, "x".repeat(1001)) };
  }
  if (!("InstanceId" in members)) return {};
  return {
    [invalid]: changed("InstanceId", "x".repeat(101)),
    ResourceNotFoundException: changed("InstanceId", "22222222-2222-4333-8444-555555555555"),
  };
}

/** Lets the clients send half a JSON object as every body, which is the one thing that they would not do by themselves. */
function breakBodies({ connect, participant }: Customer): void {
  const broken =
    <Args extends { request: unknown }, Answer>(next: (args: Args) => Promise<Answer>) =>
    (args: Args) => {
      const request = args.request as { body?: unknown; headers: Record<string, string> };
      request.body = "{";
      request.headers["content-length"] = "1";
      return next(args);
    };
  const last = { step: "finalizeRequest", priority: "low", name: "breakBodies" } as const;
  connect.middlewareStack.add((next) => broken(next), last);
  participant.middlewareStack.add((next) => broken(next), last);
}

/** Whether the body is JSON that a client could have broken. */
const hasBody = ({ method }: OperationModel) => method === "POST" || method === "PUT";

describe("the AWS SDK for JavaScript v3", () => {
  it("finds the promised operations, every one and no other", () => {
    for (const service of ["connect", "connectparticipant"] as const) {
      const expected = [...promised[service]].sort();
      assert.deepEqual(Object.keys(operations[service]).sort(), expected);
      assert.deepEqual(
        cases
          .filter((shown) => shown.service === service)
          .map(({ operation }) => operation)
          .sort(),
        expected,
      );
    }
  });

  for (const shown of cases) {
    const { service, operation } = shown;
    const model = modelOf(shown);
    const { errors } = model;

    describe(`${operation} of ${service}`, () => {
      it("answers a good call", async () => {
        await using customer = await impatient(shown.options);
        const input = await shown.good(customer);
        const answer = await shown.send(customer, input);
        const { $metadata } = answer as { $metadata?: { httpStatusCode?: number } };
        assert.equal($metadata?.httpStatusCode, model.status);
        await shown.holds(answer, customer, input);
      });

      const byItself = Object.entries({ ...refusedByModel(shown), ...shown.refused });
      for (const [name, input] of byItself) {
        it(`refuses a bad call with ${name}`, async () => {
          await using customer = await impatient(shown.options);
          const bad = await input(customer);
          await assertRefused(shown, name, shown.send(customer, bad));
        });
      }

      const broken = service === "connect" ? "InvalidRequestException" : "ValidationException";
      if (hasBody(model)) {
        it(`refuses a broken body with ${broken}`, async () => {
          await using customer = await impatient({});
          breakBodies(customer);
          await assertRefused(shown, broken, shown.send(customer, emptyInput(shown, model)));
        });
      }

      const throttled = "ThrottlingException" in errors ? "ThrottlingException" : "TooManyRequestsException";
      if (throttled in errors) {
        it(`refuses a call over its rate with ${throttled}`, async () => {
          const quotas = { rates: { [operation]: { perSecond: 0, burst: 0 } } };
          await using customer = await impatient({ quotas, behaviour: { throttledConnect: "declared" } });
          await assertRefused(shown, throttled, shown.send(customer, emptyInput(shown, model)));
        });
      }

      it("gives each error that it declares, on demand, as the SDK's class", async () => {
        await using customer = await impatient({});
        for (const [error, status] of Object.entries(errors)) {
          customer.emulator.once(operation, { error, status });
          await assertRefused(shown, error, shown.send(customer, emptyInput(shown, model)));
        }
      });

      it("is refused above with every error that it declares and that can come by itself", () => {
        const produced = new Set([
          ...byItself.map(([name]) => name),
          ...(hasBody(model) ? [broken] : ["InvalidRequestException"]),
          throttled,
          ...neverByItself[service],
          ...shown.never,
        ]);
        assert.deepEqual(
          Object.keys(errors).filter((name) => !produced.has(name)),
          [],
        );
      });
    });
  }
});

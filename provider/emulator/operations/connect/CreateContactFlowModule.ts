import type { CreateContactFlowModuleRequest, CreateContactFlowModuleResponse } from "@aws-sdk/client-connect";
import { ServiceError } from "../../errors.js";
import type { Instance } from "../../instance.js";
import { sameInstance } from "../access.js";
import { publishableModule, published } from "../flow-content.js";
import { refuseTaken } from "../naming.js";
import type { Services } from "../operation.js";

interface Made {
  readonly request: string;
  readonly response: CreateContactFlowModuleResponse;
}

const madeBefore = new WeakMap<Instance, Map<string, Made>>();

/** A module is published at once. The same client token makes it once; with another request it is refused. */
export function CreateContactFlowModule(
  { instance, identifiers, quotas }: Pick<Services, "instance" | "identifiers" | "quotas">,
  { ClientToken, ...request }: CreateContactFlowModuleRequest,
): CreateContactFlowModuleResponse {
  sameInstance(instance, request.InstanceId);
  const made = madeBefore.get(instance) ?? new Map<string, Made>();
  madeBefore.set(instance, made);
  const earlier = ClientToken ? made.get(ClientToken) : undefined;
  if (earlier) {
    if (earlier.request === JSON.stringify(request)) return earlier.response;
    throw new ServiceError("IdempotencyException", 409, "The client token was used for another request.");
  }
  const { Name: name = "", Content: content = "" } = request;
  refuseTaken("module", name, instance.modules.named(name));
  const document = publishableModule(name, content);
  if (instance.modules.all.length >= quotas.flowModules) {
    throw new ServiceError("LimitExceededException", 429, `The instance has ${quotas.flowModules} modules, its limit.`);
  }
  const module = instance.putModule({
    id: identifiers.id(),
    name,
    description: request.Description,
    state: "ACTIVE",
    modified: instance.now(),
    settings: request.Settings,
    externalInvocation: request.ExternalInvocationConfiguration?.Enabled ?? false,
    ...published(document),
  });
  instance.tags.add(module.arn, request.Tags);
  const response = { Id: module.id, Arn: module.arn };
  if (ClientToken) made.set(ClientToken, { request: JSON.stringify(request), response });
  return response;
}

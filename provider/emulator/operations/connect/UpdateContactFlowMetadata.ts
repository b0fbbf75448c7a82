import type { UpdateContactFlowMetadataRequest, UpdateContactFlowMetadataResponse } from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import { flowReference } from "../flow-content.js";
import { refuseTaken } from "../naming.js";
import type { Services } from "../operation.js";

/** Changes what is given, and leaves the rest. */
export function UpdateContactFlowMetadata(
  { instance }: Pick<Services, "instance">,
  { InstanceId, ContactFlowId, Name, Description, ContactFlowState: state }: UpdateContactFlowMetadataRequest,
): UpdateContactFlowMetadataResponse {
  sameInstance(instance, InstanceId);
  const { flow } = flowReference(instance, ContactFlowId);
  const name = Name ?? flow.name;
  refuseTaken("flow", name, instance.flowNamed(name), flow.id);
  const description = Description ?? flow.description;
  instance.put({ ...flow, name, description, state: state ?? flow.state, modified: instance.now() });
  return {};
}

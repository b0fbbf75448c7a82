import type { UpdateContactFlowContentRequest, UpdateContactFlowContentResponse } from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import { flowReference, publishable, published, saved } from "../flow-content.js";
import type { Services } from "../operation.js";

/** A plain id publishes; `ID:$SAVED` changes what is saved only, which is not validated. */
export function UpdateContactFlowContent(
  { instance }: Pick<Services, "instance">,
  { InstanceId, ContactFlowId, Content = "" }: UpdateContactFlowContentRequest,
): UpdateContactFlowContentResponse {
  sameInstance(instance, InstanceId);
  const { flow, draft } = flowReference(instance, ContactFlowId);
  const body = draft ? saved(Content) : published(publishable(flow.name, Content));
  instance.put({ ...flow, ...body, modified: instance.now() });
  return {};
}

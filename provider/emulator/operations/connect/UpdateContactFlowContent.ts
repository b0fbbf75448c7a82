import type { UpdateContactFlowContentRequest, UpdateContactFlowContentResponse } from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import { flowReference, publishable } from "../flow-content.js";
import type { Services } from "../operation.js";

/** A plain id publishes; `ID:$SAVED` changes what is saved only. */
export function UpdateContactFlowContent(
  { instance }: Pick<Services, "instance">,
  { InstanceId, ContactFlowId, Content = "" }: UpdateContactFlowContentRequest,
): UpdateContactFlowContentResponse {
  sameInstance(instance, InstanceId);
  const { flow, saved } = flowReference(instance, ContactFlowId);
  const document = publishable(flow.name, Content);
  if (!saved) instance.put({ ...flow, document, draft: undefined, status: "PUBLISHED" });
  else if (flow.status === "SAVED") instance.put({ ...flow, document });
  else instance.put({ ...flow, draft: document });
  return {};
}

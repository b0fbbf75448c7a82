import type {
  UpdateContactFlowModuleContentRequest,
  UpdateContactFlowModuleContentResponse,
} from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import { moduleReference, publishableModule, published, saved } from "../flow-content.js";
import type { Services } from "../operation.js";

/** A plain id publishes; `ID:$SAVED` changes what is saved only, which is not validated. What is not given stays. */
export function UpdateContactFlowModuleContent(
  { instance }: Pick<Services, "instance">,
  { InstanceId, ContactFlowModuleId, Content, Settings }: UpdateContactFlowModuleContentRequest,
): UpdateContactFlowModuleContentResponse {
  sameInstance(instance, InstanceId);
  const { module, draft } = moduleReference(instance, ContactFlowModuleId);
  const body = Content === undefined ? {} : draft ? saved(Content) : published(publishableModule(module.name, Content));
  instance.putModule({ ...module, ...body, settings: Settings ?? module.settings, modified: instance.now() });
  return {};
}

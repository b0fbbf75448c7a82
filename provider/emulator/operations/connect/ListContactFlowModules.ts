import type { ListContactFlowModulesRequest, ListContactFlowModulesResponse } from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import type { Services } from "../operation.js";
import { pageOf } from "../page.js";

export function ListContactFlowModules(
  { instance }: Pick<Services, "instance">,
  { InstanceId, ContactFlowModuleState: wanted, MaxResults, NextToken }: ListContactFlowModulesRequest,
): ListContactFlowModulesResponse {
  sameInstance(instance, InstanceId);
  const modules = instance.modules.all.filter(({ state }) => wanted === undefined || state === wanted);
  const { entries, nextToken } = pageOf(modules, { MaxResults, NextToken });
  return {
    ContactFlowModulesSummaryList: entries.map(({ id, arn, name, state }) => ({
      Id: id,
      Arn: arn,
      Name: name,
      State: state,
    })),
    NextToken: nextToken,
  };
}

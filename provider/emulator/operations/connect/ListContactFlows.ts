import type { ListContactFlowsRequest, ListContactFlowsResponse } from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import type { Services } from "../operation.js";
import { pageOf } from "../page.js";

/** All flows, archived ones included, in the order in which they came. */
export function ListContactFlows(
  { instance }: Pick<Services, "instance">,
  { InstanceId, ContactFlowTypes: types = [], MaxResults, NextToken }: ListContactFlowsRequest,
): ListContactFlowsResponse {
  sameInstance(instance, InstanceId);
  const flows = instance.flows.filter(({ type }) => types.length === 0 || types.includes(type as "CONTACT_FLOW"));
  const { entries, nextToken } = pageOf(flows, { MaxResults, NextToken });
  return {
    ContactFlowSummaryList: entries.map(({ id, arn, name, type, state, status }) => ({
      Id: id,
      Arn: arn,
      Name: name,
      ContactFlowType: type as "CONTACT_FLOW",
      ContactFlowState: state,
      ContactFlowStatus: status,
    })),
    NextToken: nextToken,
  };
}

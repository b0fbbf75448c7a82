import type { ListInstancesRequest, ListInstancesResponse } from "@aws-sdk/client-connect";
import { ServiceError } from "../../errors.js";
import { instanceSummary } from "../instance-summary.js";
import type { Services } from "../operation.js";

/** The one instance that there is. */
export function ListInstances(
  { instance }: Pick<Services, "instance">,
  { NextToken }: ListInstancesRequest,
): ListInstancesResponse {
  if (NextToken !== undefined) throw new ServiceError("InvalidRequestException", 400, "NextToken is not valid.");
  return { InstanceSummaryList: [instanceSummary(instance)] };
}

import type { ListHoursOfOperationsRequest, ListHoursOfOperationsResponse } from "@aws-sdk/client-connect";
import { sameInstance } from "../access.js";
import type { Services } from "../operation.js";
import { pageOf } from "../page.js";

export function ListHoursOfOperations(
  { instance }: Pick<Services, "instance">,
  { InstanceId, MaxResults, NextToken }: ListHoursOfOperationsRequest,
): ListHoursOfOperationsResponse {
  sameInstance(instance, InstanceId);
  const { entries, nextToken } = pageOf(instance.hoursOfOperation.all, { MaxResults, NextToken });
  return {
    HoursOfOperationSummaryList: entries.map(({ id, arn, name }) => ({
      Id: id,
      Arn: arn,
      Name: name,
      LastModifiedTime: new Date(instance.created),
      LastModifiedRegion: instance.region,
    })),
    NextToken: nextToken,
  };
}

import type { DescribeHoursOfOperationRequest, DescribeHoursOfOperationResponse } from "@aws-sdk/client-connect";
import { days } from "../../instance/words.js";
import { notFound, sameInstance } from "../access.js";
import type { Services } from "../operation.js";
import { tagsOf } from "../tags.js";

/** The weekly hours; overrides are told by operations of their own. */
export function DescribeHoursOfOperation(
  { instance }: Pick<Services, "instance">,
  { InstanceId, HoursOfOperationId = "" }: DescribeHoursOfOperationRequest,
): DescribeHoursOfOperationResponse {
  sameInstance(instance, InstanceId);
  const hours = instance.hoursOfOperation.find(HoursOfOperationId);
  if (!hours) throw notFound();
  return {
    HoursOfOperation: {
      HoursOfOperationId: hours.id,
      HoursOfOperationArn: hours.arn,
      Name: hours.name,
      Description: hours.description,
      TimeZone: hours.timeZone,
      Config: days.flatMap((Day, index) =>
        (hours.week[index] ?? []).map(({ from, till }) => ({ Day, StartTime: timeOf(from), EndTime: timeOf(till) })),
      ),
      Tags: tagsOf(instance, hours.arn),
      LastModifiedTime: new Date(instance.created),
      LastModifiedRegion: instance.region,
    },
  };
}

function timeOf(minute: number) {
  return { Hours: Math.floor(minute / 60) % 24, Minutes: minute % 60 };
}

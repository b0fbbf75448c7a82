import type { InstanceSummary } from "@aws-sdk/client-connect";
import type { Instance } from "../instance.js";

/** What ListInstances and DescribeInstance say of an instance. */
export function instanceSummary({ id, arn, alias, created, accountId, attributes }: Instance): InstanceSummary {
  return {
    Id: id,
    Arn: arn,
    IdentityManagementType: "CONNECT_MANAGED",
    InstanceAlias: alias,
    CreatedTime: new Date(created),
    ServiceRole: `arn:aws:iam::${accountId}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect`,
    InstanceStatus: "ACTIVE",
    InboundCallsEnabled: attributes.get("INBOUND_CALLS") === "true",
    OutboundCallsEnabled: attributes.get("OUTBOUND_CALLS") === "true",
    InstanceAccessUrl: `https://${alias}.my.connect.aws`,
  };
}

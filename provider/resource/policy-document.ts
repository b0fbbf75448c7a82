import * as pulumi from "@pulumi/pulumi";
import { policyOf } from "../check/policy.js";

export interface PolicyDocumentArgs {
  /** The instance's id or ARN. May be left out where `contactFlowId` is an ARN. */
  readonly instanceId?: pulumi.Input<string>;
  /** The flow's id or ARN. ARNs make the policy exact in partition, region and account. */
  readonly contactFlowId: pulumi.Input<string>;
}

/** The least IAM policy of a ChatCheck, as JSON text for `aws.iam.Policy`. Throws when no instance is named. */
export function policyDocument({ instanceId, contactFlowId }: PolicyDocumentArgs): pulumi.Output<string> {
  return pulumi
    .all([instanceId, contactFlowId])
    .apply(([instance, flow]) => JSON.stringify(policyOf({ instanceId: instance, contactFlowId: flow })));
}

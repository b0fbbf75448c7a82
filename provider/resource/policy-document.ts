import * as pulumi from "@pulumi/pulumi";
import { policyOf } from "../check/policy.js";

export interface PolicyDocumentArgs {
  /** The instance's id or ARN. May be left out where `contactFlowId` is an ARN. */
  readonly instanceId?: pulumi.Input<string>;
  /** The flow's id or ARN. ARNs make the policy exact in partition, region and account. */
  readonly contactFlowId: pulumi.Input<string>;
  /** Whether the check holds a conversation: then it reads the flows that its chat can go on in. Default false. */
  readonly conversation?: pulumi.Input<boolean>;
}

/** The least IAM policy of a ChatCheck, as JSON text for `aws.iam.Policy`. Throws when no instance is named. */
export function policyDocument(args: PolicyDocumentArgs): pulumi.Output<string> {
  const { instanceId, contactFlowId, conversation } = args;
  return pulumi
    .all([instanceId, contactFlowId, conversation])
    .apply(([instance, flow, talks]) =>
      JSON.stringify(policyOf({ instanceId: instance, contactFlowId: flow, conversation: talks })),
    );
}

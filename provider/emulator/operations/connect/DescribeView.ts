import type { DescribeViewRequest, DescribeViewResponse } from "@aws-sdk/client-connect";
import type { View } from "../../instance.js";
import { notFound, sameInstance } from "../access.js";
import type { Services } from "../operation.js";
import { tagsOf } from "../tags.js";

/** By id or ARN, with `:$LATEST`, `:$SAVED` or the version at the end or without; one of AWS's by its ARN only. */
export function DescribeView(
  { instance }: Pick<Services, "instance">,
  { InstanceId, ViewId = "" }: DescribeViewRequest,
): DescribeViewResponse {
  sameInstance(instance, InstanceId);
  const view = instance.views.find(ViewId);
  if (!view || !named(view, ViewId)) throw notFound();
  const { template, inputSchema, actions = [] } = view.content;
  return {
    View: {
      Id: view.id,
      Arn: view.arn,
      Name: view.name,
      Status: ViewId.endsWith(":$SAVED") ? "SAVED" : "PUBLISHED",
      Type: view.type,
      Description: view.description,
      Version: view.version,
      Content: { InputSchema: inputSchema, Template: template, Actions: [...actions] },
      Tags: tagsOf(instance, view.arn),
      CreatedTime: new Date(instance.created),
      LastModifiedTime: new Date(instance.created),
    },
  };
}

function named({ type, version }: View, reference: string): boolean {
  if (type === "AWS_MANAGED" && !reference.startsWith("arn:")) return false;
  const qualifier = reference.slice(reference.lastIndexOf("/") + 1).split(":")[1];
  return [undefined, "$LATEST", "$SAVED", String(version)].includes(qualifier);
}

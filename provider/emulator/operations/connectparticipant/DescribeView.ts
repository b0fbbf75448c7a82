import type { DescribeViewRequest, DescribeViewResponse } from "@aws-sdk/client-connectparticipant";
import { ServiceError } from "../../errors.js";
import { speaker } from "../access.js";
import type { Services } from "../operation.js";

/** The view that a message of the participant's chat carries a token of. */
export function DescribeView(
  { contacts, viewTokens }: Pick<Services, "contacts" | "viewTokens">,
  { ConnectionToken, ViewToken = "" }: DescribeViewRequest,
): DescribeViewResponse {
  const view = viewTokens.view(speaker(contacts, ConnectionToken), ViewToken);
  if (!view) throw new ServiceError("ResourceNotFoundException", 404, "There is no view for this token.");
  const { id, arn, name, version, content } = view;
  const { template, inputSchema, actions = [] } = content;
  return {
    View: {
      Id: id,
      Arn: arn,
      Name: name,
      Version: version,
      Content: { InputSchema: inputSchema, Template: template, Actions: [...actions] },
    },
  };
}

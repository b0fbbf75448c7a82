import type { ActionContext, Effect } from "../flow-run.js";
import { record } from "../record.js";
import { isTooLong, rememberProfile } from "./profile-data.js";

const mostCriteria = 5;

/**
 * Finds the one profile that a key, or one to five criteria, name; none and several have error branches of their own. A
 * value of more than 255 characters takes the error branch.
 */
export function GetCustomerProfile({
  parameters,
  memory,
  customerProfiles,
}: Pick<ActionContext, "parameters" | "memory" | "customerProfiles">): Effect {
  const { ProfileRequestData: request, ProfileResponseData: wanted } = parameters;
  const { criteria, every } = criteriaOf(record(request));
  if (criteria.length === 0 || criteria.length > mostCriteria || criteria.some(([, value]) => isTooLong(value))) {
    return { kind: "error", errorType: "NoMatchingError" };
  }
  const [profile, another] = customerProfiles.find(criteria, every);
  if (!profile) return { kind: "error", errorType: "NoneFoundError" };
  if (another) return { kind: "error", errorType: "MultipleFoundError" };
  memory.delete("Customer");
  rememberProfile(memory, profile, wanted);
  return { kind: "success" };
}

function criteriaOf(request: Readonly<Record<string, unknown>>) {
  const { IdentifierName, IdentifierValue, SearchCriteria, LogicalOperator, ...fields } = request;
  const listed = (Array.isArray(SearchCriteria) ? SearchCriteria : []).map(record);
  const pairs = [
    ...(IdentifierName === undefined ? [] : [[IdentifierName, IdentifierValue]]),
    ...listed.map((one) => [one.IdentifierName, one.IdentifierValue]),
    ...Object.entries(fields),
  ];
  const criteria = pairs.flatMap(([name, value]) =>
    typeof name === "string" && typeof value === "string" && value !== "" ? [[name, value] as const] : [],
  );
  return { criteria, every: LogicalOperator === "AND" };
}

import { flowName, instanceName } from "./arn.js";

/** Where a chat is to take place; what is not known is left out. */
export interface Place {
  readonly instanceId?: string;
  readonly contactFlowId?: string;
  readonly region?: string;
}

export interface PlaceProblem {
  readonly property: keyof Place;
  readonly message: string;
}

/** What is wrong with ids and ARNs, each by itself and among them. An empty id is a matter of the constraints. */
export function placeProblems({ instanceId, contactFlowId, region }: Place): PlaceProblem[] {
  const problems: PlaceProblem[] = [];
  const flow = contactFlowId === undefined ? undefined : flowName(contactFlowId);
  const instance = instanceId === undefined ? undefined : instanceName(instanceId);
  if (contactFlowId && !flow)
    problems.push({ property: "contactFlowId", message: "Expected the id or the ARN of a flow" });
  if (instanceId && !instance) {
    problems.push({ property: "instanceId", message: "Expected the id or the ARN of an instance" });
  }
  if (flow?.instanceId && instance && flow.instanceId !== instance.id) {
    problems.push({
      property: "contactFlowId",
      message: "Expected a flow of the instance in instanceId, not of another one",
    });
  }
  if (region && !/^[A-Za-z\d](-?[A-Za-z\d])*$/.test(region)) {
    problems.push({ property: "region", message: "Expected the name of a region, such as eu-west-1" });
    return problems;
  }
  const regions = [flow?.region, instance?.region, region].filter(Boolean);
  if (new Set(regions).size > 1) {
    problems.push({ property: "region", message: "Expected one region; region and the ARNs name different ones" });
  }
  return problems;
}

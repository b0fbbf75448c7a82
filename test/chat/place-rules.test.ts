import assert from "node:assert/strict";
import { type Place, placeProblems } from "../../provider/chat/place-rules.js";

const instance = (region: string, id = "i") => `arn:aws:connect:${region}:123456789012:instance/${id}`;
const flow = (region: string, id = "i") => `${instance(region, id)}/contact-flow/f`;

const noFlow = "contactFlowId: Expected the id or the ARN of a flow";
const noInstance = "instanceId: Expected the id or the ARN of an instance";
const otherInstance = "contactFlowId: Expected a flow of the instance in instanceId, not of another one";
const otherRegion = "region: Expected one region; region and the ARNs name different ones";

describe("the rules of a place", () => {
  const noRegion = "region: Expected the name of a region, such as eu-west-1";
  const rows: readonly (readonly [title: string, place: Place, ...problems: string[]])[] = [
    ["nothing", {}],
    ["bare ids", { instanceId: "i", contactFlowId: "f", region: "eu-west-1" }],
    ["ids that are empty, of which the constraints tell", { instanceId: "", contactFlowId: "" }],
    ["ARNs that agree", { instanceId: instance("eu-west-1"), contactFlowId: flow("eu-west-1"), region: "eu-west-1" }],
    ["a flow's ARN and its instance's id", { instanceId: "i", contactFlowId: flow("eu-west-1") }],
    ["an instance's ARN and a flow's id", { instanceId: instance("eu-west-1"), contactFlowId: "f" }],
    ["an ARN of something else for a flow", { contactFlowId: instance("eu-west-1") }, noFlow],
    ["an ARN of something else for an instance", { instanceId: flow("eu-west-1") }, noInstance],
    ["ids with a space or a slash", { instanceId: "a b", contactFlowId: "a/b" }, noFlow, noInstance],
    ["a flow of another instance", { instanceId: "j", contactFlowId: flow("eu-west-1") }, otherInstance],
    [
      "a flow's ARN of another instance than the instance's ARN",
      { instanceId: instance("eu-west-1", "j"), contactFlowId: flow("eu-west-1") },
      otherInstance,
    ],
    ["a flow's ARN of another region", { contactFlowId: flow("eu-west-1"), region: "us-east-1" }, otherRegion],
    ["an instance's ARN of another region", { instanceId: instance("eu-west-1"), region: "us-east-1" }, otherRegion],
    ["regions of all partitions", { region: "us-gov-west-1" }],
    ["a region that is empty, and none to the SDK", { contactFlowId: flow("eu-west-1"), region: "" }],
    ["a region in words", { region: "Europe (Ireland)" }, noRegion],
    ["a region with a space after it", { contactFlowId: flow("eu-west-1"), region: "eu-west-1 " }, noRegion],
    ["ARNs of two regions", { instanceId: instance("us-east-1"), contactFlowId: flow("eu-west-1") }, otherRegion],
    [
      "everything at once",
      { instanceId: instance("us-east-1", "j"), contactFlowId: flow("eu-west-1"), region: "eu-west-3" },
      otherInstance,
      otherRegion,
    ],
  ];

  for (const [title, place, ...problems] of rows) {
    it(`${problems.length > 0 ? "refuse" : "accept"} ${title}`, () => {
      assert.deepEqual(
        placeProblems(place).map(({ property, message }) => `${property}: ${message}`),
        problems,
      );
    });
  }
});

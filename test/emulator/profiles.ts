import type { InstanceDefinition } from "../../provider/emulator/instance/definition.js";
import { action } from "../flows.js";

/** Three customers, two of whom share a phone. */
export const profiles: InstanceDefinition = {
  customerProfiles: [
    {
      id: "p-ada",
      identifiers: { _email: "ada@example.com", _phone: ["+15550001", "+15550009"], crm: "7" },
      profile: { FirstName: "Ada", City: "London", Attributes: { tier: "gold" } },
      objects: {
        Asset: [
          { Status: "sold", Name: "Engine 1" },
          { Status: "ordered", Name: "Engine 2" },
        ],
      },
      calculatedAttributes: { _new_customers: "false", calls: 3 },
    },
    {
      id: "p-bob",
      identifiers: { _phone: "+15550009" },
      profile: { FirstName: "Bob", EmailAddress: "bob@example.com" },
    },
    { id: "p-cyd", identifiers: { _account: "42" } },
  ],
};

/** An action that finds Ada, or who else has that e-mail address. */
export const getProfile = (email = "ada@example.com", ...fields: readonly string[]) =>
  action(
    "get",
    "GetCustomerProfile",
    {
      ProfileRequestData: { IdentifierName: "_email", IdentifierValue: email },
      ProfileResponseData: fields,
    },
    { errors: { NoMatchingError: "it", NoneFoundError: "it", MultipleFoundError: "it" } },
  );

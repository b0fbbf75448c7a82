import { instanceName } from "../chat/arn.js";
import type { ServiceTarget } from "../chat/client-settings.js";
import { openConnectClient } from "../chat/connect-client.js";
import { stopContact } from "../chat/contact.js";
import { serviceError } from "../chat/service-error.js";
import { forgetUnended, type UnendedContact, unendedContacts } from "../chat/unended.js";
import { ChatCheckError } from "../errors.js";
import { type CommandIo, exitCodes } from "./command.js";
import { defineCommand, wrongUse } from "./options.js";

type Place = Partial<UnendedContact> & { readonly externalId?: string };
type Target = Pick<UnendedContact, "instanceId" | "contactId"> & Place;

/** Ends a contact by its id, or all contacts that were recorded because they stayed open. */
export const end = defineCommand({
  name: "end",
  description:
    "Ends a contact. A contact that a check could not end, or was told to keep open, is recorded in your state folder; of such a one the id is enough. It is no error when the contact has ended already.",
  operands: "[CONTACT_ID]",
  options: {
    all: { description: "End every contact that is recorded" },
    "instance-id": { value: "ID|ARN", description: "The instance; needed for a contact that is not recorded" },
    region: { value: "REGION", description: "Default: as recorded, then AWS_REGION and the AWS configuration" },
    profile: { value: "PROFILE", description: "A profile of the AWS configuration" },
    "endpoint-url": { value: "URL", description: "Endpoint in place of AWS's" },
    "assume-role-arn": { value: "ARN", description: "A role to take before the call; default: as recorded" },
    "assume-role-external-id": { value: "ID", description: "The external id that the role asks for" },
  },
  examples: ["chat-check end --all", "chat-check end 2d3331ac-f7da-41b1-961f-a8a84d517769 --instance-id ID"],
  async run(values, operands, io) {
    const { all, "instance-id": instanceId } = values;
    const recorded = unendedContacts(io.surroundings);
    const problems: string[] = [];
    if (operands.length > 1) problems.push("There is more than one contact id");
    if (all && operands.length > 0) problems.push("--all goes without a contact id");
    if (!all && operands.length === 0) problems.push("A contact id is missing, or --all");
    const known = recorded.find((contact) => contact.contactId === operands[0]);
    if (operands[0] !== undefined && !known && !instanceId) {
      problems.push(`--instance-id is missing, since the contact ${operands[0]} is not recorded`);
    }
    const { "endpoint-url": endpoint } = values;
    if (endpoint !== undefined && !URL.canParse(endpoint)) {
      problems.push(`--endpoint-url is a URL such as https://host/, not ${endpoint}`);
    }
    if (problems.length > 0) throw wrongUse("end", problems);
    const given = {
      ...(instanceId ? { instanceId: instanceName(instanceId)?.id ?? instanceId } : {}),
      ...(values.region ? { region: values.region } : {}),
      ...(values.profile ? { profile: values.profile } : {}),
      ...(endpoint ? { endpoint } : {}),
      ...(values["assume-role-arn"] ? { roleArn: values["assume-role-arn"] } : {}),
      ...(values["assume-role-external-id"] ? { externalId: values["assume-role-external-id"] } : {}),
    };
    const contacts = all ? recorded : [{ contactId: operands[0] ?? "", instanceId: "", ...known }];
    const ended = await Promise.all(contacts.map((contact) => endOne({ ...contact, ...given }, io)));
    if (contacts.length === 0) io.out("No contact is recorded.\n");
    return ended.every(Boolean) ? exitCodes.held : exitCodes.didNotHold;
  },
});

async function endOne({ instanceId, contactId, ...place }: Target, io: CommandIo): Promise<boolean> {
  try {
    await stop(instanceId, contactId, targetOf(place), io);
  } catch (error) {
    const { code, message, hint } = serviceError("StopContact", error);
    io.err(`Not ended: ${contactId}. ${message}\ncode: ${code}\nto do: ${hint}\n`);
    return false;
  }
  forgetUnended(contactId, io.surroundings);
  io.out(`Ended: ${contactId}\n`);
  return true;
}

async function stop(instanceId: string, contactId: string, target: ServiceTarget, io: CommandIo): Promise<void> {
  const client = openConnectClient(target, io.surroundings);
  try {
    if (await stopContact(client, instanceId, contactId)) return;
    throw new ChatCheckError({
      code: "NOT_FOUND",
      message: `StopContact found no instance ${instanceId} with this contact.`,
      hint: "Check instance, region and account; the record of a contact goes by itself after 7 days, when no chat is open any more.",
    });
  } finally {
    client.destroy();
  }
}

function targetOf({ region, profile, endpoint, roleArn, externalId }: Place): ServiceTarget {
  return { region, profile, endpoint, ...(roleArn ? { assumeRole: { roleArn, externalId } } : {}) };
}

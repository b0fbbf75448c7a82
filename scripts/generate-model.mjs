// Writes two tables from a pinned botocore: provider/emulator/model/operations.json with the routes of every operation
// and, for those that the emulator has or plans, members, bindings, constraints and errors; and for the client
// provider/chat/start-chat-contact.json with the shapes of request and response. Needs Python's pip and PyPI.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { root } from "./project.mjs";

const botocore = "1.43.107";

const described = {
  connect: `
    StartChatContact StopContact DescribeContact GetContactAttributes UpdateContactAttributes UpdateContact
    SearchContacts TagContact UntagContact CreateParticipant UpdateParticipantRoleConfig
    CreatePersistentContactAssociation ListAssociatedContacts StartContactStreaming StopContactStreaming
    CreateContactFlow DescribeContactFlow UpdateContactFlowContent UpdateContactFlowMetadata UpdateContactFlowName
    DeleteContactFlow ListContactFlows CreateContactFlowModule DescribeContactFlowModule
    UpdateContactFlowModuleContent DeleteContactFlowModule ListContactFlowModules DescribeInstance ListInstances
    DescribeInstanceAttribute UpdateInstanceAttribute ListQueues DescribeQueue ListHoursOfOperations
    DescribeHoursOfOperation DescribeView ListTagsForResource TagResource UntagResource`,
  connectparticipant: `
    CreateParticipantConnection SendMessage SendEvent GetTranscript DisconnectParticipant DescribeView
    StartAttachmentUpload CompleteAttachmentUpload GetAttachment`,
};
const folders = { connect: "connect/2017-08-08", connectparticipant: "connectparticipant/2018-09-07" };

const folder = mkdtempSync(join(tmpdir(), "botocore-"));
execFileSync("python3", ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, `botocore==${botocore}`]);
const wheel = readdirSync(folder).find((name) => name.endsWith(".whl"));
execFileSync("python3", ["-m", "zipfile", "-e", join(folder, wheel), folder]);

const services = {};
for (const [service, path] of Object.entries(folders)) {
  const model = JSON.parse(gunzipSync(readFileSync(join(folder, "botocore/data", path, "service-2.json.gz"))));
  const names = described[service].trim().split(/\s+/);
  const missing = names.filter((name) => !model.operations[name]);
  if (missing.length > 0) throw new Error(`${service} has no ${missing.join(", ")} in botocore ${botocore}.`);

  const shapes = {};
  const keep = (name) => {
    if (shapes[name]) return;
    shapes[name] = {};
    Object.assign(shapes[name], trimmed(model.shapes[name], keep));
  };
  const operations = {};
  const routes = {};
  for (const [name, operation] of Object.entries(model.operations)) {
    const { method, requestUri, responseCode = 200 } = operation.http;
    if (!names.includes(name)) {
      routes[name] = [method, requestUri];
      continue;
    }
    if (operation.input) keep(operation.input.shape);
    if (operation.output) keep(operation.output.shape);
    operations[name] = {
      method,
      uri: requestUri,
      status: responseCode,
      input: operation.input?.shape,
      output: operation.output?.shape,
      errors: Object.fromEntries(
        (operation.errors ?? []).map(({ shape }) => [shape, model.shapes[shape].error?.httpStatusCode ?? 400]),
      ),
    };
  }
  services[service] = { apiVersion: model.metadata.apiVersion, operations, shapes, routes };
}
rmSync(folder, { recursive: true });

const source = `botocore ${botocore}`;
write("provider/emulator/model/operations.json", { source, services });
write("provider/chat/start-chat-contact.json", {
  source,
  shapes: ["StartChatContactRequest", "StartChatContactResponse"].reduce(
    (found, name) => reachable(name, services.connect.shapes, found),
    {},
  ),
});
const counts = Object.values(services).map((service) => Object.keys(service.operations).length);
console.log(`${counts.join(" + ")} operations of ${source}.`);

function write(file, table) {
  writeFileSync(join(root, file), `${JSON.stringify(table, null, 1)}\n`);
}

function reachable(name, shapes, found) {
  if (found[name]) return found;
  const shape = shapes[name];
  found[name] = shape;
  for (const { shape: next } of [shape.key, shape.value, shape.member, ...Object.values(shape.members ?? {})].filter(
    Boolean,
  )) {
    reachable(next, shapes, found);
  }
  return found;
}

function trimmed(shape, keep) {
  const visit = ({ shape: name, location, locationName, idempotencyToken }) => {
    keep(name);
    return { shape: name, location, locationName, idempotencyToken };
  };
  const { type, required, min, max, pattern, enum: values, union, sensitive, key, value, member } = shape;
  return {
    type,
    required: required?.length ? required : undefined,
    min,
    max,
    pattern,
    enum: values,
    union,
    sensitive,
    key: key && visit(key),
    value: value && visit(value),
    member: member && visit(member),
    members: shape.members && Object.fromEntries(Object.entries(shape.members).map(([k, v]) => [k, visit(v)])),
  };
}

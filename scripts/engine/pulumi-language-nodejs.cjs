#!/usr/bin/env node
// A stand-in for Pulumi's Node.js language host, for engines that were built without one. It runs programs; it does
// not install their dependencies, list their plugins or attach debuggers.
const { spawn } = require("node:child_process");
const { createRequire } = require("node:module");

const fromProgram = createRequire(`${process.cwd()}/_.js`);
const fromPulumi = createRequire(fromProgram.resolve("@pulumi/pulumi"));
const grpc = fromPulumi("@grpc/grpc-js");
const { Empty } = fromPulumi("google-protobuf/google/protobuf/empty_pb");
const service = fromProgram("@pulumi/pulumi/proto/language_grpc_pb").LanguageRuntimeService;
const language = fromProgram("@pulumi/pulumi/proto/language_pb");
const plugin = fromProgram("@pulumi/pulumi/proto/plugin_pb");
const { version } = fromProgram("@pulumi/pulumi/package.json");

const needsMoreThanPreview = 32;
const engine = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
const answer = (Response) => (_call, callback) => callback(null, new Response());

function run({ request }, callback) {
  const info = request.getInfo();
  const folder = request.getPwd();
  const args = [
    `--monitor=${request.getMonitorAddress()}`,
    `--engine=${engine}`,
    `--project=${request.getProject()}`,
    `--stack=${request.getStack()}`,
    `--organization=${request.getOrganization()}`,
    `--parallel=${request.getParallel()}`,
    `--pwd=${folder}`,
    `--root-directory=${info?.getRootDirectory() || folder}`,
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() || request.getProgram() || ".",
  ];
  const options = info?.getOptions()?.toJavaScript() ?? {};
  const nodeargs = (options.nodeargs ?? "").split(/\s+/).filter(Boolean);
  const child = spawn(process.execPath, [...nodeargs, fromProgram.resolve("@pulumi/pulumi/cmd/run"), ...args], {
    cwd: info?.getProgramDirectory() || folder,
    stdio: ["ignore", 2, 2],
    env: {
      ...process.env,
      PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? true),
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
  });
  child.once("exit", (code) => {
    const response = new language.RunResponse();
    if (code === needsMoreThanPreview) response.setBail(true);
    else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
    callback(null, response);
  });
}

const server = new grpc.Server();
server.addService(service, {
  handshake: answer(language.LanguageHandshakeResponse),
  getRequiredPlugins: answer(language.GetRequiredPluginsResponse),
  getRequiredPackages: answer(language.GetRequiredPackagesResponse),
  getProgramDependencies: answer(language.GetProgramDependenciesResponse),
  runtimeOptionsPrompts: answer(language.RuntimeOptionsResponse),
  about: answer(language.AboutResponse),
  cancel: answer(Empty),
  getPluginInfo(_call, callback) {
    const response = new plugin.PluginInfo();
    response.setVersion(version);
    callback(null, response);
  },
  installDependencies: (call) => call.end(),
  run,
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});

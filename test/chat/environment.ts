/** Gives each test an environment without proxies, certificates and settings of AWS, with credentials that are nobody's. */
export function useCleanEnvironment(): void {
  const ours = {
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "us-east-1",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  };
  let before: NodeJS.ProcessEnv = {};
  const clear = (superfluous: (name: string) => boolean) => {
    for (const name of Object.keys(process.env)) if (superfluous(name)) delete process.env[name];
  };
  beforeEach(() => {
    before = { ...process.env };
    clear((name) => /^aws_|_proxy$/i.test(name));
    Object.assign(process.env, ours);
  });
  afterEach(() => {
    clear((name) => !(name in before));
    Object.assign(process.env, before);
  });
}

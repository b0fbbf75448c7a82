import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Skips the calling suite, and says why, where there is no openssl. */
export function needsOpenssl(context: Mocha.Context): void {
  if (spawnSync("openssl", ["version"]).status === 0) return;
  console.error("      skipped: there is no openssl");
  context.skip();
}

const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** A certification authority that nobody trusts yet, and a server's certificate of it. */
export class PrivateAuthority implements Disposable {
  private readonly folder = mkdtempSync(join(tmpdir(), "chat-check-authority-"));
  readonly caFile = join(this.folder, "ca.pem");
  readonly server: { readonly key: string; readonly cert: string };

  constructor(...hosts: readonly string[]) {
    const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: this.folder, stdio: "pipe" });
    const read = (file: string) => readFileSync(join(this.folder, file), "utf8");
    openssl("req", "-x509", ...newKey, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Private CA", "-days", "2");
    if (hosts.length > 0) {
      openssl("req", ...newKey, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=chat-check");
      const names = hosts.map((host) => `DNS:${host}`);
      writeFileSync(join(this.folder, "names.txt"), `subjectAltName=${names.join(",")}\n`);
      const signing = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names.txt"];
      openssl("x509", "-req", "-in", "server.csr", "-out", "server.pem", ...signing);
    }
    this.server = hosts.length > 0 ? { key: read("server.key"), cert: read("server.pem") } : { key: "", cert: "" };
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

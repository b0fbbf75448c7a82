import assert from "node:assert/strict";
import { authority, isLoopback, isLoopbackAddress } from "../../provider/emulator/host.js";

describe("hosts", () => {
  it("are loopback by the Host header, with a port or without", () => {
    for (const host of ["127.0.0.1", "127.1.2.3:80", "localhost:4510", "LocalHost", "[::1]", "[::1]:4510"]) {
      assert.equal(isLoopback(host), true, host);
    }
    for (const host of [
      undefined,
      "",
      "::1",
      "evil.example",
      "localhost.evil",
      "127.0.0.1.evil",
      "evil@127.0.0.1",
      "0",
    ]) {
      assert.equal(isLoopback(host), false, String(host));
    }
  });

  it("are loopback by the address that is listened on", () => {
    for (const address of ["127.0.0.1", "127.0.0.2", "localhost", "::1"]) {
      assert.equal(isLoopbackAddress(address), true, address);
    }
    for (const address of ["0.0.0.0", "::", "192.168.1.2", "fe80::1"]) {
      assert.equal(isLoopbackAddress(address), false, address);
    }
  });

  it("are written as a client on this machine can use them", () => {
    assert.equal(authority("127.0.0.1", 80), "127.0.0.1:80");
    assert.equal(authority("0.0.0.0", 80), "127.0.0.1:80");
    assert.equal(authority("::", 80), "127.0.0.1:80");
    assert.equal(authority("::1", 80), "[::1]:80");
    assert.equal(authority("192.168.1.2", 80), "192.168.1.2:80");
  });
});

const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/i;

/** Whether a `Host` header names this machine from the inside. */
export function isLoopback(host: string | undefined): boolean {
  return loopback.test(host ?? "");
}

/** Whether an address to listen on can be reached from this machine alone. */
export function isLoopbackAddress(address: string): boolean {
  return isLoopback(address.includes(":") ? `[${address}]` : address);
}

/** How clients on this machine write the address that is listened on. */
export function authority(address: string, port: number): string {
  if (address === "0.0.0.0" || address === "::") return `127.0.0.1:${port}`;
  return `${address.includes(":") ? `[${address}]` : address}:${port}`;
}

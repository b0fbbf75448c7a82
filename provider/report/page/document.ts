import { createHash } from "node:crypto";
import { Html, html } from "./html.js";
import { definitions } from "./icons.js";
import { script } from "./script.js";
import { style } from "./style.js";

export interface PageOptions {
  /** In the heading. Default: none. */
  readonly title?: string;
}

/** One file that asks the network for nothing; its policy would not let it, nor let markup from elsewhere run. */
export function documentOf(title: string, body: Html): string {
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  const styleElement = new Html(`<style>${style}</style>`);
  const scriptElement = new Html(`<script>${script}</script>`);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${styleElement}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${definitions}
${body}
${scriptElement}
</body>
</html>
`.text;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

import type { LintedFlow } from "./linted-flow.js";
import type { Report, Rule } from "./rule.js";

/** Files in which there is no flow to look at. */
export const unreadable: readonly Rule[] = [
  {
    id: "not-json",
    severity: "error",
    description: "The file is not JSON",
    check: when("not-json", (report, { span, message }) =>
      report(span, message, "Mend the JSON, or fill in the template before."),
    ),
  },
  {
    id: "not-a-flow",
    severity: "error",
    description: "The file is JSON, and no flow",
    check: when("not-a-flow", (report, { span }) =>
      report(
        span,
        "It is no flow: it has no list Actions.",
        "Give flows in the language of version 2019-10-30, or the output of `aws connect describe-contact-flow`.",
      ),
    ),
  },
  {
    id: "legacy-format",
    severity: "error",
    description: "The flow is in the console's old export format, which the API refuses",
    check: when("legacy-format", (report, { span }) =>
      report(
        span,
        "It is a flow of the legacy format, with modules in place of Actions; CreateContactFlow refuses it.",
        "Import it into the console, publish it, and export it again.",
      ),
    ),
  },
];

type Unreadable = NonNullable<LintedFlow["unreadable"]>;

function when(rule: Unreadable["rule"], tell: (report: Report, reason: Unreadable) => void): Rule["check"] {
  return ({ unreadable: reason }, report) => {
    if (reason?.rule === rule) tell(report, reason);
  };
}

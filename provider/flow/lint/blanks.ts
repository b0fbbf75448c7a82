import { placeholderIn } from "./operands.js";
import { named, quoted, type Rule } from "./rule.js";
import { textsOf } from "./texts.js";

/** What was left to be filled in. */
export const blanks: readonly Rule[] = [
  {
    id: "empty-parameter",
    severity: "error",
    description: "A parameter or an operand is the empty text, which the service refuses everywhere",
    check({ actions }, report) {
      for (const action of actions) {
        for (const { text, span, path, role } of textsOf(action)) {
          if (text !== "" || role === "key") continue;
          report(
            span,
            `${named(action)}: ${path} is empty, which the service refuses.`,
            role === "operand"
              ? "Have what is compared give a word such as none, and compare with that."
              : "Fill it in, or take it out; one blank is taken.",
            action,
          );
        }
      }
    },
  },
  {
    id: "unfilled-placeholder",
    severity: "warning",
    description: "A placeholder of a template has not been filled in",
    check({ actions }, report) {
      for (const action of actions) {
        for (const { text, span, path } of textsOf(action)) {
          const placeholder = placeholderIn(text);
          if (placeholder === undefined) continue;
          report(
            span,
            `${named(action)}: ${path} holds the placeholder ${quoted(placeholder)}.`,
            "Fill it in before you publish: where an ARN belongs the service refuses it, in a text the customer reads it.",
            action,
          );
        }
      }
    },
  },
];

const times = ["this morning", "this afternoon", "tomorrow"];

/** The code hook of the bot Callback: checks the number, and lets the customer choose a time. */
export async function handler({ invocationSource, sessionState }) {
  const { intent, sessionAttributes } = sessionState;
  if (invocationSource === "FulfillmentCodeHook") {
    return answer({ type: "Close" }, { ...intent, state: "Fulfilled" }, sessionAttributes);
  }
  const phone = intent.slots.phone?.value.interpretedValue;
  if (intent.name !== "AcceptCallback" || phone === undefined) {
    return answer({ type: "Delegate" }, intent, sessionAttributes);
  }
  if (phone === "0") throw new Error("The number service does not answer.");
  if (!/^\+?[0-9 ]{7,}$/.test(phone)) {
    const slots = { ...intent.slots, phone: null };
    return answer({ type: "ElicitSlot", slotToElicit: "phone" }, { ...intent, slots }, sessionAttributes, [
      { contentType: "PlainText", content: "That is no phone number. At which number can we reach you?" },
    ]);
  }
  if (intent.slots.time) return answer({ type: "Delegate" }, intent, sessionAttributes);
  return answer({ type: "ElicitSlot", slotToElicit: "time" }, intent, sessionAttributes, [
    { contentType: "CustomPayload", content: JSON.stringify(question) },
  ]);
}

const question = {
  templateType: "QuickReply",
  version: "1.0",
  data: { content: { title: "When shall we call?", elements: times.map((title) => ({ title })) } },
};

function answer(dialogAction, intent, sessionAttributes, messages) {
  return { sessionState: { dialogAction, intent, sessionAttributes }, ...(messages ? { messages } : {}) };
}

interface ContactFlowEvent {
  readonly Details: { readonly Parameters: Readonly<Record<string, string>> };
}

const customers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "100001": customer("C-1001", "Ada", "Lovelace", "gold"),
  "100002": customer("C-1002", "Charles", "Babbage", "standard"),
  "100003": customer("C-1003", "Grace", "Hopper", "standard"),
  "100004": { status: "locked" },
};

/** Answers with a flat map of texts, which STRING_MAP asks for. A customer who is not found is no failure. */
export async function handler(event: ContactFlowEvent): Promise<Readonly<Record<string, string>>> {
  const { customerNumber = "" } = event.Details.Parameters;
  if (customerNumber === "999999") throw new Error("The customer system does not answer.");
  return customers[customerNumber] ?? { status: "unknown" };
}

function customer(customerId: string, firstName: string, lastName: string, segment: string) {
  return { status: "active", customerId, firstName, lastName, segmentKey: "segment", segment };
}

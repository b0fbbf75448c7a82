import type { EmulatorOptions } from "../../../provider/emulator/index.js";
import type { ServiceName } from "../../../provider/emulator/model/model.js";
import type { Customer } from "../customer.js";
import { world } from "./world.js";

/** What is to be shown of one operation, with the client of the AWS SDK as it is. */
export interface Case {
  readonly service: ServiceName;
  readonly operation: string;
  readonly options: EmulatorOptions;
  send(customer: Customer, input: object): Promise<object>;
  good(customer: Customer): Promise<object>;
  /** Throws when the answer to the good call is not as it should be. */
  holds(answer: object, customer: Customer, input: object): Promise<void>;
  /** An input by the name of the error that refuses it; besides those that follow from the model. */
  readonly refused: Readonly<Record<string, (customer: Customer) => Promise<object>>>;
  /** Errors that the operation declares and the emulator never has for it, other than the server's own failures. */
  readonly never: readonly string[];
}

type Later<T> = T | Promise<T>;

interface Shown<Input, Output> {
  readonly options?: EmulatorOptions;
  readonly good: (customer: Customer) => Later<Input>;
  readonly holds: (answer: Output, customer: Customer, input: Input) => unknown;
  readonly refused?: Readonly<Record<string, (customer: Customer) => Later<Input>>>;
  readonly never?: readonly string[];
}

/** Cases of one service; each is named after its operation. */
export function casesOf(service: ServiceName) {
  return <Input extends object, Output extends object>(
    operation: string,
    send: (customer: Customer, input: Input) => Promise<Output>,
    { options = world, good, holds, refused = {}, never = [] }: Shown<Input, Output>,
  ): Case => ({
    service,
    operation,
    options,
    send: (customer, input) => send(customer, input as Input),
    good: async (customer) => good(customer),
    holds: async (answer, customer, input) => void (await holds(answer as Output, customer, input as Input)),
    refused: Object.fromEntries(
      Object.entries(refused).map(([name, input]) => [name, async (customer: Customer) => input(customer)]),
    ),
    never,
  });
}

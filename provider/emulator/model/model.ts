import table from "./operations.json";

export type ServiceName = "connect" | "connectparticipant";

export interface OperationModel {
  readonly method: string;
  readonly uri: string;
  readonly status: number;
  readonly input?: string;
  readonly output?: string;
  /** HTTP status by error name, for the errors that the operation declares. */
  readonly errors: Readonly<Record<string, number>>;
}

export interface MemberModel {
  readonly shape: string;
  /** Absent for a member of the body. */
  readonly location?: "uri" | "querystring" | "header";
  readonly locationName?: string;
  readonly idempotencyToken?: boolean;
}

export interface ShapeModel {
  readonly type: "structure" | "list" | "map" | "string" | "integer" | "long" | "float" | "boolean" | "timestamp";
  readonly required?: readonly string[];
  /** Length of a string, range of a number, size of a list or map. */
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly union?: boolean;
  readonly key?: MemberModel;
  readonly value?: MemberModel;
  readonly member?: MemberModel;
  readonly members?: Readonly<Record<string, MemberModel>>;
}

export interface ServiceModel {
  readonly apiVersion: string;
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly shapes: Readonly<Record<string, ShapeModel>>;
  /** Method and path of the operations that are known by name only. */
  readonly routes: Readonly<Record<string, readonly [method: string, uri: string]>>;
}

export const services = table.services as unknown as Readonly<Record<ServiceName, ServiceModel>>;

/** The tags of an instance's resources, by ARN. */
export class Tags {
  private readonly byArn = new Map<string, Readonly<Record<string, string>>>();

  /** Empty where there are none. */
  of(arn: string): Readonly<Record<string, string>> {
    return this.byArn.get(arn) ?? {};
  }

  add(arn: string, tags: Readonly<Record<string, string>> = {}): void {
    this.byArn.set(arn, { ...this.of(arn), ...tags });
  }

  remove(arn: string, keys: readonly string[]): void {
    this.byArn.set(arn, Object.fromEntries(Object.entries(this.of(arn)).filter(([key]) => !keys.includes(key))));
  }

  /** For a resource that is no more. */
  forget(arn: string): void {
    this.byArn.delete(arn);
  }
}

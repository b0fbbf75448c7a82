/** What was answered before, by the client token of the request: the same one does nothing twice and is answered alike. */
export class ClientTokens {
  private answers: Map<string, unknown> | undefined;

  /** Without a token, or with an empty one, every request is its own. Tokens of other operations are other tokens. */
  once<Answer>(operation: string, clientToken: string | undefined, perform: () => Answer): Answer {
    if (!clientToken) return perform();
    const key = `${operation} ${clientToken}`;
    if (this.answers?.has(key)) return this.answers.get(key) as Answer;
    const answer = perform();
    this.answers ??= new Map();
    this.answers.set(key, answer);
    return answer;
  }

  clear(): void {
    this.answers = undefined;
  }
}

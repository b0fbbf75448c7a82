/**
 * Does tasks in their order, a few at a time: who asks for one begins those that follow it as well. For tasks that wait
 * for processes, whose tests run one after the other.
 */
export function ahead(tasks: readonly (() => Promise<void>)[], atOnce: number): (index: number) => Promise<void> {
  const begun: Promise<void>[] = [];
  return async (index) => {
    for (const [offset, task] of tasks.slice(index, index + atOnce).entries()) {
      if (begun[index + offset]) continue;
      const done = task();
      done.catch(() => {});
      begun[index + offset] = done;
    }
    await begun[index];
  };
}

/** Where an event stood when it was asked to be tried again: the outcome is told from what has changed since. */
export type Asked = { wasProcessed: boolean; triesBefore: number; madeBefore: number };
export type RetryState = { error: string | null; fields: Record<string, string>; result: Asked | null };
export type RetryAction = (state: RetryState, form: FormData) => Promise<RetryState>;

export const notRetried: RetryState = { error: null, fields: {}, result: null };

/**
 * Something that the person who typed the command can put right. Its message is one line that says what is wrong and what to do;
 * commands print it without a stack. Anything else that is thrown is a fault of ours and keeps its stack.
 */
export class SetupFailure extends Error {
  override readonly name = "SetupFailure";
}

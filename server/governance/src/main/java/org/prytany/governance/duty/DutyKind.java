package org.prytany.governance.duty;

/** What can be due, in the order of the line. */
public enum DutyKind {
  DIGEST,
  DECIDE,
  VOTE,
  QUEUE,
  EXECUTE,
  RECEIPT
}

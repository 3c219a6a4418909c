package org.prytany.governance.act;

/** What one of our transactions is for. */
public enum ActKind {
  VOTE,
  QUEUE,
  EXECUTE
}

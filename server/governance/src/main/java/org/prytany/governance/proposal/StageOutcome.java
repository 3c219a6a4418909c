package org.prytany.governance.proposal;

import java.time.Instant;

/** What one step of a stage came to. */
public sealed interface StageOutcome {

  /** Plain English for whoever looks at the duty. */
  String detail();

  /** Nothing is left to do. */
  record Done(String detail) implements StageOutcome {}

  /** Not done, and nothing helps any more. */
  record Over(String detail) implements StageOutcome {}

  /** Under way; look again soon. */
  record Waiting(String detail) implements StageOutcome {}

  /**
   * Its time has not come by the chain's clock, and nothing is wrong.
   *
   * @param at when it is worth another look, by our clock
   */
  record Until(Instant at, String detail) implements StageOutcome {}

  /** Stopped by something that may pass: a missing approval, a plugin that is away. */
  record Held(String detail) implements StageOutcome {}

  /** Stopped until a person does something. */
  record NeedsPeople(String detail) implements StageOutcome {}
}

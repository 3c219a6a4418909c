package org.prytany.governance.act;

import java.util.Locale;

/** How far an act is, in one word. */
public enum ActStatus {
  INTENDED,
  SIGNED,
  SENT,
  BEING_TAKEN_BACK,
  CONFIRMED,
  REVERTED,
  DONE_ELSEWHERE,
  UNKNOWN,
  ABANDONED,
  CONTRARY,
  TAKEN_BACK;

  /** As the API and the metrics name it: lower case with dashes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ActStatus of(Act act) {
    return act.outcome().map(ActStatus::of).orElseGet(() -> whileOpen(act));
  }

  private static ActStatus whileOpen(Act act) {
    if (act.recall().isPresent()) {
      return BEING_TAKEN_BACK;
    }
    return act.sent() ? SENT : act.submission().isPresent() ? SIGNED : INTENDED;
  }

  private static ActStatus of(ActOutcome outcome) {
    return switch (outcome) {
      case ActOutcome.Confirmed confirmed -> CONFIRMED;
      case ActOutcome.Reverted reverted -> REVERTED;
      case ActOutcome.DoneElsewhere elsewhere -> DONE_ELSEWHERE;
      case ActOutcome.Unknown unknown -> UNKNOWN;
      case ActOutcome.Abandoned abandoned -> ABANDONED;
      case ActOutcome.Contrary contrary -> CONTRARY;
      case ActOutcome.Recalled recalled -> TAKEN_BACK;
    };
  }
}

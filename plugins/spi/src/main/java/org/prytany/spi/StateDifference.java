package org.prytany.spi;

import java.util.List;

/**
 * What a proposal's calls write into the chain's state at the block of the simulation, as far as
 * its effects do not explain it. Asked only where a call is unknown.
 *
 * @param answer what the endpoint told
 * @param why in words, with a full stop, why nothing was told; "" where it was
 * @param unread what was written and no effect explains, an entry an account
 */
public record StateDifference(Answer answer, String why, List<Unread> unread) {

  /**
   * {@link Effect#value} of an unknown call where the chain showed everything that the calls write
   * and every write is explained by the other effects. That is a part of the effects' hash.
   */
  public static final String EXPLAINED = "every change is explained";

  /** Nothing was asked: no call is unknown, or nothing was simulated. */
  public static final StateDifference NOT_ASKED =
      new StateDifference(Answer.NOT_ASKED, "", List.of());

  public StateDifference {
    unread = List.copyOf(unread);
  }

  /** The endpoint does not show what calls write. */
  public static StateDifference notTold(String why) {
    return new StateDifference(Answer.NOT_TOLD, why, List.of());
  }

  /** Everything that is written was shown. */
  public static StateDifference read(List<Unread> unread) {
    return new StateDifference(Answer.READ, "", unread);
  }

  /** Whether everything was shown and nothing of it is left over. */
  public boolean isExplained() {
    return answer == Answer.READ && unread.isEmpty();
  }

  /** What the endpoint told; answers may be added. */
  public enum Answer {
    NOT_ASKED,
    NOT_TOLD,
    READ
  }

  /**
   * What of one account nobody can read.
   *
   * @param values how many stored values are written
   * @param further what else, in words without a full stop: "its code changes"
   */
  public record Unread(Address account, int values, List<String> further) {

    public Unread {
      further = List.copyOf(further);
    }
  }
}

package org.prytany.demo;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.VoteType;

/**
 * One proposal of the demo and what should become of it.
 *
 * @param name short name, also of its text's file
 * @param text raw description
 * @param calls what it executes
 * @param voters what the other voters do, by account index
 * @param expected what should become of it
 * @param ourVote how the server should vote
 * @param payments what its recipients should have received at the end; all zero unless it is
 *     executed
 */
record DemoCase(
    String name,
    String text,
    List<DemoAction> calls,
    Map<Integer, VoteType> voters,
    Expected expected,
    VoteType ourVote,
    List<Payment> payments) {

  DemoCase {
    calls = List.copyOf(calls);
    voters = Map.copyOf(voters);
    payments = List.copyOf(payments);
  }

  /** What should become of a proposal. */
  enum Expected {
    /** Passed, approved and executed. */
    EXECUTED,
    /** Voted down. */
    DEFEATED,
    /** Passed by others, but stopped by the server: its text hides what it executes. */
    STOPPED
  }

  /** What a payment is in. */
  enum Asset {
    ETHER,
    STABLECOIN
  }

  /**
   * @param amount base units: wei, or millionths of a stablecoin
   */
  record Payment(Asset asset, String recipient, BigInteger amount) {}

  /** The same as another proposal: a governor takes each text with each call once. */
  DemoCase again(int round) {
    String other = round == 1 ? text : text.stripTrailing() + "\n\nRound " + round + ".\n";
    return new DemoCase(name, other, calls, voters, expected, ourVote, payments);
  }
}

package org.prytany.app.period;

import java.util.List;
import java.util.Optional;

/**
 * What happened in a DAO, and what is due.
 *
 * @param from first moment, ISO-8601
 * @param to moment after the last
 * @param now up to when things have happened; it is the chain's time where that runs ahead
 * @param happened oldest first
 * @param paid what left the treasury by executed proposals, per asset
 * @param payments the same one by one, oldest first
 * @param blocked proposals under way that a finding stops
 * @param due soonest first
 */
public record PeriodView(
    String dao,
    String name,
    String from,
    String to,
    String now,
    List<Happening> happened,
    List<Paid> paid,
    List<Spending> payments,
    List<Blocked> blocked,
    List<Due> due) {

  public PeriodView {
    happened = List.copyOf(happened);
    paid = List.copyOf(paid);
    payments = List.copyOf(payments);
    blocked = List.copyOf(blocked);
    due = List.copyOf(due);
  }

  /**
   * @param kind proposed, voted, passed, defeated, cancelled, expired, queued or executed
   * @param about whether the time is reckoned from the numbers of blocks around it
   * @param details one plain sentence each
   */
  public record Happening(
      String kind,
      String at,
      boolean about,
      String proposalId,
      String headline,
      List<String> details,
      Optional<String> transactionHash) {
    public Happening {
      details = List.copyOf(details);
    }
  }

  /**
   * @param amount base units, decimal
   * @param payments number of transfers
   * @param line amount and symbol in whole units
   */
  public record Paid(
      Optional<String> symbol,
      Optional<String> token,
      Optional<Integer> decimals,
      String amount,
      int payments,
      String line) {}

  /**
   * What one executed proposal took out of the DAO's accounts of one asset, to one recipient.
   *
   * @param about whether the time is reckoned from the numbers of blocks around it
   * @param to who got it; empty where that is not known: the execution differed from the simulation
   *     and only balances were read, or nobody gained it
   * @param name of the recipient, by the operator's book or the DAO's own accounts
   * @param amount base units, decimal
   * @param line amount and symbol in whole units
   * @param asSimulated whether a receipt says that what was simulated is what happened
   */
  public record Spending(
      String at,
      boolean about,
      String proposalId,
      String headline,
      Optional<String> to,
      Optional<String> name,
      Optional<String> symbol,
      Optional<String> token,
      Optional<Integer> decimals,
      String amount,
      String line,
      boolean asSimulated,
      Optional<String> transactionHash) {}

  /**
   * @param reasons one plain sentence each
   */
  public record Blocked(String proposalId, String headline, String state, List<String> reasons) {
    public Blocked {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * @param what in plain English, e.g. "vote"
   * @param executes what the proposal comes to in one line; empty until its calls were looked at
   * @param notBefore from when on it can be done
   * @param latestSafe until when it has to be done; empty where nothing is lost by waiting
   * @param detail what it waits for; "" if for nothing but its time
   */
  public record Due(
      String what,
      String proposalId,
      String headline,
      Optional<String> executes,
      String notBefore,
      Optional<String> latestSafe,
      String detail,
      Optional<String> problem) {}
}

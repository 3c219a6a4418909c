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
 * @param paid what left the DAO's accounts by executed proposals, per asset
 * @param payments the same one by one, oldest first
 * @param unlisted what executed proposals took out of accounts that are not listed as the DAO's,
 *     oldest first; it is in no sum
 * @param unknown executed proposals of which it is not known what they paid, or when
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
    List<Spending> unlisted,
    List<Unknown> unknown,
    List<Blocked> blocked,
    List<Due> due) {

  public PeriodView {
    happened = List.copyOf(happened);
    paid = List.copyOf(paid);
    payments = List.copyOf(payments);
    unlisted = List.copyOf(unlisted);
    unknown = List.copyOf(unknown);
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
   * What one executed proposal took out of accounts of one asset, to one recipient.
   *
   * @param about whether the time is reckoned from the numbers of blocks around it, or is when the
   *     execution was noticed
   * @param from whose it was, where that account is not listed as the DAO's; empty otherwise
   * @param to who got it; empty where nobody gained it ("as-simulated", "missing"), or where the
   *     balances do not say who did ("differs", "not-simulated")
   * @param name of the recipient, by the operator's book or the DAO's own accounts
   * @param amount base units, decimal
   * @param line amount and symbol in whole units
   * @param receipt "as-simulated" where it confirms the simulation, "differs", "not-simulated"
   *     where nothing was simulated before, or "missing": then it is told as it was simulated
   */
  public record Spending(
      String at,
      boolean about,
      String proposalId,
      String headline,
      Optional<String> from,
      Optional<String> to,
      Optional<String> name,
      Optional<String> symbol,
      Optional<String> token,
      Optional<Integer> decimals,
      String amount,
      String line,
      String receipt,
      Optional<String> transactionHash) {}

  /**
   * @param at when it was executed; empty if that is not known
   * @param why a plain sentence: what is not known, and why
   */
  public record Unknown(String proposalId, String headline, Optional<String> at, String why) {}

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

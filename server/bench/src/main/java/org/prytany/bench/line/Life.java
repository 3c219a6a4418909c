package org.prytany.bench.line;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.contracts.localchain.ProposalState;
import org.prytany.contracts.localchain.VoteType;
import org.prytany.demo.ServedDaos;
import org.web3j.crypto.Credentials;

/**
 * One proposal from its making to its payout, with the members and treasurers who take part. What
 * the server did is read from the chain.
 */
final class Life {

  /**
   * What became of it.
   *
   * @param voted whether the operator's vote was cast before the end
   * @param lag blocks between the first one in which it could be executed and the one in which it
   *     was; empty where it was not
   * @param problem what went wrong; empty where all was done in time
   */
  record Outcome(boolean voted, OptionalLong lag, Optional<String> problem) {}

  private static final Duration LOOK = Duration.ofMillis(500);

  /** From the time at which it may be executed; the rest of the way has ends of its own. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final ServedDaos people;
  private final ServedDaos.Served served;
  private final LocalChain chain;
  private final Approvers approvers;
  private final List<Integer> members;

  /**
   * @param members accounts of the chain that vote for it
   */
  Life(ServedDaos people, ServedDaos.Served served, Approvers approvers, List<Integer> members) {
    this.people = people;
    this.served = served;
    this.chain = served.dao().chain();
    this.approvers = approvers;
    this.members = members;
  }

  /** Plays it; takes as long as delay, vote and timelock take. */
  Outcome play(DemoProposal proposal) throws InterruptedException {
    DemoDao dao = served.dao();
    if (!await(proposal.voteEnd(), () -> dao.state(proposal) == ProposalState.ACTIVE)) {
      return new Outcome(false, OptionalLong.empty(), Optional.of("its vote did not begin"));
    }
    for (int member : members) {
      dao.vote(chain.account(member), proposal, VoteType.FOR);
    }
    await(
        proposal.voteEnd().plus(PATIENCE),
        () -> chain.now().isAfter(proposal.voteEnd()) || voted(proposal));
    boolean voted = voted(proposal);
    Optional<String> problem =
        voted ? Optional.empty() : Optional.of("the operator's vote was not cast in time");
    if (!await(
        proposal.voteEnd().plus(PATIENCE), () -> dao.state(proposal) == ProposalState.QUEUED)) {
      return new Outcome(
          voted, OptionalLong.empty(), problem.or(() -> Optional.of("it was not queued")));
    }
    Optional<String> refused = approved(proposal);
    if (refused.isPresent()) {
      return new Outcome(voted, OptionalLong.empty(), refused);
    }
    Instant eta = dao.eta(proposal);
    if (!await(eta.plus(PATIENCE), () -> dao.state(proposal) == ProposalState.EXECUTED)) {
      return new Outcome(
          voted, OptionalLong.empty(), problem.or(() -> Optional.of("it was not executed")));
    }
    return new Outcome(voted, lag(proposal, eta), problem);
  }

  private boolean voted(DemoProposal proposal) {
    try {
      return served
          .dao()
          .governor(chain.account(0))
          .hasVoted(proposal.id(), people.operator().getAddress())
          .send();
    } catch (Exception e) {
      throw new IllegalStateException("the local chain does not answer", e);
    }
  }

  /** Approves as two treasurers, again and again until both are taken or the time is over. */
  private Optional<String> approved(DemoProposal proposal) throws InterruptedException {
    Optional<String> refused = Optional.empty();
    for (int i = 0; i < 2; i++) {
      Credentials wallet = people.treasurers().get(i);
      Instant end = Instant.now().plus(PATIENCE);
      do {
        refused = approvers.approved(wallet, served.id(), proposal.id().toString());
        if (refused.isPresent()) {
          Thread.sleep(LOOK.multipliedBy(4));
        }
      } while (refused.isPresent() && Instant.now().isBefore(end));
      if (refused.isPresent()) {
        return refused.map(why -> "an approval was not taken: " + why);
      }
    }
    return Optional.empty();
  }

  /** Blocks from the first one at or after the eta to the one of the payout. */
  private OptionalLong lag(DemoProposal proposal, Instant eta) {
    for (BigInteger number = chain.blockNumber();
        number.signum() > 0;
        number = number.subtract(BigInteger.ONE)) {
      if (executedIn(proposal, number)) {
        long executed = number.longValueExact();
        long first = executed;
        while (time(first - 1) >= eta.getEpochSecond()) {
          first--;
        }
        return OptionalLong.of(executed - first);
      }
    }
    return OptionalLong.empty();
  }

  private boolean executedIn(DemoProposal proposal, BigInteger block) {
    String number = "0x" + block.toString(16);
    return chain
        .call(
            "eth_getLogs",
            Map.of(
                "fromBlock",
                number,
                "toBlock",
                number,
                "address",
                served.dao().addresses().governor(),
                "topics",
                List.of("0x712ae1383f79ac853f8d882153778e0260ef8f03b504e2866e0593e04d2b291f")))
        .findValuesAsText("data")
        .stream()
        .anyMatch(data -> data.endsWith(String.format("%064x", proposal.id())));
  }

  private long time(long block) {
    return Long.decode(
        chain
            .call("eth_getBlockByNumber", "0x" + Long.toHexString(block), false)
            .required("timestamp")
            .asText());
  }

  /** Whether it came true before a time of the chain. */
  private boolean await(Instant end, BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (chain.now().isAfter(end)) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }
}

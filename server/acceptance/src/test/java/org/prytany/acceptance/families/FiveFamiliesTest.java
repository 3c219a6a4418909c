package org.prytany.acceptance.families;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.family.CompoundScene;
import org.prytany.chain.family.FamilyScene;
import org.prytany.chain.family.OpenZeppelinScene;
import org.prytany.chain.family.RawContract;
import org.prytany.contracts.localchain.DemoDaoSettings;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.governor.GovernorReader.CastVote;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.Reckoned;
import org.prytany.governance.sending.ActStages;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;

/**
 * One house over governors of five families on one chain, one voter and one executor for all of
 * them. Each round proposes once in each; the house votes, and of every second round it pays what
 * treasurers approved. A stranger queues and executes before it, blocks with its votes and its
 * payouts are taken back, and its process is killed at one stage after the other.
 *
 * <p>Invariant, held against the chain alone: each proposal has one vote of ours, in the direction
 * that was decided; what was approved is paid once, what was not approved is not paid by us; no
 * transaction of ours failed. 2 rounds in each build (10 votes, 5 payouts); {@code
 * -Dprytany.families.rounds=20} for 100 and 50.
 */
class FiveFamiliesTest {

  static final int VOTER = 2;
  static final int EXECUTOR = 6;

  private static final int MEMBER = 1;
  private static final int STRANGER = 5;
  private static final int MOST_TICKS = 120;
  private static final long VOTING_BLOCKS = 3_700;
  private static final long AT_ONCE = 100;

  private static final List<ECKeyPair> TREASURERS =
      List.of(
          ECKeyPair.create(BigInteger.valueOf(0xA11CE)),
          ECKeyPair.create(BigInteger.valueOf(0xB0B)));

  @TempDir private Path folder;

  private final List<FamilyScene> scenes = new ArrayList<>();
  private final List<Dao> daos = new ArrayList<>();
  private final Set<ProposalKey> byStranger = new HashSet<>();
  private final Set<ProposalKey> toBePaid = new HashSet<>();
  private int reorgs;

  /** Votes and payouts of ours that reorgs took off the chain. */
  private int undone;

  private int stranger;

  @Test
  void nothingIsDoubledLostOrWrong() {
    int rounds = Integer.getInteger("prytany.families.rounds", 2);
    long begun = System.nanoTime();
    try (LocalChain chain = LocalChain.start()) {
      scenes.add(
          OpenZeppelinScene.withTimelock(
              chain,
              DemoDaoSettings.defaults(chain)
                  .withTimes(
                      Duration.ofSeconds(10), Duration.ofSeconds(1_000), Duration.ofDays(2))));
      scenes.add(OpenZeppelinScene.withoutTimelock(chain));
      scenes.add(OpenZeppelinScene.compatible(chain));
      scenes.add(CompoundScene.bravo(chain));
      scenes.add(CompoundScene.alpha(chain));
      scenes.forEach(scene -> daos.add(dao(chain, scene)));
      long first = chain.blockNumber().longValueExact();
      try (FamilyHouse house = new FamilyHouse(chain, daos, TREASURERS, folder)) {
        for (int round = 0; round < rounds; round++) {
          play(chain, house, round);
          if (rounds > 2) {
            System.out.println("five families: round " + (round + 1) + " of " + rounds);
          }
        }
        Counted counted = counted(chain, house, first);
        assertThat(undone).as("acts that reorgs undid").isPositive();
        assertThat(house.kills).isPositive();
        assertThat(counted.votes).isEqualTo(rounds * daos.size());
        assertThat(counted.paid).isEqualTo(toBePaid.size());
        say(System.out, counted, house, Duration.ofNanos(System.nanoTime() - begun));
      }
    }
  }

  private static Dao dao(LocalChain chain, FamilyScene scene) {
    Dao read = scene.dao();
    Set<Address> treasurers = new HashSet<>();
    TREASURERS.forEach(pair -> treasurers.add(new Address("0x" + Keys.getAddress(pair))));
    return new Dao(
        scene.family().word(),
        scene.family().word(),
        read.chainId(),
        read.governor(),
        read.treasury(),
        0,
        Optional.of(new Address(chain.account(VOTER))),
        Optional.of(new Address(chain.account(EXECUTOR))),
        treasurers,
        TREASURERS.size(),
        Set.of(),
        Map.of());
  }

  private void play(LocalChain chain, FamilyHouse house, int round) {
    boolean paid = round % 2 == 0;
    for (FamilyScene scene : scenes) {
      scene.propose(
          "# Round "
              + round
              + "\n\nPay 0.000000000000000005 "
              + symbol(chain, scene)
              + " to "
              + FamilyScene.PAYEE
              + ".");
    }
    read(house, daos.size() * (round + 1));
    List<Proposal> fresh = fresh(house, round);

    opened(chain, fresh, house);
    // A member with more votes than we have: so that all of them pass, whatever we vote.
    fresh.forEach(proposal -> cast(chain, house, proposal.content()));
    ActStages.Stage[] stages = ActStages.Stage.values();
    kill(house, stages[round % stages.length]);
    until(house, "voted", proposal -> hasVoted(house, proposal), all(house));
    if (round % 2 == 1) {
      reorg(chain, fresh.stream().mapToLong(its -> vote(house, its).orElseThrow().block()).max());
      undone += (int) fresh.stream().filter(its -> vote(house, its).isEmpty()).count();
      until(house, "voted again", proposal -> hasVoted(house, proposal), all(house));
    }

    // In parts: a busy machine mines all of them for longer than a request may take.
    for (long mined = 0; mined < VOTING_BLOCKS; mined += AT_ONCE) {
      chain.call("anvil_mine", "0x" + Long.toHexString(AT_ONCE), "0x1");
    }
    Proposal ahead = fresh.get(round % fresh.size());
    if (paid) {
      queueAhead(chain, house, ahead);
    }
    until(house, "queued or to be executed", FiveFamiliesTest::isToBePaidNext, fresh);
    if (paid) {
      fresh.forEach(proposal -> toBePaid.add(proposal.key()));
      fresh.forEach(house::approve);
      kill(house, stages[(round / 2) % stages.length]);
    }
    if (paid) {
      // What has no timelock is paid at once, also by a house that was just killed.
      List<Proposal> straight =
          fresh.stream()
              .filter(its -> is(house.stored(its.key()), ProposalState.SUCCEEDED))
              .toList();
      until(house, "paid at once", proposal -> is(proposal, ProposalState.EXECUTED), straight);
    }
    chain.warpTo(chain.now().plus(Duration.ofDays(2)).plusSeconds(60));
    if (paid) {
      until(house, "paid", proposal -> is(proposal, ProposalState.EXECUTED), fresh);
      until(house, "known", FiveFamiliesTest::isPaidByUs, fresh);
      if (round % 4 == 0) {
        reorg(
            chain,
            fresh.stream()
                .flatMap(its -> house.stored(its.key()).execution().stream())
                .flatMap(act -> act.outcome().stream())
                .mapToLong(ActOutcome::minedAt)
                .max());
        undone +=
            (int)
                fresh.stream()
                    .filter(
                        its ->
                            house.chain().reader().view(of(its), its.content()).state()
                                != ProposalState.EXECUTED)
                    .count();
        until(house, "paid again", proposal -> is(proposal, ProposalState.EXECUTED), fresh);
      }
      until(house, "all known", FiveFamiliesTest::isPaidByUs, fresh);
    } else {
      house.tick();
      execute(chain, house, ahead);
      until(house, "seen", proposal -> is(proposal, ProposalState.EXECUTED), List.of(ahead));
    }
  }

  // the steps

  private static String symbol(LocalChain chain, FamilyScene scene) {
    String answer =
        chain
            .call(
                "eth_call",
                Map.of("to", scene.token().address, "data", RawContract.data("symbol()")),
                "latest")
            .asText();
    byte[] bytes = org.web3j.utils.Numeric.hexStringToByteArray(answer);
    int length = new BigInteger(1, bytes, 32, 32).intValueExact();
    return new String(bytes, 64, length, java.nio.charset.StandardCharsets.UTF_8);
  }

  private Dao of(Proposal proposal) {
    return daos.stream()
        .filter(dao -> dao.governor().equals(proposal.key().governor()))
        .findFirst()
        .orElseThrow();
  }

  private List<Proposal> all(FamilyHouse house) {
    return daos.stream().flatMap(dao -> house.of(dao).stream()).toList();
  }

  private List<Proposal> fresh(FamilyHouse house, int round) {
    return all(house).stream()
        .filter(proposal -> proposal.content().description().startsWith("# Round " + round + "\n"))
        .toList();
  }

  private void read(FamilyHouse house, int proposals) {
    for (int tick = 0; tick < MOST_TICKS; tick++) {
      house.tick();
      if (all(house).size() >= proposals) {
        return;
      }
    }
    throw new AssertionError("not read: " + all(house).size() + " of " + proposals);
  }

  /** Ticks until something holds of each of the proposals, as they are stored by then. */
  private void until(
      FamilyHouse house, String what, Predicate<Proposal> holds, List<Proposal> which) {
    List<String> problems = List.of();
    for (int tick = 0; tick < MOST_TICKS; tick++) {
      problems = house.tick();
      if (which.stream().map(its -> house.stored(its.key())).allMatch(holds)) {
        return;
      }
    }
    List<String> open =
        which.stream()
            .map(its -> house.stored(its.key()))
            .filter(holds.negate())
            .map(
                its ->
                    of(its).id()
                        + " "
                        + its.chain().map(view -> view.state()).orElse(null)
                        + " decision="
                        + its.decision().map(decided -> decided.decision()).orElse(null)
                        + " ballot="
                        + its.ballot()
                        + " findings="
                        + its.verdict().map(verdict -> verdict.findings()).orElse(null))
            .toList();
    throw new AssertionError(
        "not " + what + ": " + open + "\nproblems " + problems + "\nduties " + house.duties());
  }

  /** Moves the chain to where all of them take votes. */
  private void opened(LocalChain chain, List<Proposal> fresh, FamilyHouse house) {
    for (int tick = 0; tick < MOST_TICKS; tick++) {
      if (fresh.stream()
          .allMatch(
              its ->
                  house.chain().reader().view(of(its), its.content()).state()
                      == ProposalState.ACTIVE)) {
        return;
      }
      chain.call("anvil_mine", "0x1", "0x5");
    }
    throw new AssertionError("not open");
  }

  private void cast(LocalChain chain, FamilyHouse house, ProposalContent content) {
    Dao dao =
        daos.stream()
            .filter(its -> its.governor().equals(content.key().governor()))
            .findFirst()
            .orElseThrow();
    Integer number = house.chain().reader().supports(dao).get(Support.FOR);
    send(chain, MEMBER, house.chain().calls().vote(dao, content, number, "as a member"));
  }

  private static void send(LocalChain chain, int account, PlannedCall call) {
    RawContract.send(
        chain,
        Map.of("from", chain.account(account), "to", call.target().hex(), "data", call.calldata()));
  }

  private void queueAhead(LocalChain chain, FamilyHouse house, Proposal proposal) {
    if (house.chain().reader().view(of(proposal), proposal.content()).isToBeQueued()) {
      send(chain, STRANGER, house.chain().calls().queue(of(proposal), proposal.content()));
      stranger++;
    }
  }

  private void execute(LocalChain chain, FamilyHouse house, Proposal proposal) {
    send(chain, STRANGER, house.chain().calls().execute(of(proposal), proposal.content()));
    byStranger.add(proposal.key());
    stranger++;
  }

  /**
   * @param from the block from which on the chain is another one, without the transactions
   */
  private void reorg(LocalChain chain, OptionalLong from) {
    long depth = chain.blockNumber().longValueExact() - from.orElseThrow() + 1;
    chain.reorg(Math.toIntExact(depth));
    reorgs++;
  }

  private static void kill(FamilyHouse house, ActStages.Stage stage) {
    house.killAt(stage);
  }

  private Optional<CastVote> vote(FamilyHouse house, Proposal proposal) {
    Dao dao = of(proposal);
    return house.chain().reader().voteOf(dao, proposal.content(), dao.voter().orElseThrow());
  }

  private boolean hasVoted(FamilyHouse house, Proposal proposal) {
    return proposal.ballot().filter(act -> act.status() == ActStatus.CONFIRMED).isPresent()
        && vote(house, proposal).isPresent();
  }

  private static boolean is(Proposal proposal, ProposalState state) {
    return proposal.chain().filter(view -> view.state() == state).isPresent();
  }

  private static boolean isToBePaidNext(Proposal proposal) {
    return is(proposal, ProposalState.QUEUED)
        || proposal.chain().filter(view -> !view.queues()).isPresent()
            && is(proposal, ProposalState.SUCCEEDED);
  }

  private static boolean isPaidByUs(Proposal proposal) {
    return proposal.execution().filter(act -> act.status() == ActStatus.CONFIRMED).isPresent();
  }

  // what the chain says in the end

  /** Counts, all of them the chain's but {@code met} and {@code missed}. */
  private record Counted(
      int votes, int paid, int byStranger, int transactions, int recalls, int met, int missed) {}

  private Counted counted(LocalChain chain, FamilyHouse house, long first) {
    int votes = 0;
    int paid = 0;
    int met = 0;
    List<String> missed = new ArrayList<>();
    for (Proposal proposal : all(house)) {
      Dao dao = of(proposal);
      Map<Support, Integer> numbers = house.chain().reader().supports(dao);
      CastVote cast = vote(house, proposal).orElseThrow();
      assertThat(cast.is(Reading.wanted(proposal.key(), numbers.size())))
          .as("direction on " + proposal.key() + ": " + cast.what())
          .isTrue();
      votes++;
      boolean due = toBePaid.contains(proposal.key());
      boolean done =
          house.chain().reader().view(dao, proposal.content()).state() == ProposalState.EXECUTED;
      assertThat(done)
          .as("paid: " + proposal.key())
          .isEqualTo(due || byStranger.contains(proposal.key()));
      paid += due && isPaidByUs(proposal) ? 1 : 0;
      met +=
          (int) proposal.reckoned().stream().filter(its -> its.came() == Reckoned.Came.MET).count();
      for (Reckoned reckoned : proposal.reckoned()) {
        if (reckoned.came() == Reckoned.Came.MISSED) {
          missed.add(dao.id() + " " + reckoned);
        }
      }
    }
    assertThat(missed).isEmpty();
    BigInteger held = BigInteger.ZERO;
    for (FamilyScene scene : scenes) {
      held =
          held.add(
              scene.token().number("balanceOf(address)", RawContract.account(FamilyScene.PAYEE)));
    }
    assertThat(held)
        .as("what the payee has got")
        .isEqualTo(
            FamilyScene.PAID.multiply(BigInteger.valueOf(toBePaid.size() + byStranger.size())));
    int[] ours = transactions(chain, first);
    return new Counted(votes, paid, byStranger.size(), ours[0], ours[1], met, 0);
  }

  /** Of voter and executor on the chain: how many, and how many of these take something back. */
  private int[] transactions(LocalChain chain, long first) {
    Set<String> ours =
        Set.of(
            chain.account(VOTER).toLowerCase(Locale.ROOT),
            chain.account(EXECUTOR).toLowerCase(Locale.ROOT));
    int all = 0;
    int recalls = 0;
    for (long block = first; block <= chain.blockNumber().longValueExact(); block++) {
      JsonNode read = chain.call("eth_getBlockByNumber", "0x" + Long.toHexString(block), true);
      for (JsonNode transaction : read.path("transactions")) {
        String from = transaction.path("from").asText();
        if (!ours.contains(from)) {
          continue;
        }
        all++;
        recalls += from.equals(transaction.path("to").asText()) ? 1 : 0;
        assertThat(
                chain
                    .call("eth_getTransactionReceipt", transaction.path("hash").asText())
                    .path("status")
                    .asText())
            .as("a transaction of ours")
            .isEqualTo("0x1");
      }
    }
    return new int[] {all, recalls};
  }

  private void say(PrintStream out, Counted counted, FamilyHouse house, Duration took) {
    out.printf(
        Locale.ROOT,
        "five families: %d votes, %d payouts of ours, %d of a stranger's (%d acts of his), %d"
            + " reorgs that undid %d of ours, %d kills; %d transactions of ours, %d of them taking"
            + " back, 0 failed; reckoned %d met, %d missed; %d s%n",
        counted.votes,
        counted.paid,
        counted.byStranger,
        stranger,
        reorgs,
        undone,
        house.kills,
        counted.transactions,
        counted.recalls,
        counted.met,
        counted.missed,
        took.toSeconds());
  }
}

package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.signerd.journal.Recorded;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;

/**
 * The server's endpoint lies about one thing, and the server, which believes it, decides, compares,
 * has treasurers sign and asks for signatures by it. The signer's own endpoint is honest.
 */
class LyingEndpointSuiteTest {

  private static final int LONG = 1_500;
  private static final int SHORT = 200;

  private final Suite suite = new Suite("lying endpoint");

  /** When the lie is told: while the server decides, while it asks for a signature, or both. */
  private enum When {
    WHILE_DECIDING,
    WHILE_ASKING,
    ALWAYS
  }

  private enum Lie {
    STATE,
    NOT_VOTED,
    AMOUNT,
    PAYEE,
    TEXT_UNDER_ID,
    TARGET_UNDER_ID,
    CALLDATA_UNDER_ID,
    VALUE_UNDER_ID,
    TEXT_HASH,
    ETA,
    SUPPORTS
  }

  @Test
  void nothingIsSignedThatAnHonestEndpointContradicts(@TempDir Path folder) {
    int cases = Suite.isLong() ? LONG : SHORT;
    List<Runnable> all = new ArrayList<>();
    Random random = new Random(20_261_127);
    int world = 0;
    while (all.size() < cases) {
      for (Lie lie : Lie.values()) {
        for (ActKind kind : ActKind.values()) {
          for (When when : When.values()) {
            if (makesSense(lie, kind, when)) {
              Path own = folder.resolve("w" + world++);
              long seed = random.nextLong();
              all.add(() -> attack(own, lie, kind, when, new Random(seed)));
            }
          }
        }
      }
    }
    all.forEach(Runnable::run);
    suite.done(cases);
  }

  /** What is asked once a question only, or about another kind of act, is left out. */
  private static boolean makesSense(Lie lie, ActKind kind, When when) {
    return switch (lie) {
      case STATE, TEXT_HASH -> when != When.WHILE_DECIDING;
      case NOT_VOTED, SUPPORTS -> kind == ActKind.VOTE && when != When.WHILE_DECIDING;
      case ETA -> kind == ActKind.EXECUTE && when != When.WHILE_DECIDING;
      case AMOUNT, PAYEE -> when != When.WHILE_ASKING;
      default -> true;
    };
  }

  private void attack(Path folder, Lie lie, ActKind kind, When when, Random random) {
    try (GuardWorld world = new GuardWorld(folder)) {
      ProposalContent truth =
          GuardWorld.content("# Grant " + random.nextInt(), new Address("0x" + "11".repeat(20)));
      world.ready(kind);
      ProposalContent told = lies(lie, truth, random);
      boolean deciding = when != When.WHILE_ASKING;
      boolean asking = when != When.WHILE_DECIDING;
      ProposalContent decided = deciding ? told : truth;
      BigInteger pays = world.chain.pays;
      Address payee = world.chain.payee;
      if (deciding) {
        bend(world, lie, random);
      }
      Proposal judged = world.honest(decided);
      var statements =
          List.of(
              world.statement(Kind.APPROVE, GuardWorld.ALICE, judged),
              world.statement(Kind.APPROVE, GuardWorld.BOB, judged));
      // From here on the signer sees what is true.
      world.chain.pays = pays;
      world.chain.payee = payee;
      for (var statement : statements) {
        try {
          world.guard.keep(GuardWorld.DAO, judged, statement);
        } catch (PrytanyException e) {
          // Refused already: it is about what the signer does not see.
          continue;
        }
      }
      Proposal asked =
          Proposal.fresh(asking ? told : truth)
              .change()
              .decision(judged.decision())
              .verdict(judged.verdict())
              .build();
      SigningRequest request = world.request(kind, asked);
      contradict(world, lie, kind, random);
      suite.nothing(lie + " " + kind + " " + when, () -> world.guard.sign(request));
      assertThat(world.lines()).noneMatch(line -> line.what() instanceof Recorded.Signed);
    }
  }

  /** What the lying endpoint shows the server in its simulations. */
  private static void bend(GuardWorld world, Lie lie, Random random) {
    if (lie == Lie.AMOUNT) {
      world.chain.pays = new BigInteger(200, random).add(BigInteger.ONE);
    }
    if (lie == Lie.PAYEE) {
      world.chain.payee = new Address("0x" + String.format("%040x", new BigInteger(159, random)));
    }
  }

  /** What is true, and what the lying endpoint denied. */
  private static void contradict(GuardWorld world, Lie lie, ActKind kind, Random random) {
    switch (lie) {
      case STATE -> {
        List<ProposalState> others = new ArrayList<>(List.of(ProposalState.values()));
        others.remove(world.chain.state);
        world.chain.state = others.get(random.nextInt(others.size()));
      }
      case NOT_VOTED ->
          world.chain.votes.put(
              GuardWorld.address(GuardWorld.VOTER),
              new GovernorReader.CastVote(
                  GuardWorld.address(GuardWorld.VOTER),
                  Support.values()[random.nextInt(3)],
                  BigInteger.TEN,
                  "0x",
                  3));
      case ETA -> world.chain.eta = world.chain.time + 1 + random.nextInt(1_000_000);
      case SUPPORTS ->
          world.chain.supports =
              random.nextBoolean()
                  ? Map.of(Support.FOR, 0, Support.AGAINST, 1, Support.ABSTAIN, 2)
                  : Map.of(Support.FOR, 2 + random.nextInt(200));
      default -> {}
    }
  }

  private static ProposalContent lies(Lie lie, ProposalContent truth, Random random) {
    ProposalKey key = truth.key();
    return switch (lie) {
      case TEXT_UNDER_ID ->
          SigningGuardTest.withId(
              GuardWorld.content("# Harmless " + random.nextInt(), truth.targets().getFirst()),
              key.proposalId());
      case TARGET_UNDER_ID ->
          with(
              truth,
              List.of(new Address("0x" + String.format("%040x", new BigInteger(150, random)))),
              truth.valuesWei(),
              truth.calldatas(),
              truth.descriptionHash());
      case CALLDATA_UNDER_ID ->
          with(
              truth,
              truth.targets(),
              truth.valuesWei(),
              List.of("0x" + String.format("%08x", random.nextInt())),
              truth.descriptionHash());
      case VALUE_UNDER_ID ->
          with(
              truth,
              truth.targets(),
              List.of(new BigInteger(90, random).add(BigInteger.ONE)),
              truth.calldatas(),
              truth.descriptionHash());
      case TEXT_HASH ->
          with(
              truth,
              truth.targets(),
              truth.valuesWei(),
              truth.calldatas(),
              "0x" + String.format("%064x", new BigInteger(250, random)));
      default -> truth;
    };
  }

  private static ProposalContent with(
      ProposalContent truth,
      List<Address> targets,
      List<BigInteger> values,
      List<String> calldatas,
      String textHash) {
    return new ProposalContent(
        truth.key(),
        truth.proposer(),
        targets,
        values,
        calldatas,
        truth.descriptionHex(),
        textHash,
        truth.voteStart(),
        truth.voteEnd(),
        truth.transactionHash(),
        truth.block(),
        truth.blockHash());
  }
}

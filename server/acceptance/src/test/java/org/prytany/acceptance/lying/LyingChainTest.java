package org.prytany.acceptance.lying;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.contracts.localchain.LyingEndpoint;
import org.prytany.contracts.localchain.VoteType;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.signerd.guard.Clocks;
import org.prytany.signerd.guard.Limits;
import org.prytany.signerd.guard.OwnChain;
import org.prytany.signerd.guard.SigningGuard;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.keys.KeySource;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.Transaction1559;

/**
 * Every question that a server asks on its way to a signature is answered with a lie in turn, on
 * anvil. The signer asks the same node without the lies. Either nothing is signed, or exactly the
 * call that follows from what is true.
 */
class LyingChainTest {

  private static final List<ECKeyPair> TREASURERS =
      List.of(
          ECKeyPair.create(BigInteger.valueOf(0xA11CE)),
          ECKeyPair.create(BigInteger.valueOf(0xB0B)));

  private static LocalChain chain;
  private static LyingEndpoint endpoint;
  private static ChainAdapters honest;
  private static ChainAdapters lying;
  private static Dao dao;
  private static Map<ActKind, ProposalContent> proposals;

  @TempDir private Path folder;
  private final Random random = new Random(20261127);

  @BeforeAll
  static void prepare() {
    chain = LocalChain.start();
    DemoDao demo = DemoDao.deploy(chain);
    endpoint = new LyingEndpoint(chain.rpcUrl());
    honest = adapters(chain.rpcUrl());
    lying = adapters(endpoint.url());
    dao =
        new Dao(
            "demo",
            "Demo DAO",
            chain.chainId(),
            new Address(demo.addresses().governor()),
            new Address(demo.addresses().timelock()),
            0,
            Optional.of(new Address(chain.account(3))),
            Optional.of(new Address(chain.account(5))),
            Set.of(
                BelievingServer.address(TREASURERS.get(0)),
                BelievingServer.address(TREASURERS.get(1))),
            2,
            Set.of(),
            Map.of());
    DemoProposal execute = propose(demo, "# Paid");
    vote(demo, execute);
    demo.queue(chain.account(6), execute);
    demo.warpToExecution(execute);
    DemoProposal queue = propose(demo, "# Passed");
    vote(demo, queue);
    DemoProposal vote = propose(demo, "# Open");
    demo.warpToVoting(vote);
    proposals = new EnumMap<>(ActKind.class);
    proposals.put(ActKind.VOTE, content(vote));
    proposals.put(ActKind.QUEUE, content(queue));
    proposals.put(ActKind.EXECUTE, content(execute));
  }

  private static ChainAdapters adapters(String url) {
    return new ChainAdapters(Map.of(chain.chainId(), URI.create(url)), RpcOptions.DEFAULT);
  }

  private static DemoProposal propose(DemoDao demo, String text) {
    return demo.propose(
        chain.account(1),
        List.of(demo.actions().payStablecoin(chain.account(7), BigInteger.TEN)),
        text);
  }

  private static void vote(DemoDao demo, DemoProposal proposal) {
    demo.warpToVoting(proposal);
    demo.vote(chain.account(1), proposal, VoteType.FOR);
    demo.vote(chain.account(2), proposal, VoteType.FOR);
    demo.warpPastVoting(proposal);
  }

  private static ProposalContent content(DemoProposal proposal) {
    return honest.logs().proposals(dao, 0, chain.blockNumber().longValueExact()).stream()
        .filter(found -> found.key().proposalId().equals(proposal.id()))
        .findFirst()
        .orElseThrow();
  }

  @AfterAll
  static void end() {
    lying.close();
    honest.close();
    endpoint.close();
    chain.close();
  }

  private static final class Keys implements KeySource {
    @Override
    public Set<Address> accounts() {
      return Set.of(dao.voter().orElseThrow(), dao.executor().orElseThrow());
    }

    @Override
    public Sign.SignatureData sign(Address account, byte[] bytes) {
      Credentials key =
          chain.accounts().stream()
              .filter(its -> account.hex().equalsIgnoreCase(its.getAddress()))
              .findFirst()
              .orElseThrow();
      return Sign.signMessage(bytes, key.getEcKeyPair());
    }
  }

  /** A signer that signed nothing yet, asked by a server that believes the lying endpoint. */
  private Optional<Act.Submission> attempt(int number, ActKind kind) {
    Path own = folder.resolve("signer-" + number);
    Instant now = Instant.ofEpochSecond(chain.now().getEpochSecond());
    try (Journal journal =
        Journal.open(own.resolve("journal"), own.resolve("witness"), false, () -> now)) {
      SigningGuard guard =
          new SigningGuard(
              new SigningGuard.Rules(
                  Set.of(dao), Set.of(), BigInteger.TEN.pow(18), BigInteger.TEN.pow(20), 1_000),
              new OwnChain(
                  honest.reader(),
                  honest.calls(),
                  honest.submitter(),
                  honest.decoder(),
                  honest.simulator(),
                  honest.ids(),
                  honest.logs(),
                  honest.control(),
                  Map.of()),
              new Keys(),
              journal,
              new byte[32],
              new TreasurerSignatures(ContractSignatures.NONE),
              Limits.NONE,
              new Clocks(() -> now, System::nanoTime));
      ProposalKey key = proposals.get(kind).key();
      return Optional.of(new BelievingServer(dao, lying, guard, TREASURERS).act(kind, key));
    } catch (PrytanyException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What is asked, as far as a lie tells questions apart. */
  private static String question(JsonNode request) {
    String method = request.path("method").asText();
    JsonNode call = request.path("params").path(0);
    String data = call.path("data").asText(call.path("input").asText());
    return method.equals("eth_call") && data.length() >= 10
        ? method + " " + call.path("to").asText() + " " + data.substring(0, 10)
        : method;
  }

  private Set<String> questions(ActKind kind) {
    Set<String> asked = new ConcurrentSkipListSet<>();
    endpoint.lieAbout(
        request -> asked.add(question(request)) && false,
        LyingEndpoint.When.ALWAYS,
        (request, truth) -> truth);
    Optional<Act.Submission> honestly = attempt(kind.ordinal(), kind);
    assertThat(honestly).as("an honest endpoint gets the signature of " + kind).isPresent();
    requireTrue(kind, honestly.get());
    return new TreeSet<>(asked);
  }

  @Test
  void nothingIsSignedThatTheHonestNodeContradicts() {
    int cases = 0;
    int refused = 0;
    int told = 0;
    LyingEndpoint.When[] ways = LyingEndpoint.When.values();
    for (ActKind kind : ActKind.values()) {
      for (String question : questions(kind)) {
        for (Twist twist : Twist.values()) {
          cases++;
          endpoint.lieAbout(
              request -> question(request).equals(question),
              ways[cases % ways.length],
              (request, truth) -> twist.of(truth, random));
          Optional<Act.Submission> signed = attempt(100 + cases, kind);
          told += endpoint.lies() > 0 ? 1 : 0;
          refused += signed.isEmpty() ? 1 : 0;
          signed.ifPresent(submission -> requireTrue(kind, submission));
        }
      }
    }
    System.out.println(
        "suite lying endpoint on a real chain: "
            + cases
            + " cases, a lie told in "
            + told
            + ", "
            + refused
            + " refused, "
            + (cases - refused)
            + " without effect, 0 wrongly signed");
    assertThat(told).isGreaterThanOrEqualTo(50);
    assertThat(refused).isPositive();
  }

  /** What was signed is the call that follows from what the honest node shows. */
  private static void requireTrue(ActKind kind, Act.Submission submission) {
    ProposalContent truth = proposals.get(kind);
    ProposalState state = honest.reader().view(dao, truth).state();
    assertThat(state)
        .isEqualTo(
            switch (kind) {
              case VOTE -> ProposalState.ACTIVE;
              case QUEUE -> ProposalState.SUCCEEDED;
              case EXECUTE -> ProposalState.QUEUED;
            });
    var signed =
        (Transaction1559) TransactionDecoder.decode(submission.rawTransaction()).getTransaction();
    var call = BelievingServer.call(honest, dao, kind, truth);
    assertThat(signed.getChainId()).isEqualTo(dao.chainId());
    assertThat(new Address(signed.getTo())).isEqualTo(dao.governor());
    assertThat(signed.getValue()).isZero();
    assertThat("0x" + signed.getData().replaceFirst("^0x", "")).isEqualTo(call.calldata());
    Address account = (kind == ActKind.VOTE ? dao.voter() : dao.executor()).orElseThrow();
    assertThat(submission.nonce()).isEqualTo(honest.submitter().transactionCount(dao, account));
  }
}

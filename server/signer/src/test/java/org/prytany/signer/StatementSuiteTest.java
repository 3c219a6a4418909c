package org.prytany.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.signer.World.ALICE;
import static org.prytany.signer.World.BOB;
import static org.prytany.signer.World.CAROL;
import static org.prytany.signer.World.EXECUTOR;
import static org.prytany.signer.World.KEY;
import static org.prytany.signer.World.STRANGER;
import static org.prytany.signer.World.address;
import static org.prytany.signer.World.content;
import static org.prytany.signer.World.effects;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.approval.EffectWords;
import org.prytany.governance.approval.JournalEntries;
import org.prytany.governance.approval.StatementData;
import org.prytany.governance.approval.TreasurerJournal;
import org.prytany.governance.approval.TreasurerStatement;
import org.prytany.governance.approval.TreasurerStatement.Kind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;

/**
 * Attacks on treasurers' statements, generated from a fixed seed: whatever was signed for something
 * else, by somebody else, in another form, in another order or for another server is not taken, and
 * what was taken counts only as long as it should. A sample runs always, the whole suite with
 * {@code -Dprytany.suites=long}.
 */
class StatementSuiteTest {

  private static final int FORGERIES =
      "long".equals(System.getProperty("prytany.suites")) ? 1_600 : 160;
  private static final int HISTORIES =
      "long".equals(System.getProperty("prytany.suites")) ? 600 : 60;

  /** Two contract accounts of one owner, who is no treasurer by their own key. */
  private static final Address VAULT = new Address("0x" + "5a".repeat(20));

  private static final Address OTHER_VAULT = new Address("0x" + "5b".repeat(20));

  private final Random random = new Random(20261127);
  private final Map<Address, Address> owners = new HashMap<>();
  private final TreasurerSignatures signatures = new TreasurerSignatures(this::ask);
  private final World world = new World();

  /** The plainest of contracts: whoever its owner is has signed the digest itself. */
  private ContractSignatures.Answer ask(
      long chainId, Address account, byte[] digest, byte[] signature) {
    Address owner = owners.get(account);
    if (owner == null) {
      return ContractSignatures.Answer.NO_CONTRACT;
    }
    String hex = "0x" + java.util.HexFormat.of().formatHex(signature);
    return EthereumSignatures.recover(digest, hex).filter(owner::equals).isPresent()
        ? ContractSignatures.Answer.VALID
        : ContractSignatures.Answer.INVALID;
  }

  private Dao dao(Address... treasurers) {
    Dao dao = world.dao;
    return new Dao(
        dao.id(),
        dao.name(),
        dao.chainId(),
        dao.governor(),
        dao.treasury(),
        0,
        dao.voter(),
        dao.executor(),
        Set.of(treasurers),
        2,
        Set.of(),
        Map.of());
  }

  private record Speaker(Address treasurer, ECKeyPair key) {}

  private static final List<Speaker> SPEAKERS =
      List.of(
          new Speaker(address(ALICE), ALICE),
          new Speaker(address(BOB), BOB),
          new Speaker(VAULT, CAROL),
          new Speaker(OTHER_VAULT, CAROL));

  private final Dao dao = dao(address(ALICE), address(BOB), VAULT, OTHER_VAULT);

  private TreasurerJournal journal() {
    TreasurerJournal journal =
        new TreasurerJournal(new JournalEntries.InMemory(), signatures, world.clock);
    journal.list(dao);
    return journal;
  }

  /** With a block, so that there is something to override. */
  private Proposal proposal() {
    world.block();
    return world.proposal().change().statements(List.of()).build();
  }

  private TreasurerStatement genuine(Kind kind, Speaker by, long counter) {
    boolean binds = kind.bindsEffects();
    return new TreasurerStatement(
        kind,
        KEY,
        binds ? EffectWords.of(effects(25_000).effects()) : List.of(),
        kind == Kind.OVERRIDE ? List.of("AMOUNT_CONTRADICTED in call 1") : List.of(),
        "because " + random.nextInt(1_000),
        by.treasurer(),
        address(EXECUTOR),
        counter,
        binds ? world.clock.instant().plus(Duration.ofDays(2)).getEpochSecond() : 0,
        content().contentHash(),
        content().actionsHash(),
        binds ? effects(25_000).effects().effectsHash() : TreasurerStatement.NO_EFFECTS,
        "",
        Optional.empty());
  }

  private static TreasurerStatement signed(TreasurerStatement statement, ECKeyPair by) {
    return World.signed(statement, by);
  }

  private boolean taken(TreasurerJournal journal, TreasurerStatement statement) {
    try {
      journal.keep(dao, proposal(), statement);
      return true;
    } catch (PrytanyException e) {
      return false;
    }
  }

  @Test
  void nothingThatWasSignedForSomethingElseIsTaken() {
    owners.put(VAULT, address(CAROL));
    owners.put(OTHER_VAULT, address(CAROL));
    Map<String, Integer> attempts = new TreeMap<>();
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < FORGERIES; i++) {
      Speaker by = pick(SPEAKERS);
      Kind kind = pick(List.of(Kind.APPROVE, Kind.REJECT, Kind.OVERRIDE));
      long counter = 2 + random.nextInt(3);
      TreasurerStatement genuine = signed(genuine(kind, by, counter), by.key());
      Forgery forgery = Forgery.values()[i % Forgery.values().length];
      TreasurerJournal journal = journal();
      // Something of everybody's was kept before, so that counters are past 1.
      for (Speaker each : SPEAKERS) {
        assertThat(taken(journal, signed(genuine(Kind.REJECT, each, 1), each.key()))).isTrue();
      }
      Optional<TreasurerStatement> forged = forge(forgery, genuine, by, journal);
      if (forged.isEmpty()) {
        continue;
      }
      attempts.merge(forgery.name(), 1, Integer::sum);
      if (taken(journal, forged.get())) {
        accepted.add(forgery + " of " + genuine);
      }
      if (forgery != Forgery.REPLAY && forgery != Forgery.SAME_COUNTER_OTHER_WORDS) {
        assertThat(taken(journal, genuine)).as("the genuine one beside " + forgery).isTrue();
      }
    }
    int all = attempts.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println("suite statements, forgeries: " + all + " " + attempts);
    System.out.println("suite statements, forgeries accepted: " + accepted.size());
    assertThat(accepted).isEmpty();
    assertThat(attempts.keySet()).hasSize(Forgery.values().length);
  }

  /** What an attacker who has a genuine statement, or a treasurer who errs, may hand in. */
  private enum Forgery {
    OTHER_CHAIN_SIGNED,
    OTHER_CHAIN_CLAIMED,
    OTHER_GOVERNOR_SIGNED,
    OTHER_GOVERNOR_CLAIMED,
    OTHER_PROPOSAL_SIGNED,
    OTHER_PROPOSAL_CLAIMED,
    OTHER_TEXT_SIGNED,
    OTHER_TEXT_CLAIMED,
    OTHER_ACTIONS_SIGNED,
    OTHER_ACTIONS_CLAIMED,
    OTHER_EFFECTS_SIGNED,
    OTHER_EFFECTS_CLAIMED,
    OTHER_WORDS_SIGNED,
    OTHER_WORDS_CLAIMED,
    OTHER_SERVER_SIGNED,
    OTHER_SERVER_CLAIMED,
    OTHER_KIND_CLAIMED,
    OTHER_REASON_CLAIMED,
    OTHER_FINDINGS_SIGNED,
    OTHER_COUNTER_CLAIMED,
    LOWER_COUNTER_SIGNED,
    WILD_COUNTER_SIGNED,
    SAME_COUNTER_OTHER_WORDS,
    REPLAY,
    EXPIRED_SIGNED,
    FOR_TOO_LONG_SIGNED,
    LATER_EXPIRY_CLAIMED,
    BY_A_STRANGER,
    AS_ANOTHER_TREASURER,
    OWNERS_OTHER_CONTRACT,
    VERSION_ONE,
    MIRRORED_V,
    WILD_V,
    HIGH_S,
    ZERO_OR_LARGE_R,
    ZERO_OR_LARGE_S,
    CUT_OR_LONGER,
    ONE_BIT
  }

  private Optional<TreasurerStatement> forge(
      Forgery forgery, TreasurerStatement genuine, Speaker by, TreasurerJournal journal) {
    boolean binds = genuine.kind().bindsEffects();
    Change change = new Change(genuine);
    return switch (forgery) {
      case OTHER_CHAIN_SIGNED, OTHER_CHAIN_CLAIMED -> {
        change.key = new ProposalKey(1 + random.nextInt(9), KEY.governor(), KEY.proposalId());
        yield both(change, genuine, by, forgery == Forgery.OTHER_CHAIN_SIGNED);
      }
      case OTHER_GOVERNOR_SIGNED, OTHER_GOVERNOR_CLAIMED -> {
        change.key = new ProposalKey(KEY.chainId(), account(), KEY.proposalId());
        yield both(change, genuine, by, forgery == Forgery.OTHER_GOVERNOR_SIGNED);
      }
      case OTHER_PROPOSAL_SIGNED, OTHER_PROPOSAL_CLAIMED -> {
        change.key = new ProposalKey(KEY.chainId(), KEY.governor(), new BigInteger(256, random));
        yield both(change, genuine, by, forgery == Forgery.OTHER_PROPOSAL_SIGNED);
      }
      case OTHER_TEXT_SIGNED -> {
        change.contentHash = hash();
        yield binds ? Optional.of(signed(change.build(), by.key())) : Optional.empty();
      }
      case OTHER_TEXT_CLAIMED -> {
        change.contentHash = hash();
        yield Optional.of(
            random.nextBoolean()
                ? change.build().signed(genuine.signature())
                : swap(signed(change.build(), by.key()), genuine));
      }
      case OTHER_ACTIONS_SIGNED -> {
        change.actionsHash = hash();
        yield binds ? Optional.of(signed(change.build(), by.key())) : Optional.empty();
      }
      case OTHER_ACTIONS_CLAIMED -> {
        change.actionsHash = hash();
        yield Optional.of(swap(signed(change.build(), by.key()), genuine));
      }
      case OTHER_EFFECTS_SIGNED -> {
        var other = effects(1 + random.nextInt(24_000)).effects();
        change.effectsHash = other.effectsHash();
        change.effects = EffectWords.of(other);
        yield Optional.of(signed(change.build(), by.key()));
      }
      case OTHER_EFFECTS_CLAIMED -> {
        var other = effects(1 + random.nextInt(24_000)).effects();
        change.effectsHash = other.effectsHash();
        change.effects = EffectWords.of(other);
        yield Optional.of(swap(signed(change.build(), by.key()), genuine));
      }
      case OTHER_WORDS_SIGNED -> {
        change.effects = List.of("Transfer " + random.nextInt(100) + " ETH to " + account());
        yield Optional.of(signed(change.build(), by.key()));
      }
      case OTHER_WORDS_CLAIMED -> {
        change.effects = List.of("Transfer 1 ETH to " + account());
        yield Optional.of(swap(signed(change.build(), by.key()), genuine));
      }
      case OTHER_SERVER_SIGNED, OTHER_SERVER_CLAIMED -> {
        change.executor = account();
        yield both(change, genuine, by, forgery == Forgery.OTHER_SERVER_SIGNED);
      }
      case OTHER_KIND_CLAIMED -> {
        change.kind = pick(List.of(Kind.values()));
        if (change.kind == genuine.kind()) {
          yield Optional.empty();
        }
        if (!change.kind.bindsEffects()) {
          change.effects = List.of();
          change.effectsHash = TreasurerStatement.NO_EFFECTS;
          change.expiry = 0;
        }
        change.lifts =
            switch (change.kind) {
              case OVERRIDE -> List.of("AMOUNT_CONTRADICTED in call 1");
              case WITHDRAW -> List.of("reject 1 by " + genuine.treasurer());
              default -> List.of();
            };
        yield Optional.of(change.build().signed(genuine.signature()));
      }
      case OTHER_REASON_CLAIMED -> {
        change.reason = genuine.reason() + " and more";
        yield Optional.of(change.build().signed(genuine.signature()));
      }
      case OTHER_FINDINGS_SIGNED -> {
        change.lifts =
            pick(
                List.of(
                    List.of("RECIPIENT_UNMENTIONED"),
                    List.of("AMOUNT_CONTRADICTED"),
                    List.of("AMOUNT_CONTRADICTED in call 1", "AMOUNT_CONTRADICTED in call 1")));
        yield Optional.of(signed(change.build(), by.key()));
      }
      case OTHER_COUNTER_CLAIMED -> {
        change.counter = genuine.counter() + 1 + random.nextInt(5);
        yield Optional.of(change.build().signed(genuine.signature()));
      }
      case LOWER_COUNTER_SIGNED -> {
        change.counter = random.nextInt(2);
        yield Optional.of(signed(change.build(), by.key()));
      }
      case WILD_COUNTER_SIGNED -> {
        change.counter = Long.MAX_VALUE - random.nextInt(5);
        yield Optional.of(signed(change.build(), by.key()));
      }
      case SAME_COUNTER_OTHER_WORDS -> {
        assertThat(taken(journal, genuine)).isTrue();
        change.reason = genuine.reason() + " again";
        yield Optional.of(signed(change.build(), by.key()));
      }
      case REPLAY -> {
        assertThat(taken(journal, genuine)).isTrue();
        String signature = genuine.signature();
        String other = signature.endsWith("1b") ? "00" : "01";
        yield Optional.of(
            random.nextBoolean() ? genuine : genuine.signed(signature.substring(0, 130) + other));
      }
      case EXPIRED_SIGNED -> {
        change.expiry = world.clock.instant().getEpochSecond() - random.nextInt(1_000);
        yield binds ? Optional.of(signed(change.build(), by.key())) : Optional.empty();
      }
      case FOR_TOO_LONG_SIGNED -> {
        change.expiry =
            world.clock.instant().plus(Duration.ofDays(31)).getEpochSecond()
                + random.nextInt(1_000_000);
        yield Optional.of(signed(change.build(), by.key()));
      }
      case LATER_EXPIRY_CLAIMED -> {
        change.expiry = genuine.expiry() + 1 + random.nextInt(1_000);
        yield Optional.of(change.build().signed(genuine.signature()));
      }
      case BY_A_STRANGER -> Optional.of(signed(genuine, STRANGER));
      case AS_ANOTHER_TREASURER -> {
        Speaker other = pick(SPEAKERS);
        change.treasurer = other.treasurer();
        yield other.treasurer().equals(by.treasurer())
            ? Optional.empty()
            : Optional.of(change.build().signed(genuine.signature()));
      }
      case OWNERS_OTHER_CONTRACT -> {
        Speaker vault = SPEAKERS.get(2);
        TreasurerStatement ofOne =
            signed(genuine(genuine.kind(), vault, genuine.counter()), vault.key());
        Change other = new Change(ofOne);
        other.treasurer = OTHER_VAULT;
        yield Optional.of(other.build().signed(ofOne.signature()));
      }
      case VERSION_ONE -> {
        var data = StatementData.of(genuine);
        var old =
            new org.prytany.governance.typeddata.TypedData(
                data.name(),
                "1",
                data.chainId(),
                data.verifyingContract(),
                data.type(),
                data.fields());
        yield Optional.of(genuine.signed(World.signature(old.digest(), by.key())));
      }
      case MIRRORED_V ->
          Optional.of(withV(genuine, genuine.signature().endsWith("1b") ? "1c" : "1b"));
      case WILD_V -> Optional.of(withV(genuine, pick(List.of("02", "1d", "1e", "ff", "23"))));
      case HIGH_S -> {
        BigInteger s = new BigInteger(genuine.signature().substring(66, 130), 16);
        String v = genuine.signature().endsWith("1b") ? "1c" : "1b";
        yield Optional.of(
            genuine.signed(
                genuine.signature().substring(0, 66)
                    + "%064x".formatted(Sign.CURVE_PARAMS.getN().subtract(s))
                    + (random.nextBoolean() ? v : v.equals("1b") ? "00" : "01")));
      }
      case ZERO_OR_LARGE_R ->
          Optional.of(genuine.signed("0x" + pick(edges()) + genuine.signature().substring(66)));
      case ZERO_OR_LARGE_S ->
          Optional.of(
              genuine.signed(
                  genuine.signature().substring(0, 66)
                      + pick(edges())
                      + genuine.signature().substring(130)));
      case CUT_OR_LONGER ->
          Optional.of(
              genuine.signed(
                  pick(
                      List.of(
                          "",
                          "0x",
                          genuine.signature().substring(0, 130),
                          genuine.signature() + "00",
                          genuine.signature() + genuine.signature().substring(2),
                          genuine.signature().substring(2)))));
      case ONE_BIT -> {
        int at = 2 + random.nextInt(128);
        char digit = genuine.signature().charAt(at);
        String flipped = Integer.toHexString(Character.digit(digit, 16) ^ (1 << random.nextInt(4)));
        yield Optional.of(
            genuine.signed(
                genuine.signature().substring(0, at)
                    + flipped
                    + genuine.signature().substring(at + 1)));
      }
    };
  }

  /** Signed for the other thing: handed in as that, or as what this server asks for. */
  private Optional<TreasurerStatement> both(
      Change change, TreasurerStatement genuine, Speaker by, boolean asSigned) {
    TreasurerStatement other = signed(change.build(), by.key());
    return Optional.of(asSigned ? other : swap(other, genuine));
  }

  /** The genuine words under the signature of the other. */
  private static TreasurerStatement swap(TreasurerStatement other, TreasurerStatement genuine) {
    return genuine.signed(other.signature());
  }

  private static TreasurerStatement withV(TreasurerStatement statement, String v) {
    return statement.signed(statement.signature().substring(0, 130) + v);
  }

  private static List<String> edges() {
    BigInteger order = Sign.CURVE_PARAMS.getN();
    return List.of(
        "0".repeat(64),
        "%064x".formatted(order),
        "f".repeat(64),
        "%064x".formatted(order.add(BigInteger.ONE)));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private Address account() {
    byte[] bytes = new byte[20];
    random.nextBytes(bytes);
    return new Address("0x" + java.util.HexFormat.of().formatHex(bytes));
  }

  private String hash() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return "0x" + java.util.HexFormat.of().formatHex(bytes);
  }

  /** A statement with some fields changed. */
  private static final class Change {
    Kind kind;
    ProposalKey key;
    List<String> effects;
    List<String> lifts;
    String reason;
    Address treasurer;
    Address executor;
    long counter;
    long expiry;
    String contentHash;
    String actionsHash;
    String effectsHash;

    Change(TreasurerStatement of) {
      kind = of.kind();
      key = of.proposal();
      effects = of.effects();
      lifts = of.lifts();
      reason = of.reason();
      treasurer = of.treasurer();
      executor = of.executor();
      counter = of.counter();
      expiry = of.expiry();
      contentHash = of.contentHash();
      actionsHash = of.actionsHash();
      effectsHash = of.effectsHash();
    }

    TreasurerStatement build() {
      return new TreasurerStatement(
          kind,
          key,
          effects,
          lifts,
          reason,
          treasurer,
          executor,
          counter,
          expiry,
          contentHash,
          actionsHash,
          effectsHash,
          "",
          Optional.empty());
    }
  }

  /**
   * Random lives: people approve, reject, withdraw and override, statements arrive late or never,
   * treasurers come and go, contracts change owners, effects and time move. After each step the
   * state is held against a book that is kept step by step, by another way of thinking.
   */
  @Test
  void whateverHappensNothingCountsThatShouldNot() {
    int steps = 0;
    int approved = 0;
    for (int history = 0; history < HISTORIES; history++) {
      owners.put(VAULT, address(CAROL));
      owners.put(OTHER_VAULT, address(CAROL));
      world.clock.now = java.time.Instant.parse("2026-03-01T00:00:00Z");
      Life life = new Life();
      for (int step = 0; step < 24; step++) {
        life.step();
        ApprovalState state = life.state();
        assertThat(addresses(state.approvals()))
            .as(() -> "approvals after " + life.story)
            .isEqualTo(life.book.approvals(world.clock.instant().getEpochSecond()));
        assertThat(addresses(state.rejections()))
            .as(() -> "rejections after " + life.story)
            .isEqualTo(life.book.rejections());
        steps++;
        approved += state.approved() ? 1 : 0;
      }
    }
    System.out.println(
        "suite statements, histories: "
            + HISTORIES
            + " with "
            + steps
            + " steps, approved after "
            + approved);
    assertThat(approved).isPositive();
  }

  private static Set<Address> addresses(List<TreasurerStatement> statements) {
    Set<Address> who = new HashSet<>();
    statements.forEach(statement -> who.add(statement.treasurer()));
    return who;
  }

  private final class Life {
    final List<String> story = new ArrayList<>();
    final JournalEntries.InMemory entries = new JournalEntries.InMemory();
    final Book book = new Book();
    final List<TreasurerStatement> held = new ArrayList<>();
    TreasurerJournal journal = new TreasurerJournal(entries, signatures, world.clock);
    Dao listed = dao;
    long amount = 25_000;

    Life() {
      journal.list(listed);
      book.list(listed.treasurers());
    }

    Proposal proposal() {
      return world
          .proposal()
          .change()
          .effects(Optional.of(effects(amount)))
          .verdict(Optional.of(World.verdict(effects(amount), List.of(World.red()))))
          .statements(List.of())
          .build();
    }

    ApprovalState state() {
      // The store may give them in any order.
      List<TreasurerStatement> all = new ArrayList<>(journal.statements(KEY));
      Collections.shuffle(all, random);
      return ApprovalState.of(
          listed,
          proposal().change().statements(all).build(),
          journal.roster(listed),
          world.clock.instant(),
          signatures);
    }

    void step() {
      switch (random.nextInt(12)) {
        case 0 -> {
          world.clock.now = world.clock.now.plus(Duration.ofHours(20));
          story.add("time");
        }
        case 1 -> {
          amount = 25_000 + random.nextInt(2);
          story.add("effects " + amount);
          book.effects = amount;
        }
        case 2 -> relist();
        case 3 -> {
          Address vault = pick(List.of(VAULT, OTHER_VAULT));
          owners.put(vault, random.nextInt(3) == 0 ? address(STRANGER) : address(CAROL));
          story.add("owner of " + vault + " " + owners.get(vault));
        }
        case 4 -> {
          if (!held.isEmpty()) {
            handIn(held.remove(random.nextInt(held.size())), "late ");
          }
        }
        case 5 -> {
          journal = new TreasurerJournal(entries, signatures, world.clock);
          journal.list(listed);
          story.add("restart");
        }
        default -> say();
      }
    }

    private void relist() {
      List<Address> all = new ArrayList<>(dao.treasurers().stream().sorted().toList());
      Collections.shuffle(all, random);
      listed = dao(all.subList(0, 2 + random.nextInt(3)).toArray(Address[]::new));
      journal.list(listed);
      book.list(listed.treasurers());
      story.add("listed " + listed.treasurers());
    }

    private void say() {
      Speaker by = pick(SPEAKERS);
      Kind kind = pick(List.of(Kind.APPROVE, Kind.APPROVE, Kind.REJECT, Kind.WITHDRAW));
      Change change =
          new Change(genuine(kind, by, journal.roster(listed).nextCounter(by.treasurer())));
      if (kind == Kind.APPROVE) {
        change.effects = EffectWords.of(effects(amount).effects());
        change.effectsHash = effects(amount).effects().effectsHash();
      }
      if (kind == Kind.WITHDRAW) {
        List<String> names =
            journal.statements(KEY).stream()
                .filter(s -> s.kind() == Kind.REJECT)
                .map(TreasurerStatement::name)
                .toList();
        change.lifts = List.of(names.isEmpty() ? "reject 1 by nobody" : pick(names));
      }
      TreasurerStatement statement = signed(change.build(), by.key());
      if (random.nextInt(5) == 0) {
        held.add(statement);
      } else {
        handIn(statement, "");
      }
    }

    private void handIn(TreasurerStatement statement, String how) {
      boolean kept;
      try {
        journal.keep(listed, proposal(), statement);
        kept = true;
      } catch (PrytanyException e) {
        kept = false;
      }
      story.add(how + (kept ? "" : "refused ") + statement.name() + " " + statement.lifts());
      boolean expected = book.takes(statement, world.clock.instant().getEpochSecond());
      assertThat(kept).as(() -> "taken? " + story).isEqualTo(expected);
      if (kept) {
        book.note(statement);
      }
    }
  }

  /** A clerk who writes down each event as it happens. */
  private final class Book {
    private record Yes(long effects, long expiry, boolean fresh) {}

    private record No(String name, List<Yes> yesAfter, List<Address> liftedBy) {}

    private final Map<Address, Long> counters = new HashMap<>();
    private final Map<Address, Integer> said = new HashMap<>();
    private final Map<Address, List<Yes>> yes = new HashMap<>();
    private final Map<Address, List<No>> no = new HashMap<>();
    private final Set<String> withdrawnForGood = new HashSet<>();
    private Set<Address> present = Set.of();
    long effects = 25_000;

    void list(Set<Address> treasurers) {
      for (Address who : new HashSet<>(yes.keySet())) {
        if (!treasurers.contains(who)) {
          yes.computeIfPresent(
              who,
              (w, all) ->
                  new ArrayList<>(
                      all.stream().map(y -> new Yes(y.effects(), y.expiry(), false)).toList()));
        }
      }
      // A withdrawal of somebody else's counts while the one who withdrew stays.
      no.values().forEach(all -> all.forEach(n -> n.liftedBy().retainAll(treasurers)));
      present = treasurers;
    }

    private boolean keyHolds(Address who) {
      return !owners.containsKey(who) || owners.get(who).equals(address(CAROL));
    }

    boolean takes(TreasurerStatement statement, long now) {
      Address who = statement.treasurer();
      if (!present.contains(who)
          || statement.counter() <= counters.getOrDefault(who, 0L)
          || !keyHolds(who)) {
        return false;
      }
      boolean rejects = rejections().contains(who);
      if (said.getOrDefault(who, 0) >= 32 && (statement.kind() != Kind.REJECT || rejects)) {
        return false;
      }
      return switch (statement.kind()) {
        case APPROVE ->
            statement.expiry() > now
                && statement.effectsHash().equals(effects(effects).effects().effectsHash());
        case WITHDRAW -> {
          String name = statement.lifts().getFirst();
          for (Map.Entry<Address, List<No>> each : no.entrySet()) {
            if (!each.getValue().isEmpty()
                && each.getValue().getLast().name().equals(name)
                && stands(each.getKey(), true)) {
              yield each.getKey().equals(who) || !present.contains(each.getKey());
            }
          }
          yield false;
        }
        default -> true;
      };
    }

    void note(TreasurerStatement statement) {
      Address who = statement.treasurer();
      counters.put(who, statement.counter());
      said.merge(who, 1, Integer::sum);
      switch (statement.kind()) {
        case APPROVE -> {
          Yes one = new Yes(effects, statement.expiry(), true);
          yes.computeIfAbsent(who, w -> new ArrayList<>()).add(one);
          if (!no.getOrDefault(who, List.of()).isEmpty()) {
            no.get(who).getLast().yesAfter().add(one);
          }
        }
        case REJECT -> {
          yes.remove(who);
          no.computeIfAbsent(who, w -> new ArrayList<>())
              .add(new No(statement.name(), new ArrayList<>(), new ArrayList<>()));
        }
        case WITHDRAW -> {
          String name = statement.lifts().getFirst();
          no.forEach(
              (author, all) ->
                  all.forEach(
                      n -> {
                        if (n.name().equals(name)) {
                          if (author.equals(who)) {
                            withdrawnForGood.add(name);
                          } else {
                            n.liftedBy().add(who);
                          }
                        }
                      }));
        }
        case OVERRIDE -> {}
      }
    }

    private boolean stands(Address who, boolean whenTaken) {
      List<No> all = no.getOrDefault(who, List.of());
      if (all.isEmpty()) {
        return false;
      }
      No last = all.getLast();
      // When one is taken signatures of earlier ones are not asked again; when it counts they are.
      boolean holds = whenTaken || keyHolds(who);
      boolean approvedLater =
          holds && last.yesAfter().stream().anyMatch(y -> y.effects() == effects);
      boolean withdrawn =
          (holds && withdrawnForGood.contains(last.name()))
              || last.liftedBy().stream().anyMatch(by -> whenTaken || keyHolds(by));
      return !approvedLater && !withdrawn;
    }

    Set<Address> rejections() {
      Set<Address> who = new HashSet<>();
      no.keySet().stream().filter(each -> stands(each, false)).forEach(who::add);
      return who;
    }

    Set<Address> approvals(long now) {
      Set<Address> who = new HashSet<>();
      yes.forEach(
          (treasurer, all) -> {
            boolean counts =
                present.contains(treasurer)
                    && keyHolds(treasurer)
                    && all.stream()
                        .anyMatch(y -> y.fresh() && y.effects() == effects && y.expiry() > now);
            if (counts) {
              who.add(treasurer);
            }
          });
      return who;
    }
  }
}

package org.prytany.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.signer.StatementScene.OTHER_VAULT;
import static org.prytany.signer.StatementScene.VAULT;
import static org.prytany.signer.World.CAROL;
import static org.prytany.signer.World.KEY;
import static org.prytany.signer.World.STRANGER;
import static org.prytany.signer.World.address;
import static org.prytany.signer.World.effects;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.approval.EffectWords;
import org.prytany.governance.approval.JournalEntries;
import org.prytany.governance.approval.TreasurerJournal;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.signer.StatementScene.Speaker;
import org.prytany.spi.Address;

/** What was taken counts only as long as it should, whatever happens and in whatever order. */
class StatementHistoriesTest {

  private static final int HISTORIES = 600;

  private final StatementScene scene = new StatementScene();

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
      scene.owners.put(VAULT, address(CAROL));
      scene.owners.put(OTHER_VAULT, address(CAROL));
      scene.world.clock.now = Instant.parse("2026-03-01T00:00:00Z");
      Life life = new Life();
      for (int step = 0; step < 24; step++) {
        life.step();
        ApprovalState state = life.state();
        assertThat(addresses(state.approvals()))
            .as(() -> "approvals after " + life.story)
            .isEqualTo(life.book.approvals(scene.world.clock.instant().getEpochSecond()));
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
    TreasurerJournal journal = new TreasurerJournal(entries, scene.signatures, scene.world.clock);
    Dao listed = scene.dao;
    long amount = 25_000;

    Life() {
      journal.list(listed);
      book.list(listed.treasurers());
    }

    Proposal proposal() {
      return scene
          .world
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
      Collections.shuffle(all, scene.random);
      return ApprovalState.of(
          listed,
          proposal().change().statements(all).build(),
          journal.roster(listed),
          scene.world.clock.instant(),
          scene.signatures);
    }

    void step() {
      switch (scene.random.nextInt(12)) {
        case 0 -> {
          scene.world.clock.now = scene.world.clock.now.plus(Duration.ofHours(20));
          story.add("time");
        }
        case 1 -> {
          amount = 25_000 + scene.random.nextInt(2);
          story.add("effects " + amount);
          book.effects = amount;
        }
        case 2 -> relist();
        case 3 -> {
          Address vault = scene.pick(List.of(VAULT, OTHER_VAULT));
          scene.owners.put(
              vault, scene.random.nextInt(3) == 0 ? address(STRANGER) : address(CAROL));
          story.add("owner of " + vault + " " + scene.owners.get(vault));
        }
        case 4 -> {
          if (!held.isEmpty()) {
            handIn(held.remove(scene.random.nextInt(held.size())), "late ");
          }
        }
        case 5 -> {
          journal = new TreasurerJournal(entries, scene.signatures, scene.world.clock);
          journal.list(listed);
          story.add("restart");
        }
        default -> say();
      }
    }

    private void relist() {
      List<Address> all = new ArrayList<>(scene.dao.treasurers().stream().sorted().toList());
      Collections.shuffle(all, scene.random);
      listed = scene.dao(all.subList(0, 2 + scene.random.nextInt(3)).toArray(Address[]::new));
      journal.list(listed);
      book.list(listed.treasurers());
      story.add("listed " + listed.treasurers());
    }

    private void say() {
      Speaker by = scene.pick(StatementScene.SPEAKERS);
      Kind kind = scene.pick(List.of(Kind.APPROVE, Kind.APPROVE, Kind.REJECT, Kind.WITHDRAW));
      Change change =
          new Change(scene.genuine(kind, by, journal.roster(listed).nextCounter(by.treasurer())));
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
        change.lifts = List.of(names.isEmpty() ? "reject 1 by nobody" : scene.pick(names));
      }
      TreasurerStatement statement = World.signed(change.build(), by.key());
      if (scene.random.nextInt(5) == 0) {
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
      boolean expected = book.takes(statement, scene.world.clock.instant().getEpochSecond());
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
      return !scene.owners.containsKey(who) || scene.owners.get(who).equals(address(CAROL));
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

package org.prytany.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.prytany.governance.approval.JournalEntries;
import org.prytany.governance.approval.JournalEntry;
import org.prytany.governance.approval.TreasurerJournal;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.signer.StatementScene.Speaker;

/**
 * Attacks on treasurers' statements, generated from a fixed seed: whatever was signed for something
 * else, by somebody else, in another form or for another server is not taken.
 */
class StatementForgeriesTest {

  private static final int CASES = 2_000;

  private final StatementScene scene = new StatementScene();
  private final Forger forger = new Forger(scene);
  private final List<JournalEntry> before = said();

  /** Something of everybody's was kept before, so that counters are past 1. */
  private List<JournalEntry> said() {
    JournalEntries.InMemory entries = new JournalEntries.InMemory();
    TreasurerJournal journal = journal(entries);
    for (Speaker each : StatementScene.SPEAKERS) {
      TreasurerStatement first = scene.genuine(Kind.REJECT, each, 1);
      assertThat(taken(journal, World.signed(first, each.key()))).isTrue();
    }
    return entries.all();
  }

  private TreasurerJournal journal(JournalEntries.InMemory entries) {
    TreasurerJournal journal = new TreasurerJournal(entries, scene.signatures, scene.world.clock);
    journal.list(scene.dao);
    return journal;
  }

  private TreasurerJournal fresh() {
    JournalEntries.InMemory entries = new JournalEntries.InMemory();
    before.forEach(entries::append);
    return journal(entries);
  }

  private boolean taken(TreasurerJournal journal, TreasurerStatement statement) {
    try {
      journal.keep(scene.dao, scene.proposal(), statement);
      return true;
    } catch (PrytanyException e) {
      return false;
    }
  }

  @Test
  void nothingThatWasSignedForSomethingElseIsTaken() {
    Map<String, Integer> attempts = new TreeMap<>();
    List<String> accepted = new ArrayList<>();
    int cases = 0;
    for (int i = 0; cases < CASES; i++) {
      Speaker by = scene.pick(StatementScene.SPEAKERS);
      Kind kind = scene.pick(List.of(Kind.APPROVE, Kind.REJECT, Kind.OVERRIDE));
      long counter = 2 + scene.random.nextInt(3);
      TreasurerStatement genuine = World.signed(scene.genuine(kind, by, counter), by.key());
      Forgery forgery = Forgery.values()[i % Forgery.values().length];
      TreasurerJournal journal = fresh();
      Optional<TreasurerStatement> forged =
          forger.forge(forgery, genuine, by, statement -> taken(journal, statement));
      if (forged.isEmpty()) {
        continue;
      }
      cases++;
      attempts.merge(forgery.name(), 1, Integer::sum);
      if (taken(journal, forged.get())) {
        accepted.add(forgery + " of " + genuine);
      }
      if (forgery != Forgery.REPLAY && forgery != Forgery.SAME_COUNTER_OTHER_WORDS) {
        assertThat(taken(journal, genuine)).as("the genuine one beside " + forgery).isTrue();
      }
    }
    System.out.println("suite statements, forgeries: " + cases + " " + attempts);
    System.out.println("suite statements, forgeries accepted: " + accepted.size());
    assertThat(accepted).isEmpty();
    assertThat(attempts.keySet()).hasSize(Forgery.values().length);
  }
}

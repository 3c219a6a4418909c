package org.prytany.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.link.Said.Answer;
import org.prytany.link.Said.Ask;
import org.prytany.link.Said.Kind;
import org.prytany.link.Said.Offered;
import org.prytany.link.Said.Reply;
import org.prytany.link.Said.Verdict;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

class AnsweringTest {

  private static final PluginStatus STATUS =
      new PluginStatus(
          "strategy",
          "1",
          "VoteStrategy",
          PluginStatus.State.ACTIVE,
          "r".repeat(10_000),
          Optional.empty(),
          Optional.empty());

  private final Handed handed = new Handed();
  private final Answering answering = new Answering(handed, new Wishes());

  /** Hands out another object each time, as the host does, for one start or another. */
  private static final class Handed implements Plugins {
    private long start = 1;

    @Override
    public Optional<RunningDigester> digester() {
      return Optional.empty();
    }

    @Override
    public Optional<VoteStrategy> strategy() {
      return Optional.of(new Started(start));
    }

    @Override
    public Optional<RunningExecutor> executor() {
      return Optional.empty();
    }

    @Override
    public List<PluginStatus> statuses() {
      return Collections.nCopies(10_000, STATUS);
    }
  }

  private record Started(long start) implements VoteStrategy {
    @Override
    public String id() {
      return "strategy";
    }

    @Override
    public String version() {
      return "start " + start;
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      return new VoteDecision.Refrain("rule", "reason");
    }
  }

  @Test
  void lookingCostsNobodyTheHandleThatHeHolds() {
    Offered held = inUse();
    for (int i = 0; i < 5_000; i++) {
      assertThat(inUse()).isEqualTo(held);
    }

    assertThat(version(held)).isEqualTo("start 1");
    handed.start = 2;
    assertThat(inUse().handle()).isNotEqualTo(held.handle());
    assertThat(version(inUse())).isEqualTo("start 2");
    assertThat(version(held)).isEqualTo("start 1");
  }

  @Test
  void noMoreIsSaidOfPluginsThanTheServerTakes() {
    Answer.Statuses said = (Answer.Statuses) answer(new Ask.Statuses());

    assertThat(said.statuses()).hasSize(Answer.Statuses.MOST);
    assertThat(said.statuses().getFirst().reason()).hasSize(Answer.Statuses.LONGEST);
    assertThatThrownBy(() -> new Answer.Statuses(List.of(STATUS)))
        .hasMessageContaining("more is said");
  }

  private Offered inUse() {
    return ((Answer.InUse) answer(new Ask.InUse(Kind.STRATEGY))).offered().orElseThrow();
  }

  private String version(Offered offered) {
    return ((Answer.Texts) answer(new Ask.Version(offered.handle()))).texts().getFirst();
  }

  private Answer answer(Ask ask) {
    Reply reply = answering.answer(ask, answer -> new Verdict(Optional.empty()));
    return ((Reply.Done) reply).answer();
  }
}

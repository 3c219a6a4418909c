package org.prytany.app.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.spi.VoteStrategy;

class PluginWatchTest {

  private final EntriesInMemory entries = new EntriesInMemory();
  private final List<PluginStatus> statuses = new ArrayList<>();
  private final Set<String> deployed = new HashSet<>(Set.of("a.war"));
  private final PluginWatch watch =
      new PluginWatch(new Stated(), entries.log(), "node-1", deployed::contains);

  private final class Stated implements Plugins {
    @Override
    public Optional<RunningDigester> digester() {
      return Optional.empty();
    }

    @Override
    public Optional<VoteStrategy> strategy() {
      return Optional.empty();
    }

    @Override
    public Optional<RunningExecutor> executor() {
      return Optional.empty();
    }

    @Override
    public List<PluginStatus> statuses() {
      return List.copyOf(statuses);
    }
  }

  private List<String> after(State state, String reason, String sha256) {
    statuses.clear();
    statuses.add(
        new PluginStatus(
            "a", "1", "VoteStrategy", state, reason, Optional.of("a.war"), Optional.of(sha256)));
    return look();
  }

  private List<String> look() {
    int before = entries.all.size();
    watch.look();
    return entries.acts().subList(before, entries.all.size());
  }

  @Test
  void aPluginsWholeLifeIsWrittenOnceEach() {
    assertThat(after(State.ACTIVE, "", "1")).containsExactly("plugin.found a", "plugin.started a");
    assertThat(look()).isEmpty();
    assertThat(after(State.QUARANTINED, "it failed", "1")).containsExactly("plugin.quarantined a");
    assertThat(after(State.ACTIVE, "", "2")).containsExactly("plugin.found a", "plugin.started a");
    assertThat(after(State.REFUSED, "not listed", "2")).containsExactly("plugin.refused a");
    assertThat(after(State.GONE, "", "2")).containsExactly("plugin.stopped a");
    deployed.clear();
    assertThat(look()).containsExactly("plugin.removed a");
    assertThat(look()).isEmpty();
    deployed.add("a.war");
    assertThat(after(State.ACTIVE, "", "2")).containsExactly("plugin.found a", "plugin.started a");
    assertThat(entries.all.getLast().details())
        .containsEntry("sha256", "2")
        .containsEntry("version", "1")
        .containsEntry("file", "a.war")
        .containsEntry("node", "node-1");
  }

  @Test
  void aPluginWhoseProcessIsStartedAgainIsNotTakenForOneThatLeft() {
    after(State.ACTIVE, "", "1");

    assertThat(after(State.STARTING, "its process ended", "1"))
        .containsExactly("plugin.starting a");
    assertThat(entries.all.getLast().details()).containsEntry("reason", "its process ended");
    assertThat(after(State.ACTIVE, "", "1")).containsExactly("plugin.started a");
  }

  @Test
  void aFileThatNeverRegisteredIsRemovedWhenItIsNoLongerSeen() {
    after(State.REFUSED, "not listed", "1");
    statuses.clear();

    assertThat(look()).containsExactly("plugin.removed a");
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenAtTheNextLook() {
    entries.away = true;
    assertThat(after(State.ACTIVE, "", "1")).isEmpty();
    entries.away = false;

    assertThat(look()).containsExactly("plugin.found a", "plugin.started a");
  }
}

package org.prytany.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;

class SeenPluginsTest {

  private final SeenPlugins seen = new SeenPlugins();

  @Test
  void aFileThatStartsAgainGoesByItsPluginsName() {
    PluginStatus ran = status("policy", "VoteStrategy", State.ACTIVE, "", "one");
    seen.named(List.of(ran));

    assertThat(seen.named(List.of(status("file", "", State.STARTING, "it is starting", "one"))))
        .containsExactly(status("policy", "VoteStrategy", State.STARTING, "it is starting", "one"));
  }

  @Test
  void anotherVersionOfAFileIsNobodyYet() {
    seen.named(List.of(status("policy", "VoteStrategy", State.ACTIVE, "", "one")));
    PluginStatus update = status("file", "", State.STAGED, "it is not listed", "two");

    assertThat(seen.named(List.of(update))).containsExactly(update);
  }

  @Test
  void whatFailedIsSaidOfTheFile() {
    seen.named(List.of(status("policy", "VoteStrategy", State.ACTIVE, "", "one")));
    PluginStatus failed = status("file", "", State.FAILED, "it threw", "one");

    assertThat(seen.named(List.of(failed))).containsExactly(failed);
  }

  @Test
  void filesThatCameAndWentAreForgotten() {
    PluginStatus first = status("policy", "VoteStrategy", State.ACTIVE, "", "first");
    PluginStatus waits = status("file", "", State.STARTING, "it is starting", "first");
    seen.named(List.of(first));
    assertThat(seen.named(List.of(waits)).getFirst().id()).isEqualTo("policy");

    for (int i = 0; i < SeenPlugins.MOST_FILES; i++) {
      seen.named(List.of(status("policy", "VoteStrategy", State.ACTIVE, "", "later " + i)));
    }

    assertThat(seen.named(List.of(waits))).containsExactly(waits);
  }

  private static PluginStatus status(
      String id, String kind, State state, String reason, String sha256) {
    return new PluginStatus(
        id,
        kind.isEmpty() ? "" : "1",
        kind,
        state,
        reason,
        Optional.of("policy.war"),
        Optional.of(sha256));
  }
}

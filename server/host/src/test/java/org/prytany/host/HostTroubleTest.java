package org.prytany.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.bridge.PluginKind;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.host.budget.Budget;
import org.prytany.host.budget.HandDrivenTimes;
import org.prytany.host.inspect.Report;
import org.prytany.spi.SpiVersion;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** What becomes of plugins when the machine under the host, and not the plugin, is at fault. */
class HostTroubleTest {

  private static final Budget BUDGET = new Budget(Duration.ofSeconds(1), Duration.ofMinutes(5));

  private final Set<String> listed = new HashSet<>();
  private volatile Instant now = Instant.parse("2026-06-01T00:00:00Z");
  private StubServer server;
  private Path dropped;
  private Path away;

  @TempDir Path folder;

  @BeforeEach
  void directories() throws IOException {
    dropped = Files.createDirectory(folder.resolve("plugins"));
    away = folder.resolve("away");
    server = new StubServer(settings().run());
  }

  @Test
  void a_directory_that_cannot_be_listed_stops_nothing_and_nothing_is_forgotten()
      throws IOException {
    deploy("policy");
    try (PluginHost host = host(StubServer.FINDS_NOTHING)) {
      takeAway(dropped);
      server.settle(host);
      assertThat(states(host)).containsExactly("strategy-one ACTIVE");
      assertThat(settings().state().resolve("good").resolve("policy.war")).exists();
    }
    try (PluginHost host = host(StubServer.FINDS_NOTHING)) {
      assertThat(host.strategy()).as("nobody knows what lies there").isEmpty();
      putBack(dropped);
      server.war(dropped, "policy", "changed to something that is not listed");
      server.settle(host);
      assertThat(states(host)).containsExactly("strategy-one ACTIVE", "policy STAGED");
    }
  }

  @Test
  void a_version_that_was_put_aside_stays_aside_when_it_is_what_a_changed_file_falls_back_to()
      throws IOException {
    deploy("policy");
    String sha256 = sha256("policy");
    host(StubServer.FINDS_NOTHING).close();
    server.war(dropped, "policy", "changed to something that is not listed");
    Path aside = settings().state().resolve("aside").resolve(sha256);
    Files.writeString(aside, "policy.war\nthe plugins' process ended");
    for (int start = 0; start < 2; start++) {
      try (PluginHost host = host(StubServer.FINDS_NOTHING)) {
        assertThat(server.files()).isEmpty();
        assertThat(host.strategy()).isEmpty();
        assertThat(aside).exists();
      }
    }
  }

  @Test
  void what_was_being_made_ready_when_the_process_before_ended_is_cleared_away()
      throws IOException {
    Path incoming = Files.createDirectories(settings().incoming());
    Path staged = Files.writeString(incoming.resolve("staged123.war"), "half of a file");
    deploy("policy");
    try (PluginHost host = host(StubServer.FINDS_NOTHING)) {
      assertThat(staged).doesNotExist();
      assertThat(states(host)).containsExactly("strategy-one ACTIVE");
    }
  }

  @Test
  void a_start_that_fails_for_the_hosts_own_files_is_tried_again() throws IOException {
    list("policy");
    try (PluginHost host = host(StubServer.FINDS_NOTHING)) {
      Path starting = settings().state().resolve("starting");
      takeAway(starting);
      deploy("policy");
      server.settle(host);
      PluginStatus status = host.statuses().getFirst();
      assertThat(status.state()).isEqualTo(State.STAGED);
      assertThat(status.reason())
          .contains("could not be made ready")
          .contains("tried again every minute");
      putBack(starting);
      server.settle(host);
      assertThat(host.strategy()).as("not at every look").isEmpty();
      now = now.plusSeconds(60);
      server.settle(host);
      assertThat(states(host)).containsExactly("strategy-one ACTIVE");
    }
  }

  @Test
  void a_plugin_that_could_not_be_looked_at_is_not_refused_and_is_looked_at_again()
      throws IOException {
    AtomicInteger looks = new AtomicInteger();
    deploy("policy");
    try (PluginHost host =
        host(
            war -> {
              if (looks.incrementAndGet() == 1) {
                throw new UncheckedIOException(new IOException("No space left on device"));
              }
              return StubServer.FINDS_NOTHING.apply(war);
            })) {
      assertThat(looks).hasValue(1);
      PluginStatus status = host.statuses().getFirst();
      assertThat(status.state()).isEqualTo(State.STAGED);
      assertThat(status.reason()).contains("No space left").contains("tried again every minute");
      now = now.plusSeconds(60);
      server.settle(host);
      assertThat(states(host)).containsExactly("strategy-one ACTIVE");
    }
  }

  @Test
  void a_start_on_a_full_disk_takes_the_copy_that_is_kept_whatever_else_was_cut_off()
      throws IOException {
    deploy("policy");
    host(StubServer.FINDS_NOTHING).close();
    Files.write(settings().state().resolve("good").resolve("policy.war"), new byte[] {-1, -2});
    AtomicInteger copies = new AtomicInteger();
    try (PluginHost host =
        host(
            war -> {
              copies.incrementAndGet();
              throw new UncheckedIOException(new IOException("No space left on device"));
            })) {
      assertThat(states(host)).containsExactly("strategy-one ACTIVE");
      assertThat(copies).as("it was looked at before").hasValue(0);
    }
  }

  @Test
  void a_plugin_that_ran_with_earlier_interfaces_is_looked_at_again() throws IOException {
    deploy("policy");
    host(StubServer.FINDS_NOTHING).close();
    Path noted = settings().state().resolve("clean").resolve(sha256("policy"));
    String now = Files.readString(noted);
    String before = now.replace(SpiVersion.CURRENT.toString(), "0.0");
    assertThat(before).isNotEqualTo(now);
    Files.writeString(noted, before);
    AtomicInteger looks = new AtomicInteger();
    try (PluginHost host =
        host(
            war -> {
              looks.incrementAndGet();
              return new Report("", List.of("it is for other interfaces"), List.of(), Set.of(), 1);
            })) {
      assertThat(looks).hasValue(1);
      assertThat(host.strategy()).isEmpty();
      assertThat(server.files()).as("nothing of it runs").isEmpty();
      assertThat(host.statuses().getFirst().state()).isEqualTo(State.REFUSED);
    }
  }

  @Test
  void a_plugin_whose_file_somebody_deleted_from_the_run_directory_is_started_again()
      throws IOException {
    deploy("policy");
    try (PluginHost host = host(StubServer.FINDS_NOTHING)) {
      String first = server.files().getFirst();
      Files.delete(settings().run().resolve(first));
      Files.delete(settings().run());
      host.look();
      assertThat(host.statuses().getFirst().reason()).contains("nobody had stopped it");
      now = now.plusSeconds(60);
      server.settle(host);
      assertThat(states(host)).containsExactly("strategy-one ACTIVE");
      assertThat(server.files()).hasSize(1).doesNotContain(first);
    }
  }

  @Test
  void an_update_with_an_older_time_stays_the_update_after_a_restart() throws IOException {
    deploy("old");
    list("new");
    try (PluginHost host = host(StubServer.FINDS_NOTHING)) {
      now = now.plusSeconds(1);
      deploy("new");
      Files.setLastModifiedTime(dropped.resolve("new.war"), FileTime.fromMillis(1_000));
      server.settle(host);
      assertThat(states(host)).containsExactly("strategy-one ACTIVE", "old STANDBY");
    }
    try (PluginHost host = host(StubServer.FINDS_NOTHING)) {
      assertThat(states(host)).containsExactly("strategy-one ACTIVE", "old STANDBY");
      Files.delete(dropped.resolve("new.war"));
      server.settle(host);
      assertThat(states(host)).as("the old one is there").containsExactly("strategy-one ACTIVE");
    }
  }

  @Test
  void what_is_no_plain_file_or_too_large_is_not_copied() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "content");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Path large = folder.resolve("large");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(WarFile.MOST_BYTES + 1);
    }
    for (Path bad : List.of(link, folder, large)) {
      assertThatThrownBy(() -> WarFile.copy(bad, OutputStream.nullOutputStream()))
          .isInstanceOf(IOException.class)
          .hasMessageMatching(".*(no plain file|larger than any plugin may be)");
    }
    assertThat(WarFile.copy(file, OutputStream.nullOutputStream())).isEqualTo(WarFile.sha256(file));
  }

  @Test
  void a_text_that_does_not_change_is_not_written_again() throws IOException {
    Path file = Files.createDirectory(folder.resolve("texts")).resolve("text");
    WholeFile.write(file, "one");
    Object first = Files.readAttributes(file, "unix:ino").get("ino");
    WholeFile.write(file, "one");
    assertThat(Files.readAttributes(file, "unix:ino")).containsEntry("ino", first);
    WholeFile.write(file, "two");
    assertThat(file).hasContent("two");
    assertThat(folder.resolve("texts.tmp")).doesNotExist();
  }

  // A file in the place of a directory: it can be neither listed nor written into, by nobody.
  private void takeAway(Path directory) throws IOException {
    Files.move(directory, away);
    Files.writeString(directory, "no directory");
  }

  private void putBack(Path directory) throws IOException {
    Files.delete(directory);
    Files.move(away, directory);
  }

  private void deploy(String war) throws IOException {
    list(war);
    server.war(dropped, war, war);
    server.holds(war, PluginKind.STRATEGY, new Strategy());
  }

  private void list(String war) throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    listed.add(WarFile.sha256(server.war(elsewhere, war, war)));
  }

  private String sha256(String war) throws IOException {
    return WarFile.sha256(dropped.resolve(war + ".war"));
  }

  private PluginHost host(Function<Path, Report> inspection) {
    PluginHost host =
        new PluginHost(
            settings(),
            server.registry,
            () -> now,
            new HandDrivenTimes(),
            server::state,
            inspection);
    server.settle(host);
    return host;
  }

  private HostSettings settings() {
    return new HostSettings(
        folder.resolve("available"), dropped, listed, Map.of(), BUDGET, Duration.ofSeconds(30));
  }

  private static List<String> states(PluginHost host) {
    return host.statuses().stream()
        .filter(status -> status.state() != State.GONE)
        .map(status -> status.id() + " " + status.state())
        .toList();
  }

  private record Strategy() implements VoteStrategy {
    @Override
    public String id() {
      return "strategy-one";
    }

    @Override
    public String version() {
      return "1.0";
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      return new VoteDecision.Refrain("none", "never votes");
    }
  }
}

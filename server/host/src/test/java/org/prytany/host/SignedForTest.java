package org.prytany.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.bridge.PluginKind;
import org.prytany.bridge.PluginRegistration;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.host.budget.Budget;
import org.prytany.host.budget.HandDrivenTimes;
import org.prytany.host.inspect.Declared;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * The host starts what it is told that somebody signed for while it runs, stops what it is told no
 * more, and nothing that is not what its manifest says.
 */
class SignedForTest {

  private final HandDrivenTimes times = new HandDrivenTimes();

  @TempDir private Path folder;
  private Path dropped;
  private HostSettings settings;
  private StubServer server;

  @BeforeEach
  void directories() throws IOException {
    dropped = Files.createDirectory(folder.resolve("plugins"));
    settings =
        new HostSettings(
            folder.resolve("available"),
            dropped,
            Set.of(),
            Map.of(),
            new Budget(Duration.ofSeconds(1), Duration.ofMinutes(5)),
            Duration.ofSeconds(60));
    server = new StubServer(settings.run());
  }

  private PluginHost host() {
    return host(List.of());
  }

  private PluginHost host(List<String> againstPublishers) {
    return new PluginHost(
        settings,
        server.registry,
        () -> Instant.parse("2026-11-30T00:00:00Z"),
        times,
        server::state,
        StubServer.FINDS_NOTHING,
        war -> againstPublishers);
  }

  private String war(String version) throws IOException {
    Path file = dropped.resolve("votes.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(Declared.ENTRY));
      zip.write(
          """
          {"id": "votes", "version": "%s", "spi": "[0.1,9.0)", "kinds": ["strategy"]}
          """
              .formatted(version)
              .getBytes(StandardCharsets.UTF_8));
    }
    return WarFile.sha256(file);
  }

  /** All of these may run; the last is what was signed for last. */
  private static SignedFor signed(String... sha256) {
    return new SignedFor(
        Set.of(sha256), sha256.length == 0 ? Set.of() : Set.of(sha256[sha256.length - 1]));
  }

  /**
   * The configuration's own, under another name, as a restored or newly shipped file lies there.
   */
  private String shipped(String version) throws IOException {
    String sha256 = war(version);
    Files.move(
        dropped.resolve("votes.war"),
        dropped.resolve("shipped.war"),
        StandardCopyOption.REPLACE_EXISTING);
    server.holds("shipped", PluginKind.STRATEGY, new Votes("votes", version));
    return sha256;
  }

  private String update(String version) throws IOException {
    server.holds("votes", PluginKind.STRATEGY, new Votes("votes", version));
    return war(version);
  }

  private PluginHost host(Set<String> listed, SignedFor signedFor) {
    settings =
        new HostSettings(
            settings.available(),
            dropped,
            settings.run(),
            listed,
            Map.of(),
            settings.call(),
            settings.startTimeout(),
            Set.of(),
            "",
            signedFor);
    return host();
  }

  private record Votes(String id, String version) implements VoteStrategy {
    @Override
    public VoteDecision decide(VotingSituation situation) {
      return new VoteDecision.Refrain("none", "never votes");
    }
  }

  @Test
  void what_somebody_signed_for_starts_without_a_restart_and_stops_when_it_counts_no_more()
      throws IOException {
    String sha256 = war("1.0");
    server.holds("votes", PluginKind.STRATEGY, new Votes("votes", "1.0"));
    try (PluginHost host = host()) {
      server.settle(host);
      assertThat(states(host)).containsExactly("votes STAGED");
      assertThat(server.files()).isEmpty();
      host.approve(signed("f".repeat(64)));
      server.settle(host);
      assertThat(states(host)).containsExactly("votes STAGED");
      host.approve(signed(sha256));
      server.settle(host);
      assertThat(states(host)).containsExactly("votes ACTIVE");
      host.approve(signed());
      server.settle(host);
      assertThat(host.strategy()).isEmpty();
      assertThat(server.files()).isEmpty();
    }
  }

  @Test
  void what_is_not_what_its_manifest_says_is_stopped() throws IOException {
    String sha256 = war("1.0");
    server.holds("votes", PluginKind.STRATEGY, new Votes("policy-cel", "1.0"));
    try (PluginHost host = host()) {
      host.approve(signed(sha256));
      server.settle(host);
      assertThat(states(host)).containsExactly("votes FAILED");
      assertThat(host.statuses().getFirst().reason()).contains("its id() another");
    }
  }

  /** A digester of the same id and version. */
  private static final ProposalDigester ALSO_DIGESTS =
      new ProposalDigester() {
        @Override
        public String id() {
          return "votes";
        }

        @Override
        public String version() {
          return "1.0";
        }

        @Override
        public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
          throw new UnsupportedOperationException("nobody is to ask it");
        }
      };

  @Test
  void what_is_of_one_kind_more_than_its_manifest_says_is_stopped() throws IOException {
    String sha256 = war("1.0");
    server.holds("votes", PluginKind.STRATEGY, new Votes("votes", "1.0"));
    server.holds("votes", PluginKind.DIGESTER, ALSO_DIGESTS);
    try (PluginHost host = host()) {
      host.approve(signed(sha256));
      server.settle(host);
      assertThat(host.statuses())
          .anySatisfy(
              one -> {
                assertThat(one.state()).isEqualTo(PluginStatus.State.FAILED);
                assertThat(one.reason()).contains("says it is strategy, and it is a digester");
              });
      assertThat(host.strategy()).isEmpty();
      assertThat(host.digester()).isEmpty();
      assertThat(server.files()).isEmpty();
    }
  }

  /** A bean may take as long as it likes to start, beside one that is what was signed for. */
  @Test
  void what_is_offered_late_and_was_not_signed_for_is_never_called() throws IOException {
    String sha256 = war("1.0");
    server.holds("votes", PluginKind.STRATEGY, new Votes("votes", "1.0"));
    try (PluginHost host = host()) {
      host.approve(signed(sha256));
      server.settle(host);
      assertThat(states(host)).containsExactly("votes ACTIVE");
      String application = server.files().getFirst().replace(".war", "");
      server.registry.offer(
          PluginKind.DIGESTER,
          server.loader(application),
          new PluginRegistration.Origin(application, Optional.empty(), Optional.empty()),
          ALSO_DIGESTS);
      assertThat(host.digester()).isEmpty();
      server.settle(host);
      assertThat(host.digester()).isEmpty();
      assertThat(host.strategy()).isPresent();
      assertThat(host.statuses())
          .anySatisfy(one -> assertThat(one.reason()).contains("it is a digester"));
    }
  }

  @Test
  void an_update_that_is_another_version_than_signed_leaves_the_one_before_in_service()
      throws IOException {
    String first = war("1.0");
    server.holds("votes", PluginKind.STRATEGY, new Votes("votes", "1.0+rules.abc"));
    try (PluginHost host = host()) {
      host.approve(signed(first));
      server.settle(host);
      String second = war("2.0");
      host.approve(signed(first, second));
      server.settle(host);
      assertThat(states(host)).containsExactlyInAnyOrder("votes ACTIVE", "votes FAILED");
      assertThat(active(host)).contains(first);
      server.holds("votes", PluginKind.STRATEGY, new Votes("votes", "3.0"));
      String third = war("3.0");
      host.approve(signed(first, third));
      server.settle(host);
      assertThat(active(host)).contains(third);
    }
  }

  /** That its bytes were found clean once says nothing of a certificate that was revoked since. */
  @Test
  void whose_publisher_counts_no_more_does_not_start_again() throws IOException {
    String sha256 = war("1.0");
    server.holds("votes", PluginKind.STRATEGY, new Votes("votes", "1.0"));
    try (PluginHost host = host()) {
      host.approve(signed(sha256));
      server.settle(host);
      assertThat(states(host)).containsExactly("votes ACTIVE");
    }
    try (PluginHost host = host(List.of("its certificate is revoked"))) {
      host.approve(signed(sha256));
      server.settle(host);
      assertThat(states(host)).containsExactly("votes REFUSED");
      assertThat(host.statuses().getFirst().reason()).contains("is revoked");
      assertThat(server.files()).isEmpty();
    }
  }

  /** Else the version that was replaced would decide for a moment at each start. */
  @Test
  void what_was_replaced_by_another_file_does_not_start_again_before_it() throws IOException {
    String before = war("1.0");
    Files.move(dropped.resolve("votes.war"), dropped.resolve("shipped.war"));
    server.holds("shipped", PluginKind.STRATEGY, new Votes("votes", "1.0"));
    server.holds("votes", PluginKind.STRATEGY, new Votes("votes", "2.0"));
    String after;
    try (PluginHost host = host()) {
      host.approve(signed(before));
      server.settle(host);
      after = war("2.0");
      host.approve(signed(before, after));
      server.settle(host);
      assertThat(active(host)).contains(after);
    }
    try (PluginHost host = host()) {
      host.approve(signed(before, after));
      host.look();
      assertThat(server.files()).singleElement().asString().startsWith("votes-");
      server.settle(host);
      assertThat(states(host)).containsExactlyInAnyOrder("votes ACTIVE", "shipped STANDBY");
    }
    server.forget("votes");
    server.fails("votes", "it has no bean");
    try (PluginHost host = host()) {
      host.approve(signed(before, after));
      server.settle(host);
      assertThat(active(host)).contains(before);
    }
  }

  @Test
  void going_back_to_the_shipped_version_by_signature_leaves_it_running_after_each_restart()
      throws IOException {
    String first = shipped("1.0");
    byte[] bytes = Files.readAllBytes(dropped.resolve("shipped.war"));
    try (PluginHost host = host(Set.of(first), SignedFor.NOTHING)) {
      server.settle(host);
      String second = update("2.0");
      host.approve(signed(second));
      server.settle(host);
      assertThat(active(host)).contains(second);
      update("1.0");
      Files.write(dropped.resolve("votes.war"), bytes);
      host.approve(signed(second, first));
      server.settle(host);
      assertThat(active(host)).contains(first);
    }
    for (int restart = 0; restart < 3; restart++) {
      try (PluginHost host = host(Set.of(first), signed(first))) {
        server.settle(host);
        assertThat(active(host)).contains(first);
        assertThat(states(host)).containsExactlyInAnyOrder("votes ACTIVE", restsAs(host));
      }
    }
  }

  /** Whichever of two equal files rests. */
  private static String restsAs(PluginHost host) {
    return host.statuses().stream()
            .filter(one -> one.state() == PluginStatus.State.STANDBY)
            .map(PluginStatus::id)
            .findFirst()
            .orElse("nothing")
        + " STANDBY";
  }

  @Test
  void a_copy_of_the_same_file_under_another_name_runs_once_and_goes_on_when_the_first_goes()
      throws IOException {
    String only = update("1.0");
    Files.copy(dropped.resolve("votes.war"), dropped.resolve("copy.war"));
    server.holds("copy", PluginKind.STRATEGY, new Votes("votes", "1.0"));
    try (PluginHost host = host(Set.of(only), SignedFor.NOTHING)) {
      server.settle(host);
      assertThat(active(host)).contains(only);
      assertThat(server.files()).hasSize(1);
      String runs = host.statuses().getFirst().file().orElseThrow();
      Files.delete(dropped.resolve(runs));
      server.settle(host);
      assertThat(active(host)).contains(only);
    }
    try (PluginHost host = host(Set.of(only), SignedFor.NOTHING)) {
      server.settle(host);
      assertThat(active(host)).contains(only);
    }
  }

  /** Restoring a folder, or a new image, gives files any time. */
  @Test
  void what_was_signed_for_last_runs_after_a_restart_whatever_the_times_of_the_files_say()
      throws IOException {
    String first = shipped("1.0");
    String third;
    try (PluginHost host = host(Set.of(first), SignedFor.NOTHING)) {
      server.settle(host);
      String second = update("2.0");
      host.approve(signed(second));
      server.settle(host);
      third = update("3.0");
      host.approve(signed(second, third));
      server.settle(host);
      assertThat(active(host)).contains(third);
    }
    for (String when : List.of("2099-01-01T00:00:00Z", "2001-01-01T00:00:00Z")) {
      written("shipped.war", when);
      try (PluginHost host = host(Set.of(first), signed(third))) {
        host.look();
        assertThat(server.files()).singleElement().asString().startsWith("votes-");
        server.settle(host);
        assertThat(active(host)).contains(third);
      }
    }
    String reshipped = shipped("4.0");
    written("shipped.war", "2099-01-01T00:00:00Z");
    update("3.0");
    Files.copy(
        settings.state().resolve("wars").resolve(third + ".war"),
        dropped.resolve("votes.war"),
        StandardCopyOption.REPLACE_EXISTING);
    try (PluginHost host = host(Set.of(reshipped), signed(third))) {
      host.look();
      assertThat(server.files()).singleElement().asString().startsWith("votes-");
      server.settle(host);
      assertThat(active(host)).contains(third);
      host.approve(signed());
      server.settle(host);
      assertThat(active(host)).as("what the configuration lists").contains(reshipped);
    }
  }

  /** Also where an earlier process noted that the other took its place. */
  @Test
  void what_is_signed_for_last_takes_the_place_of_what_had_taken_its_place() throws IOException {
    String signed = update("2.0");
    String other;
    try (PluginHost host = host(Set.of(signed), SignedFor.NOTHING)) {
      server.settle(host);
      Files.move(dropped.resolve("votes.war"), dropped.resolve("kept-away"));
      other = shipped("1.0");
      Files.move(dropped.resolve("kept-away"), dropped.resolve("votes.war"));
    }
    written("shipped.war", "2099-01-01T00:00:00Z");
    try (PluginHost host = host(Set.of(signed, other), SignedFor.NOTHING)) {
      server.settle(host);
      assertThat(active(host)).contains(other);
      host.approve(signed(signed));
      server.settle(host);
      assertThat(active(host)).contains(signed);
    }
  }

  @Test
  void what_was_signed_for_when_the_process_started_stops_when_it_counts_no_more()
      throws IOException {
    String only = update("1.0");
    Files.copy(dropped.resolve("votes.war"), dropped.resolve("copy.war"));
    server.holds("copy", PluginKind.STRATEGY, new Votes("votes", "1.0"));
    try (PluginHost host = host(Set.of(), signed(only))) {
      server.settle(host);
      assertThat(active(host)).contains(only);
      host.approve(signed());
      server.settle(host);
      assertThat(server.files()).isEmpty();
      Files.delete(dropped.resolve("votes.war"));
      server.settle(host);
      assertThat(server.files()).isEmpty();
      assertThat(host.strategy()).isEmpty();
    }
  }

  private void written(String file, String when) throws IOException {
    Files.setLastModifiedTime(dropped.resolve(file), FileTime.from(Instant.parse(when)));
  }

  private static Optional<String> active(PluginHost host) {
    return host.statuses().stream()
        .filter(one -> one.state() == PluginStatus.State.ACTIVE)
        .findFirst()
        .flatMap(PluginStatus::sha256);
  }

  private static List<String> states(PluginHost host) {
    return host.statuses().stream().map(one -> one.id() + " " + one.state()).toList();
  }
}

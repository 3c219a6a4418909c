package org.prytany.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.bridge.PluginKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.host.budget.Budget;
import org.prytany.host.budget.HandDrivenTimes;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.StubTextEmbedder;

/** Strangers write the texts, so texts must not be able to end all digests. */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // Ends a test that would not end.
class DigesterGuardTest {

  /** Of hand-driven time; how long the test takes is another matter. */
  private static final Budget BUDGET = new Budget(Duration.ofSeconds(9), Duration.ofMinutes(5));

  private static final TextDigest EMPTY =
      new TextDigest("", List.of(), List.of(), List.of(), "none/1");

  /** As many as would end a plugin's service twice over. */
  private static final int MANY = 7;

  private final AtomicBoolean over = new AtomicBoolean();
  private final HandDrivenTimes times = new HandDrivenTimes();
  private final Semaphore begun = new Semaphore(0);

  @TempDir Path folder;
  private Path war;

  @BeforeEach
  void deployed() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    war = new StubServer(folder).war(plugins, "reader", "reader");
  }

  @AfterEach
  void end() {
    over.set(true);
  }

  @Test
  void a_busy_machine_ends_no_digest() throws Exception {
    // Nearly all the time that there is goes to others, and more of it than a digest may use.
    Runnable starved =
        () -> {
          times.clock(BUDGET.clock().minusSeconds(1));
          times.processor(Thread.currentThread(), BUDGET.processor().minusSeconds(1));
          times.awaitLooks(3);
        };
    try (PluginHost host = host(new Reader(text -> true, starved))) {
      assertThat(digest(host, "an honest text")).isEqualTo(EMPTY);
    }
  }

  @Test
  void work_on_threads_that_a_digest_starts_is_its_own() throws Exception {
    Runnable delegating =
        () -> {
          Thread other = new Thread(this::toil);
          other.start();
          untilInterrupted();
        };
    try (PluginHost host = host(new Reader(text -> true, delegating))) {
      assertFault(host, "a text", FailureCode.PLUGIN_FAULT, "9 s of processor time");
    }
  }

  @Test
  void texts_that_wait_for_something_that_does_not_come_do_not_end_the_digests_of_others()
      throws Exception {
    try (PluginHost host = host(new Reader(text -> text.contains("slow"), this::sleep))) {
      for (int i = 0; i < MANY; i++) {
        assertFault(host, "a slow text", FailureCode.PLUGIN_FAULT, "300 s on the clock");
        // The clock is everybody's: the server's own call must not be at it when it jumps.
        assertStaysActive(host);
      }
      assertStaysActive(host);
      assertThat(digest(host, "an honest text")).isEqualTo(EMPTY);
    }
  }

  @Test
  void texts_that_take_too_long_do_not_end_the_digests_of_others() throws Exception {
    try (PluginHost host = host(new Reader(text -> text.contains("slow"), this::toil))) {
      for (int i = 0; i < MANY; i++) {
        assertFault(host, "a slow text", FailureCode.PLUGIN_FAULT, "9 s of processor time");
      }
      assertStaysActive(host);
      assertThat(digest(host, "an honest text")).isEqualTo(EMPTY);
    }
  }

  @Test
  void texts_that_a_plugin_trips_over_do_not_end_the_digests_of_others() throws Exception {
    try (PluginHost host = host(new Reader(text -> text.contains("odd"), this::fail))) {
      for (int i = 0; i < MANY; i++) {
        assertFault(host, "an odd text", FailureCode.PLUGIN_FAULT, "no idea");
      }
      assertStaysActive(host);
      assertThat(digest(host, "an honest text")).isEqualTo(EMPTY);
    }
  }

  @Test
  void texts_that_whoever_asked_did_not_wait_for_do_not_end_the_digests_of_others()
      throws Exception {
    try (PluginHost host = host(new Reader(text -> text.contains("slow"), this::linger))) {
      for (int i = 0; i < MANY; i++) {
        askAndGiveUp(host, "a slow text");
      }
      assertStaysActive(host);
      assertThat(digest(host, "an honest text")).isEqualTo(EMPTY);
    }
  }

  @Test
  void a_plugin_that_hangs_on_every_text_is_quarantined() throws Exception {
    try (PluginHost host = host(new Reader(text -> true, this::sleep))) {
      for (int i = 0; i < 3; i++) {
        assertFault(host, "an honest text", FailureCode.PLUGIN_FAULT, "took longer");
      }
      assertThat(awaitQuarantine(host))
          .contains("3 times in a row", "nor can it do what the server itself asks", "took longer");
      assertThat(host.digester()).isEmpty();
    }
  }

  @Test
  void a_plugin_that_throws_on_every_text_is_quarantined_though_it_names_its_models()
      throws Exception {
    try (PluginHost host = host(new Reader(text -> true, this::fail))) {
      for (int i = 0; i < 3; i++) {
        // Before and not after: the third failure may have ended its service already.
        assertThat(host.digester().map(ProposalDigester::models)).contains(List.of("none 00"));
        assertFault(host, "an honest text", FailureCode.PLUGIN_FAULT, "no idea");
      }
      assertThat(awaitQuarantine(host)).contains("3 times in a row", "no idea");
    }
  }

  @Test
  void a_plugin_that_hangs_on_every_text_is_quarantined_though_nobody_waits_for_the_limit()
      throws Exception {
    try (PluginHost host = host(new Reader(text -> true, this::linger))) {
      for (int i = 0; i < 3; i++) {
        askAndGiveUp(host, "an honest text");
      }
      // The server's own call has begun, and hangs as well.
      begun.acquire();
      times.clock(BUDGET.clock().multipliedBy(3));
      assertThat(awaitQuarantine(host)).contains("was given up by whoever asked");
    }
  }

  @Test
  void a_plugin_whose_calls_go_on_though_they_are_interrupted_is_quarantined() throws Exception {
    try (PluginHost host = host(new Reader(text -> text.contains("slow"), this::goOn))) {
      for (int i = 0; i < 2; i++) {
        assertFault(host, "a slow text", FailureCode.PLUGIN_FAULT, "took longer");
      }
      assertStaysActive(host);
      assertFault(host, "a slow text", FailureCode.PLUGIN_FAULT, "took longer");
      assertThat(awaitQuarantine(host)).contains("3 calls go on although they were given up");
      over.set(true);
      assertFault(host, "an honest text", FailureCode.PLUGIN_UNAVAILABLE, "");
    }
  }

  private static TextDigest digest(PluginHost host, String text) {
    return host.digester()
        .orElseThrow(() -> new PrytanyException(FailureCode.PLUGIN_UNAVAILABLE, "none"))
        .digest(SampleProposal.of().text(text).snapshot(), StubTextEmbedder.context());
  }

  private static void assertFault(PluginHost host, String text, FailureCode code, String message) {
    assertThatThrownBy(() -> digest(host, text))
        .isInstanceOfSatisfying(
            PrytanyException.class, thrown -> assertThat(thrown.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private void askAndGiveUp(PluginHost host, String text) throws InterruptedException {
    Thread asking =
        Thread.ofPlatform()
            .start(() -> assertFault(host, text, FailureCode.PLUGIN_UNAVAILABLE, "was given up"));
    begun.acquire();
    asking.interrupt();
    asking.join();
  }

  /** Also once the server's own text was read. */
  private static void assertStaysActive(PluginHost host) throws InterruptedException {
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("plugin-check"))) {
      assertThat(only(host).state()).isEqualTo(State.ACTIVE);
      Thread.sleep(10);
    }
    assertThat(only(host).reason()).isEmpty();
    assertThat(only(host).state()).isEqualTo(State.ACTIVE);
  }

  private static String awaitQuarantine(PluginHost host) throws InterruptedException {
    while (only(host).state() == State.ACTIVE) {
      Thread.sleep(20);
    }
    assertThat(only(host).state()).isEqualTo(State.QUARANTINED);
    return only(host).reason();
  }

  private static PluginStatus only(PluginHost host) {
    assertThat(host.statuses()).hasSize(1);
    return host.statuses().getFirst();
  }

  private PluginHost host(Reader reader) throws IOException {
    HostSettings settings =
        new HostSettings(
            folder.resolve("available"),
            folder.resolve("plugins"),
            Set.of(WarFile.sha256(war)),
            Map.of(),
            BUDGET,
            Duration.ofSeconds(30));
    StubServer server = new StubServer(settings.run());
    server.holds("reader", PluginKind.DIGESTER, reader);
    PluginHost host =
        new PluginHost(
            settings,
            server.registry,
            InstantSource.system(),
            times,
            server::state,
            StubServer.FINDS_NOTHING);
    server.settle(host);
    return host;
  }

  /** Waits and does nothing, for longer than a call may take on the clock. */
  private void sleep() {
    times.clock(BUDGET.clock().multipliedBy(3));
    untilInterrupted();
  }

  /** Works for longer than a call may. */
  private void toil() {
    times.processor(Thread.currentThread(), BUDGET.processor().multipliedBy(3));
    untilInterrupted();
  }

  /** Begins, and goes on within its limits. */
  private void linger() {
    begun.release();
    untilInterrupted();
  }

  private void untilInterrupted() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void fail() {
    throw new IllegalStateException("no idea");
  }

  /** Works on, whoever interrupts it. */
  private void goOn() {
    while (!over.get()) {
      times.processor(Thread.currentThread(), BUDGET.processor());
      // It sleeps only so that the machine is left to others.
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        continue;
      }
    }
  }

  /** Gives an empty digest, but for some texts. */
  private record Reader(Predicate<String> trouble, Runnable then) implements ProposalDigester {
    @Override
    public String id() {
      return "reader";
    }

    @Override
    public String version() {
      return "1.0";
    }

    @Override
    public List<String> models() {
      return List.of("none 00");
    }

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      if (trouble.test(proposal.description())) {
        then.run();
      }
      return EMPTY;
    }
  }
}

package org.prytany.host.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Inspection;

/**
 * Whatever is sent, what does not wait leaves nothing behind, and no directory of plugins changes.
 */
class StagingTest {

  private static final String MANIFEST =
      "{\"id\": \"votes\", \"version\": \"1.0\", \"kinds\": [\"strategy\"], \"spi\": \"[0.1,9.0)\"}";

  @TempDir private Path folder;
  private Path uploads;
  private Path plugins;
  private Staging staging;
  private long now;

  @BeforeEach
  void folders() throws IOException {
    uploads = Files.createDirectory(folder.resolve("uploads"));
    plugins = Files.createDirectory(folder.resolve("plugins"));
    staging = new Staging(uploads, Inspection::of);
  }

  private static byte[] war(String manifest, String entry, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(Declared.ENTRY));
      zip.write(manifest.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] good(int number) {
    return war(MANIFEST, "WEB-INF/number-" + number, new byte[] {1});
  }

  private Staged take(byte[] bytes) throws IOException {
    return staging.take("anybody", new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length));
  }

  @Test
  void a_plugin_waits_under_its_hash_and_lies_nowhere_else() throws IOException {
    Staged staged = take(good(1));

    assertThat(staged.refusals()).isEmpty();
    assertThat(staged.declared().id()).isEqualTo("votes");
    assertThat(staging.waiting(staged.report().sha256())).contains(staged);
    assertThat(files(uploads)).containsExactly(staged.report().sha256() + ".war");
    assertThat(files(plugins)).isEmpty();
  }

  @Test
  void what_waits_is_delivered_whole_and_only_while_its_file_is_what_was_looked_at()
      throws IOException {
    String sha256 = take(good(1)).report().sha256();
    staging.deliver(sha256, plugins.resolve("votes.war"));
    assertThat(Inspection.sha256(plugins.resolve("votes.war"))).isEqualTo(sha256);

    String other = take(good(2)).report().sha256();
    Files.write(uploads.resolve(other + ".war"), good(3));
    assertThatThrownBy(() -> staging.deliver(other, plugins.resolve("votes.war")))
        .hasMessageContaining("waits no more");
    assertThat(Inspection.sha256(plugins.resolve("votes.war"))).isEqualTo(sha256);
    assertThat(files(folder.resolve("plugins-incoming"))).isEmpty();
  }

  @Test
  void what_is_cut_empty_or_no_war_is_named_and_gone() throws IOException {
    byte[] whole = good(1);
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);

    refused(new ByteArrayInputStream(half), whole.length, "cut");
    refused(new ByteArrayInputStream(new byte[0]), 0, "Nothing was sent");
    refused(new ByteArrayInputStream("{\"a\": 1}".getBytes(StandardCharsets.UTF_8)), 8, "no WAR");
    // Without a length it is the archive itself that shows the cut.
    assertThat(
            staging
                .take("anybody", new ByteArrayInputStream(half), OptionalLong.empty())
                .refusals())
        .isNotEmpty();
    InputStream breaks =
        new java.io.SequenceInputStream(
            new ByteArrayInputStream(half),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the connection ended");
              }
            });
    assertThatThrownBy(() -> staging.take("anybody", breaks, OptionalLong.empty()))
        .isInstanceOf(IOException.class);
    assertThat(files(uploads)).isEmpty();
  }

  @Test
  void what_the_inspection_refuses_is_named_and_gone() throws IOException {
    byte[] bomb = war(MANIFEST, "WEB-INF/zeros", new byte[64 << 20]);
    assertThat(take(bomb).refusals()).isNotEmpty();
    assertThat(take(war(MANIFEST, "../../outside", new byte[] {1})).refusals()).isNotEmpty();
    assertThat(take(war(MANIFEST.replace("[0.1,9.0)", "[7.0,9.0)"), "WEB-INF/x", new byte[1])))
        .satisfies(staged -> assertThat(staged.refusals()).anyMatch(why -> why.contains("7.0")));
    assertThat(files(uploads)).isEmpty();
  }

  @Test
  void a_manifest_that_does_not_say_what_is_signed_for_is_refused() throws IOException {
    Staged staged = take(war("{\"kinds\": [\"robot\"]}", "WEB-INF/x", new byte[1]));

    assertThat(staged.refusals())
        .anyMatch(why -> why.contains("has no \"id\""))
        .anyMatch(why -> why.contains("has no \"version\""))
        .anyMatch(why -> why.contains("has no \"spi\""))
        .anyMatch(why -> why.contains("\"robot\" in \"kinds\""));
    assertThat(files(uploads)).isEmpty();
  }

  @Test
  void an_upload_without_end_stops_at_the_most_that_a_plugin_may_have() throws IOException {
    InputStream endless =
        new InputStream() {
          private long given;

          @Override
          public int read() {
            return given++ == 0 ? 'P' : 'K';
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            for (int i = 0; given < 2 && i < length; i++) {
              buffer[offset + i] = (byte) read();
            }
            given += length;
            return length;
          }
        };
    assertThatThrownBy(() -> staging.take("anybody", endless, OptionalLong.empty()))
        .hasMessageContaining("64 MiB");
    assertThat(files(uploads)).isEmpty();
  }

  @Test
  void what_an_earlier_process_left_is_gone_and_no_more_wait_than_may() throws IOException {
    Files.write(uploads.resolve("upload123.part"), new byte[10]);
    take(good(0));
    staging = new Staging(uploads, Inspection::of);
    assertThat(files(uploads)).isEmpty();

    String first = take(good(1)).report().sha256();
    for (int i = 2; i <= Staging.MOST + 1; i++) {
      take(good(i));
    }
    assertThat(files(uploads)).hasSize(Staging.MOST);
    assertThat(staging.waiting(first)).isEmpty();
  }

  @Test
  void what_a_killed_process_was_delivering_is_gone_and_nothing_else() throws IOException {
    Path incoming = Files.createDirectory(folder.resolve("plugins-incoming"));
    Files.write(incoming.resolve("plugin123.part"), new byte[10]);
    Files.write(incoming.resolve("plugin456.war"), new byte[10]);
    Files.write(plugins.resolve("votes.war"), good(1));

    Staging.clearDelivery(plugins);

    assertThat(files(incoming)).containsExactly("plugin456.war");
    assertThat(files(plugins)).containsExactly("votes.war");
    Staging.clearDelivery(folder.resolve("nowhere"));
  }

  /** Sends pieces of a WAR with a pause before each, by a clock of its own. */
  private final class Paused extends InputStream {
    private final byte[] content;
    private final int piece;
    private final long pause;
    private int at;

    private Paused(byte[] content, int piece, Duration pause) {
      this.content = content;
      this.piece = piece;
      this.pause = pause.toNanos();
    }

    @Override
    public int read() {
      throw new AssertionError("read in pieces");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      now += pause;
      int read = Math.min(Math.min(piece, length), content.length - at);
      System.arraycopy(content, at, buffer, offset, read);
      at += read;
      return read == 0 ? -1 : read;
    }
  }

  @Test
  void an_upload_that_hardly_comes_gives_its_place_back_and_one_that_takes_long_does_not()
      throws IOException {
    staging = new Staging(uploads, Inspection::of, () -> now);
    byte[] noise = new byte[300_000];
    new Random(7).nextBytes(noise);
    byte[] large = war(MANIFEST, "WEB-INF/x", noise);
    for (int i = 0; i < 2 * Staging.PLACES; i++) {
      Paused drip = new Paused(large, 1, Duration.ofSeconds(9));
      refused(drip, large.length, "slower than 64 KiB in 20 seconds");
      assertThat(drip.at).isEqualTo(3);
    }
    assertThat(files(uploads)).isEmpty();

    // More than a minute in all, and always a little.
    Paused steady = new Paused(large, 600, Duration.ofMillis(150));
    assertThat(staging.take("anybody", steady, OptionalLong.of(large.length)).refusals()).isEmpty();
  }

  @Test
  void while_some_are_on_their_way_another_is_taken_and_no_more_than_there_are_places()
      throws Exception {
    CountDownLatch reading = new CountDownLatch(Staging.PLACES);
    CountDownLatch goOn = new CountDownLatch(1);
    ExecutorService senders = Executors.newFixedThreadPool(Staging.PLACES);
    try {
      List<Future<Staged>> sent = new ArrayList<>();
      for (int i = 0; i < Staging.PLACES; i++) {
        byte[] war = good(i);
        InputStream held =
            new FilterInputStream(new ByteArrayInputStream(war)) {
              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                reading.countDown();
                try {
                  goOn.await();
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
                return super.read(buffer, offset, length);
              }
            };
        String who = i + "";
        sent.add(senders.submit(() -> staging.take(who, held, OptionalLong.of(war.length))));
      }
      reading.await();
      busy("anybody", "send this one again in a minute");
      busy("0", "Another upload of yours is on its way");
      goOn.countDown();
      for (Future<Staged> one : sent) {
        assertThat(one.get().waits()).isTrue();
      }
      assertThat(take(good(9)).waits()).isTrue();
      assertThat(staging.take("0", new ByteArrayInputStream(good(9)), OptionalLong.empty()).waits())
          .isTrue();
    } finally {
      goOn.countDown();
      senders.shutdown();
    }
  }

  private void busy(String who, String why) {
    byte[] war = good(9);
    assertThatThrownBy(
            () -> staging.take(who, new ByteArrayInputStream(war), OptionalLong.of(war.length)))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CONCURRENT_CHANGE))
        .hasMessageContaining(why);
  }

  private void refused(InputStream in, long declared, String why) {
    assertThatThrownBy(() -> staging.take("anybody", in, OptionalLong.of(declared)))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT))
        .hasMessageContaining(why);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }
}

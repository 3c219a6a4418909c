package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.prytany.spi.DigestContext;
import org.prytany.spi.TextEmbedder;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.StubTextEmbedder;

/** The host interrupts the thread of a digest that nobody waits for: its work has to end. */
class AbandonedDigestTest {

  /** Ends a test that would not end; says nothing about speed. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void theThreadOfAnAbandonedDigestEnds() throws Exception {
    String text =
        "We pay 25,000 USDC to the team, and raise the quorum from 4 to 5 %. ".repeat(9_000);
    CountDownLatch embedding = new CountDownLatch(1);
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread digesting =
        new Thread(
            () -> {
              try {
                new CorenlpDigester()
                    .digest(SampleProposal.of().text(text).snapshot(), saying(embedding));
              } catch (RuntimeException e) {
                ended.set(e);
              }
            });
    digesting.start();
    assertThat(embedding.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    digesting.interrupt();
    digesting.join(PATIENCE);

    assertThat(digesting.isAlive()).isFalse();
    assertThat(ended.get()).isInstanceOf(CancellationException.class);
  }

  @Test
  void aDigestThatIsAbandonedBeforeItBeginsReadsNothing() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () ->
                  new CorenlpDigester().digest(SampleProposal.grant(), StubTextEmbedder.context()))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      // The flag must not reach the next test.
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(
            new CorenlpDigester()
                .digest(SampleProposal.grant(), StubTextEmbedder.context())
                .sentences())
        .isNotEmpty();
  }

  /** An embedder that says when it is reached, and then waits as a slow model would. */
  private static DigestContext saying(CountDownLatch reached) {
    TextEmbedder embedder = new StubTextEmbedder();
    return () ->
        new TextEmbedder() {
          @Override
          public float[][] embed(List<String> sentences) {
            reached.countDown();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!Thread.currentThread().isInterrupted() && System.nanoTime() < end) {
              Thread.onSpinWait();
            }
            return embedder.embed(sentences);
          }

          @Override
          public int dimensions() {
            return embedder.dimensions();
          }

          @Override
          public String modelId() {
            return embedder.modelId();
          }

          @Override
          public String modelSha256() {
            return embedder.modelSha256();
          }

          @Override
          public String device() {
            return embedder.device();
          }
        };
  }
}

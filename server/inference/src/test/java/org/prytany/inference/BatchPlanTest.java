package org.prytany.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {

  @Test
  void everySentenceOfALongDocumentRunsExactlyOnceInBoundedBatches() {
    Random random = new Random(7);
    List<Integer> lengths =
        IntStream.range(0, 3_000).mapToObj(i -> 3 + random.nextInt(254)).toList();
    List<List<Integer>> batches = BatchPlan.of(lengths);

    assertThat(batches.stream().flatMap(List::stream).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 3_000).boxed().toList());
    for (List<Integer> batch : batches) {
      int longest = batch.stream().mapToInt(lengths::get).max().orElseThrow();
      assertThat(batch).hasSizeLessThanOrEqualTo(256);
      assertThat(batch.size() * longest).isLessThanOrEqualTo(16_384);
    }
  }

  @Test
  void littleIsPadded() {
    Random random = new Random(11);
    List<Integer> lengths =
        IntStream.range(0, 2_000).mapToObj(i -> 5 + random.nextInt(100)).toList();
    long padded = 0;
    for (List<Integer> batch : BatchPlan.of(lengths)) {
      padded += (long) batch.size() * batch.stream().mapToInt(lengths::get).max().orElseThrow();
    }
    long needed = lengths.stream().mapToLong(Integer::longValue).sum();

    assertThat(padded).isLessThan(needed * 12 / 10);
  }

  @Test
  void sentencesOfOneLengthStayInTheirOrder() {
    assertThat(BatchPlan.of(Collections.nCopies(5, 9))).containsExactly(List.of(0, 1, 2, 3, 4));
    assertThat(BatchPlan.of(List.of(9, 3, 9))).containsExactly(List.of(1, 0, 2));
  }

  @Test
  void aDocumentWithoutSentencesHasNoBatch() {
    assertThat(BatchPlan.of(List.of())).isEmpty();
  }
}

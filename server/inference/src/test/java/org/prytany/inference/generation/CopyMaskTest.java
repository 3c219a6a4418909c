package org.prytany.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyMaskTest {

  private static final List<String> EVIDENCE =
      List.of(
          "The treasury pays 1,000 USDC to Alice Smith (0xAbC123) on 12 March, 2026.",
          "A fee of 5% goes to 10 members, and $1.5 million a year to the Uniswap DAO [9] 7 times.",
          "Zürich pays Unіswap five tokens for 2\u200b3 blocks, or 100 to 200 blocks.",
          "The votes: 77.");
  private static final SentencePath.Limits LIMITS = new SentencePath.Limits(2, 3, 12);
  private static final TokenBytes BYTES = bytes();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It pays 1,000 USDC to them [1].",
        "They voted with 77 [4].",
        "They voted 77, or so it is [4].",
        "It is paid to Alice [1].",
        "It is paid to Smith on 12 March, 2026 [1].",
        "It is paid on 12 March [1].",
        "It goes to 0xAbC123 at once [1].",
        "A fee of 5% goes to members [2].",
        "A fee goes to 10 members, at once [2].",
        "They get $1.5 million a year, or so [2].",
        "All of it goes to the Uniswap DAO [2].",
        "Zürich pays for all of it [3].",
        "It pays Unіswap five tokens for all [3].",
        "It takes 100 to 200 blocks or so [3].",
        "The fee is 5% goes to Alice [2] [1].",
        "The fee is 5% goes to Alice [1] [2].",
        "This is so [1]. That is not so [3].",
        "This is a well-known member's fee [1].",
        "Zürich is what they say [3]."
      })
  void evidenceMayBeCopied(String text) {
    // "5%" has the word after it: a number is not torn from what it counts.
    assertThat(ends(text)).as(text).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It pays 1 ",
        "It pays 1,0 ",
        "It pays 1,000 to",
        "It pays 1,000 USDC,000",
        "It pays 1,000,000",
        "It pays 1,000 DAI",
        "It pays 10 USDC",
        "It pays 10 million",
        "It pays 100 blocks",
        "It pays 200 blocks",
        "It pays 7,",
        "It is paid on 12 March, 2026 k",
        "They voted 77 k",
        "It 77 [",
        "It pays 1.5",
        "It pays $1.5 billion",
        "It pays $1.5 million,",
        "It pays 5 ",
        "It pays 50",
        "It pays 3 blocks",
        "It pays 23",
        "It pays to 0xAbC1 ",
        "It pays to 0xAbC1234",
        "It pays to 0xabc123",
        "It pays on 12 March, 2027",
        "It pays on 10 members 2026",
        "It pays Alice DAO",
        "It pays Alice, Uniswap",
        "It pays Alic ",
        "It pays Bob",
        "It pays Uniswap's",
        "It pays six ",
        "It pays twenty-",
        "It pays sixmillion ",
        "It pays re-one-",
        "It pays a-b-c-",
        "It pays in april ",
        "Bob pays",
        "Unіswap is what",
        "It pays five ",
        "it pays",
        "It pays €",
        "It pays \u00a0",
        "It pays  ",
        "It pays <b>",
        "It pays `",
        "It pays\n",
        "It pays -5"
      })
  void nothingElseIs(String text) {
    assertThat(after(text)).as(text).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This is so.",
        "This is so [0]",
        "This is so [5]",
        "This is so [1] [2]",
        "This is so [1][2]",
        "This is so [01]",
        "This is so, [1]",
        "So it [1]",
        "It is [1]",
        "[1]",
        "It is paid to Alice [2]",
        "It is paid to Alice [1]. It is paid to Alice [3]",
        "It is paid to Alice at 5% goes [1].",
        "This is so [1]. That is so [1]. There",
        "a a a a a a a a a a a a a",
        "It is so and so and so and so and so and so and so",
        "All that uses [9]"
      })
  void citationsAreGrammar(String text) {
    assertThat(after(text)).as(text).isNull();
  }

  @Test
  void aLongWordThatIsNoneYetGoesOn() {
    assertThat(after("It pays abcdefghijklmno-five ")).isNull();
    assertThat(after("It pays abcdefghijklmno-fivea ")).isNotNull();
    assertThat(after("It pays abcdefghijklmno-fiveab")).isNull();
  }

  @Test
  void anAnswerEndsAfterASentence() {
    assertThat(ends("This is so [1].")).isTrue();
    assertThat(ends("This is so [1]. That is so [2].")).isTrue();
    assertThat(ends("This is so [1]")).isFalse();
    assertThat(ends("This is so [1]. That is")).isFalse();
    assertThat(CopyMask.of(EVIDENCE, BYTES, LIMITS).mayEnd()).isFalse();
  }

  /** Whatever is written at random comes to an end, and is made of words that are allowed. */
  @Test
  void thereIsAlwaysAWayOn() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      CopyMask mask = CopyMask.of(EVIDENCE, BYTES, LIMITS);
      StringBuilder text = new StringBuilder();
      while (!mask.mayEnd() || random.nextInt(4) > 0 && text.length() < 2_000) {
        CopyMask now = mask;
        List<Integer> allowed =
            random
                .ints(0, 256)
                .distinct()
                .limit(256)
                .boxed()
                .filter(each -> now.after(each) != null)
                .toList();
        if (allowed.isEmpty()) {
          assertThat(mask.mayEnd()).as(text.toString()).isTrue();
          break;
        }
        int next = allowed.getFirst();
        mask = mask.after(next);
        text.append((char) next);
        assertThat(text).hasSizeLessThan(2_000);
      }
    }
  }

  @Test
  void tokensThatAreNothingAreRefused() {
    assertThat(CopyMask.of(EVIDENCE, BYTES, LIMITS).after(300)).isNull();
  }

  @Test
  void noEvidenceIsRefused() {
    assertThatThrownBy(() -> CopyMask.of(List.of(), BYTES, LIMITS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CopyMask.of(Collections.nCopies(61, "A."), BYTES, LIMITS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean ends(String text) {
    CopyMask mask = after(text);
    return mask != null && mask.mayEnd();
  }

  private static @Nullable CopyMask after(String text) {
    CopyMask mask = CopyMask.of(EVIDENCE, BYTES, LIMITS);
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      mask = mask == null ? null : mask.after(each & 0xFF);
    }
    return mask;
  }

  /** A vocabulary in which each byte is a token of the same number. */
  private static TokenBytes bytes() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ObjectNode vocabulary = root.putObject("model").putObject("vocab");
    for (int value = 0; value < 256; value++) {
      vocabulary.put("<0x%02X>".formatted(value), value);
    }
    return TokenBytes.of(root, Path.of("tokenizer.json"));
  }
}

package org.prytany.governance.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

class SearchQueryTest {

  @Test
  void wordsMayBeBegunAndNumbersAreMeantAsAWhole() {
    assertThat(SearchQuery.of("Paym to 25.000").parts())
        .containsExactly(
            new SearchQuery.Part(List.of("paym"), true),
            new SearchQuery.Part(List.of("to"), false),
            new SearchQuery.Part(List.of("25000", "25"), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "?!", "a", "🙂"})
  void whatNothingCanBeFoundByIsRefused(String written) {
    assertThatThrownBy(() -> SearchQuery.of(written))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT))
        .hasMessageContaining("word");
  }

  @Test
  void tooMuchIsRefused() {
    assertThatThrownBy(() -> SearchQuery.of("word ".repeat(13)))
        .hasMessageContaining("more than 12 words");
    assertThatThrownBy(() -> SearchQuery.of("a".repeat(201)))
        .hasMessageContaining("longer than 200");
  }
}

package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.prytany.spi.TextDigest;

/** Over all real proposals: every sentence is its source shortened, no number is new. */
class CorpusTest {

  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");

  @Test
  void everySentenceOfTheCorpusIsItsSourceShortened() throws Exception {
    for (Corpus.Digested each : Corpus.digested()) {
      Corpus.Proposal proposal = each.proposal();
      TextDigest digest = each.digest();
      Soundness.assertSound(proposal.id(), proposal.description(), digest);
      assertThat(digest.headline()).as(proposal.id()).isNotBlank();
      assertThat(digest.sentences()).as(proposal.id()).isNotEmpty();
      Set<String> known = numbers(proposal.description());
      assertThat(known)
          .as(proposal.id())
          .containsAll(numbers(String.join(" ", RealModel.sentences(digest))));
    }
  }

  private static Set<String> numbers(String text) {
    Set<String> numbers = new TreeSet<>();
    NUMBER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(number -> number.replace(",", ""))
        .forEach(numbers::add);
    return numbers;
  }
}

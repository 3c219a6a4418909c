package org.prytany.governance.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextDigest.Piece;
import org.prytany.spi.TextDigest.Sentence;

/**
 * The host reads the text before it shows a repaired sentence: what a plugin puts in, the text must
 * say of itself, in one sentence that nothing around it takes back, and where a word points to it.
 */
class RepairedSentencesTest {

  private static final String BREAK = "%";

  /** Pieces between slashes, those that are put in between brackets. */
  private static Optional<String> fault(String text, String sentence, String pieces) {
    String raw = text.replace(BREAK, "\n");
    int start = raw.lastIndexOf(sentence);
    int at = start;
    List<Piece> made = new ArrayList<>();
    for (String piece : pieces.split(" / ", -1)) {
      boolean inserted = piece.startsWith("[");
      String words = inserted ? piece.substring(1, piece.length() - 1) : piece;
      int from = inserted ? raw.indexOf(words) : raw.indexOf(words, at);
      assertThat(from).as("place of '%s'", words).isNotNegative();
      made.add(new Piece(words, new Span(from, from + words.length()), inserted));
      at = inserted ? at : from + words.length();
    }
    Sentence whole = Sentence.of(made, new Span(start, start + sentence.length()));
    return ReadCheck.fault(
        new TextDigest("", List.of(whole), List.of(), List.of(), List.of(), "t"), raw);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          # The opposite, by what is left out
          The council supports the plan. This rejects paying Bob 5 ETH. | This rejects paying Bob 5 ETH. | [The council supports] / paying Bob 5 ETH.
          The council supports the plan. This contract pays Bob. | This contract pays Bob. | [The council] / pays Bob.
          The vault is a safe. Alice says that Bob steals funds. | Alice says that Bob steals funds. | Alice says / [The vault] / funds.
          The vault is a safe. Opponents falsely claim, this contract loses funds. | Opponents falsely claim, this contract loses funds. | [The vault] / loses funds.
          The vault is a safe. Opponents falsely claim, it loses funds. | Opponents falsely claim, it loses funds. | [The vault] / loses funds.
          # Put in where nothing points to it
          The guardian is Bob. Alice pays 5 ETH. | Alice pays 5 ETH. | Alice pays / [The guardian] / 5 ETH.
          The guardian is Bob. Audits are paid. | Audits are paid. | [The guardian] / Audits are paid.
          The guardian is Bob. (So we hear.) Audits are paid. | (So we hear.) Audits are paid. | [The guardian] / Audits are paid.
          The guardian is Bob. The vault is old. It is audited. | It is audited. | [The guardian] / [The vault] / is audited.
          # Not one sentence
          The fee is low. The treasury pays Bob is what we do not want. It is audited. | It is audited. | [low. The treasury pays Bob] / is audited.
          The fee is low. The treasury pays Bob. It is audited. | It is audited. | [low. The treasury] / is audited.
          # Denied, conditional, asked
          The fee is low. The treasury pays Bob is what we do not want. It is audited. | It is audited. | [The treasury] / is audited.
          If the council refuses, the guardian pays Bob. It is audited. | It is audited. | [the guardian pays Bob] / is audited.
          Should the guardian pay Bob? It is audited. | It is audited. | [the guardian] / is audited.
          The guardian pays Bob. That is false. It is audited. | It is audited. | [The guardian pays Bob] / is audited.
          The guardian pays Bob. We do not want that. It is audited. | It is audited. | [The guardian pays Bob] / is audited.
          The guardian pays Bob. Or does he? It is audited. | It is audited. | [The guardian] / is audited.
          ## Rejected alternatives%%The guardian pays Bob. It is audited. | It is audited. | [The guardian] / is audited.
          ## What we do not want%%### Guardians%%The guardian pays Bob. It is audited. | It is audited. | [The guardian] / is audited.
          # Not seen, or not said
          ```%x = 1%%the guardian pays Bob%```%%It is audited. | It is audited. | [the guardian] / is audited.
          A line.%%    x = 1%%    the guardian pays Bob%%It is audited. | It is audited. | [the guardian] / is audited.
          See [it](https://a.example 'the guardian pays Bob') here. It is audited. | It is audited. | [the guardian] / is audited.
          See [it].%%[it]: https://a.example 'the guardian pays Bob'%%It is audited. | It is audited. | [the guardian] / is audited.
          <details hidden>%%The guardian pays Bob.%%</details>%%It is audited. | It is audited. | [The guardian] / is audited.
          <div style='display:none'>%%The guardian pays Bob.%%</div>%%It is audited. | It is audited. | [The guardian] / is audited.
          > Some say so.%the guardian pays Bob.%%It is audited. | It is audited. | [the guardian] / is audited.
          # A line that leads into no list, into another, or a part of it
          The DAO will:%%Nothing.%%- Pay Bob 5 ETH | Pay Bob 5 ETH | [The DAO will:] / Pay Bob 5 ETH
          The DAO will:%%- Plant trees%%Bob wants us to:%%- Pay Bob 5 ETH | Pay Bob 5 ETH | [The DAO will:] / Pay Bob 5 ETH
          Bob says the DAO will:%%- Pay Bob 5 ETH | Pay Bob 5 ETH | [the DAO will:] / Pay Bob 5 ETH
          The DAO will:%%- Ask whether to%  - Pay Bob 5 ETH | Pay Bob 5 ETH | [The DAO will:] / Pay Bob 5 ETH
          """)
  void aPluginCannotSayWhatTheTextDoesNot(String text, String sentence, String pieces) {
    assertThat(fault(text, sentence, pieces)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          The guardian pays Bob. It is audited. | It is audited. | [The guardian] / is audited.
          The guardian pays Bob. However, it is audited. | However, it is audited. | [The guardian] / is audited.
          The guardian pays Bob. It is not audited. | It is not audited. | [The guardian] / is not audited.
          The guardian pays Bob. It is old. It is audited. | It is audited. | [The guardian] / is audited.
          # Plan%%The guardian pays Bob. It is audited. | It is audited. | [The guardian] / is audited.
          We deploy a vesting contract. This contract will hold 5 ETH. | This contract will hold 5 ETH. | [a vesting contract] / will hold 5 ETH.
          We hire stewards. These stewards will hold 5 ETH. | These stewards will hold 5 ETH. | [stewards] / will hold 5 ETH.
          <b>Note</b>%%The guardian pays Bob. It is audited (see below). | It is audited (see below). | [The guardian] / is audited / .
          The DAO will:%%- Plant trees if it rains%- Pay Bob 5 ETH | Pay Bob 5 ETH | [The DAO will:] / Pay Bob 5 ETH
          """)
  void whatTheTextSaysIsTaken(String text, String sentence, String pieces) {
    assertThat(fault(text, sentence, pieces)).isEmpty();
  }
}

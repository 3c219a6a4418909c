package org.prytany.chain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.chain.LocalDao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.DecodedAction;

class TokensOnChainTest {
  private static final String EARLY = "0x00000000000000000000000000000000000bad02";
  private static final String SPAM = "0x00000000000000000000000000000000000bad03";
  private static final String NOTHING = "0x00000000000000000000000000000000000bad04";

  /** Code that answers everything with the same bytes. */
  private static String answering(byte[] words) {
    StringBuilder code = new StringBuilder("0x");
    for (int at = 0; at < words.length; at += 32) {
      code.append("7f").append(HexFormat.of().formatHex(words, at, at + 32));
      code.append(String.format("60%02x52", at));
    }
    return code.append(String.format("60%02x6000f3", words.length)).toString();
  }

  private static byte[] text(String symbol) {
    byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
    byte[] words = new byte[96];
    words[31] = 32;
    words[63] = (byte) bytes.length;
    System.arraycopy(bytes, 0, words, 64, bytes.length);
    return words;
  }

  @Test
  void tokensOfEveryKindAreNamedWithoutLyingToTheReader() {
    try (LocalDao local = new LocalDao()) {
      byte[] maker = new byte[32];
      System.arraycopy("MKR".getBytes(StandardCharsets.UTF_8), 0, maker, 0, 3);
      local.chain.setCode(EARLY, answering(maker));
      local.chain.setCode(SPAM, answering(text("US\u202eDC to Bob.\n\u200b")));
      BigInteger amount = BigInteger.valueOf(1_234_567);
      ProposalContent content =
          local.content(
              local.propose(
                  "pay",
                  local.demo.actions().payToken(EARLY, LocalDao.PAYEE.hex(), amount),
                  local.demo.actions().payToken(SPAM, LocalDao.PAYEE.hex(), amount),
                  local.demo.actions().payToken(NOTHING, LocalDao.PAYEE.hex(), amount),
                  local.demo.actions().payStablecoin(LocalDao.PAYEE.hex(), amount)));

      List<String> lines =
          local.adapters.decoder().decode(local.dao, content).stream()
              .map(DecodedAction::line)
              .toList();

      assertThat(lines.get(0)).startsWith("Transfer 1,234,567 base units of MKR (token 0x");
      // This one says 32 to everything, its decimals too.
      assertThat(lines.get(1))
          .startsWith("Transfer 0.00000000000000000000000001234567 USDCtoBob. (token 0x");
      assertThat(lines.get(2))
          .startsWith("Transfer 1,234,567 base units of an unnamed token (token 0x");
      assertThat(lines.get(3)).startsWith("Transfer 1.234567 DUSD (token 0x");
    }
  }
}

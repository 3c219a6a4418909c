package org.prytany.app.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.prytany.app.signin.Nonces;
import org.prytany.app.signin.SignInMessage;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.Network;
import org.prytany.testkit.SmallStack;

/** What is read before anybody is known, with 1 KB to 4 MB of one thing over and over. */
class StrangersWordsTest {

  private static final int RUNS = 500;
  private static final int LEAST = 1_024;
  private static final int MOST = 4_194_304;
  private static final String MESSAGE =
      "dao.example wants you to sign in with your Ethereum account:\n"
          + "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\n\nSign in.\n\nURI: https://dao.example\n"
          + "Version: 1\nChain ID: 1\nNonce: abcdefgh\nIssued At: 2026-11-23T09:00:00Z";
  private static final List<String> UNITS =
      List.of("a", "%41", "a%41", "/", "a/", ":", "::", "[", "1.", "\n", "- https://a\n", "0", "é");

  @Test
  void noWordOfAStrangersEndsAThread() throws InterruptedException {
    Random random = new Random(22);
    for (int run = 0; run < RUNS; run++) {
      String unit = UNITS.get(random.nextInt(UNITS.size()));
      int length =
          (int) (LEAST * Math.pow((double) MOST / LEAST, random.nextDouble())) / unit.length();
      String words = unit.repeat(length);
      for (Runnable reading : readings(words)) {
        assertThat(unexpected(SmallStack.thrownBy(reading))).as(unit + " times " + length).isNull();
      }
    }
  }

  private static List<Runnable> readings(String words) {
    Nonces nonces = new Nonces(10);
    String some = words.substring(0, Math.min(words.length(), 7_500));
    List<Runnable> readings = new ArrayList<>();
    for (String text : List.of(words, some)) {
      readings.add(() -> SignInMessage.parse(text));
      readings.add(() -> SignInMessage.parse(text + MESSAGE));
      readings.add(() -> SignInMessage.parse(MESSAGE + "\nRequest ID: " + text));
      readings.add(() -> SignInMessage.parse(MESSAGE + "\nResources:\n" + text));
      readings.add(() -> SignInMessage.parse(MESSAGE.replace("Sign in.", text)));
      readings.add(() -> SignInMessage.parse(MESSAGE.replace("https://dao.example", text)));
    }
    readings.add(() -> nonces.use(words, Instant.EPOCH, false));
    readings.add(() -> Network.of(words));
    return readings;
  }

  private static @Nullable Throwable unexpected(@Nullable Throwable thrown) {
    return thrown instanceof PrytanyException ? null : thrown;
  }
}

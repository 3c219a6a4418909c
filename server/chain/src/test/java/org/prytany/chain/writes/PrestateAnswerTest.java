package org.prytany.chain.writes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.prytany.chain.writes.Writes.Account;
import org.prytany.chain.writes.Writes.Change;
import org.prytany.spi.Address;

/** The forms in which nodes answer, and what is no such form. */
class PrestateAnswerTest {
  private static final Address ONE = new Address("0x%040x".formatted(1));
  private static final String SLOT = "0x" + "0".repeat(63) + "3";

  private static Writes read(String before, String after) throws JsonProcessingException {
    return PrestateAnswer.difference(
        new ObjectMapper()
            .readTree(
                "{\"pre\":"
                    + before.replace('\'', '"')
                    + ",\"post\":"
                    + after.replace('\'', '"')
                    + "}"));
  }

  private static String one(String state) {
    return "{'" + ONE.hex() + "':" + state + "}";
  }

  @Test
  void aValueThatBecomesZeroIsThereBeforeOnly() throws JsonProcessingException {
    Account account =
        read(one("{'balance':'0x1','storage':{'" + SLOT + "':'0x9'}}"), one("{}"))
            .accounts()
            .get(ONE);

    assertThat(account.slots())
        .containsEntry(BigInteger.valueOf(3), new Change(BigInteger.valueOf(9), BigInteger.ZERO));
    assertThat(account.balance()).isEmpty();
    assertThat(account.ended()).isFalse();
  }

  @Test
  void whatIsLeftOutAfterwardsHasNotChanged() throws JsonProcessingException {
    Account account =
        read(one("{'balance':'0x5','nonce':7,'code':'0x60'}"), one("{'balance':'0x4'}"))
            .accounts()
            .get(ONE);

    assertThat(account.balance().orElseThrow().delta()).isEqualTo(BigInteger.ONE.negate());
    assertThat(account.nonce()).isFalse();
    assertThat(account.code()).isFalse();
  }

  @Test
  void anAccountThatIsGoneHasEndedAndOneThatAppearsHasCode() throws JsonProcessingException {
    assertThat(read(one("{'balance':'0x5'}"), "{}").accounts().get(ONE).ended()).isTrue();
    Account made = read("{}", one("{'nonce':1,'code':'0x60'}")).accounts().get(ONE);
    assertThat(made.nonce()).isTrue();
    assertThat(made.code()).isTrue();
  }

  @Test
  void aDelegatedAccountHasNewCode() throws JsonProcessingException {
    assertThat(
            read(one("{'code':'0x'}"), one("{'code':'0xef0100" + "11".repeat(20) + "'}"))
                .accounts()
                .get(ONE)
                .code())
        .isTrue();
  }

  @Test
  void whatIsNoStateIsRefused() {
    assertThatThrownBy(() -> read("[]", "{}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read("{}", "null")).isInstanceOf(IllegalArgumentException.class);
    for (String state :
        new String[] {
          "{'balance':'5'}",
          "{'balance':'-0x5'}",
          "{'storage':{'0x1':'0x" + "f".repeat(65) + "'}}",
          "{'storage':{'zz':'0x1'}}",
          "{'storage':'0x1'}",
          "'words'",
          "null"
        }) {
      assertThatThrownBy(() -> read("{}", one(state)))
          .as(state)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> read("{}", "{'0x1':{'nonce':1}}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moreThanAnybodyExplainsIsRefused() {
    StringBuilder storage = new StringBuilder("{'storage':{");
    for (int i = 0; i < 20_001; i++) {
      storage.append(i == 0 ? "" : ",").append("'0x%x':'0x1'".formatted(i));
    }
    assertThatThrownBy(() -> read("{}", one(storage + "}}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20000");
  }
}

package org.prytany.judging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.spi.NoticePayload;
import org.prytany.spi.NoticePayload.Form;

class PayloadCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        " {\"a\" : [1, -0.5e+3, true, null, {\"b\":\"\\u00e9\\n\\\"\"}], \"c\":\"ü\"} \n",
        "\"text\"",
        "0"
      })
  void jsonIsTakenAsItMayBeWritten(String body) {
    assertThat(fault(Form.JSON, body)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"text\":\"a\",\"text\":\"b\"} | one name twice",
        "{\"text\":\"a\",\"te\\u0078t\":\"b\"} | one name twice",
        "{\"text\":\"a\" | too early",
        "{\"text\":\"a\",} | '\"' is missing",
        "{text:1} | '\"' is missing",
        "{\"a\":1}x | more behind its end",
        "{\"a\":01} | no value",
        "{\"a\":+1} | no value",
        "{\"a\":nul} | no value",
        "{\"a\":\"\\x\"} | an escape",
        "{\"a\":\"\\u00g0\"} | an escape",
        "{\"a\":\"\\ud83d\"} | half of a character",
        "[1 2] | ',' is missing"
      })
  void jsonThatIsNoneIsRefusedByName(String body, String why) {
    assertThat(fault(Form.JSON, body)).contains("its JSON is wrong at character").contains(why);
  }

  @Test
  void aTextWithALineEndThatIsNotEscapedIsNoJson() {
    assertThat(fault(Form.JSON, "{\"a\":\"one\ntwo\"}")).contains("not escaped");
  }

  @Test
  void howDeepJsonMayBeIsBounded() {
    assertThat(fault(Form.JSON, "[".repeat(40) + "]".repeat(40))).isEmpty();
    assertThat(fault(Form.JSON, "[".repeat(60_000))).contains("deeper than");
  }

  @Test
  void aFormHasEachNameOnceAndNothingThatIsNotEscaped() {
    assertThat(fault(Form.FORM, "text=a+b%26c&chat=-100")).isEmpty();
    assertThat(fault(Form.FORM, "text=a&chat=1&text=b")).contains("one name twice");
    assertThat(fault(Form.FORM, "text=a&%74ext=b")).contains("one name twice");
    assertThat(fault(Form.FORM, "te%78t=a&te%58t=b")).isEmpty();
    assertThat(fault(Form.FORM, "a+b=1&a%20b=2")).contains("one name twice");
    assertThat(fault(Form.FORM, "text=%c3%BC")).isEmpty();
    for (String wrong : new String[] {"100%", "%4", "%zz", "%+1", "%ff%fe", "%ed%a0%bd"}) {
      assertThat(fault(Form.FORM, "text=" + wrong)).as(wrong).contains("not rightly");
    }
    assertThat(fault(Form.FORM, "text=a b")).contains("not escaped");
    assertThat(fault(Form.FORM, "text=a=b")).contains("no name=value");
    assertThat(fault(Form.FORM, "text=a&")).contains("no name=value");
  }

  @Test
  void aBodyIsThereAndWhole() {
    assertThat(fault(Form.TEXT, "plain \" & words\nof two lines")).isEmpty();
    assertThat(fault(Form.TEXT, " \n")).contains("empty");
    assertThat(fault(Form.TEXT, "half \ud83d of one")).contains("half of a character");
  }

  private static String fault(Form form, String body) {
    return PayloadCheck.fault(new NoticePayload(form, body)).orElse("");
  }
}

package org.prytany.governance.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is taken for an address of mail. */
class MailAddressTest {

  @Test
  void noAddressCanBeAHeaderOrMoreThanOne() {
    for (String bad :
        List.of(
            "",
            "ann",
            "@reader.example",
            "ann@",
            "ann@reader",
            "a b@reader.example",
            "ann@reader.example\r\nBcc: x@evil.example",
            "ann@reader.example\n",
            "ann@reader.example,x@evil.example",
            "Ann <ann@reader.example>",
            "\"a b\"@reader.example",
            "ann@[127.0.0.1]",
            "ann@-reader.example",
            "ann..b@reader.example",
            "é@reader.example",
            "ann@reader.xn--",
            "ann@reader.xn--a-",
            "a".repeat(65) + "@reader.example",
            "a@" + "b.".repeat(130) + "example")) {
      assertThatThrownBy(() -> new MailAddress(bad)).as(bad).hasMessageNotContaining("@");
    }
    assertThat(MailAddress.of(" Ann.B+dao@Reader.EXAMPLE "))
        .map(MailAddress::text)
        .contains("Ann.B+dao@reader.example");
    assertThat(MailAddress.of("ann@xn--e1afmkfd.xn--p1ai"))
        .as("a host with other letters")
        .isPresent();
    MailAddress ann = new MailAddress("ann@reader.example");
    assertThat(ann.toString()).doesNotContain("ann@");
    assertThat(ann.mailbox()).isEqualTo(new MailAddress("Ann+dao@Reader.Example").mailbox());
  }
}

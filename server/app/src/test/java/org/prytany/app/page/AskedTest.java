package org.prytany.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AskedTest {

  @Test
  void aBrowserThatGoesSomewhereAsksForAPageAndAProgramDoesNot() {
    assertThat(Asked.html("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"))
        .isTrue();
    assertThat(Asked.html("application/json, application/problem+json")).isFalse();
    assertThat(Asked.html("*/*")).isFalse();
    assertThat(Asked.html("text/html;q=0, application/json")).isFalse();
    assertThat(Asked.html(null)).isFalse();
  }

  @Test
  void whoHasAnAnswerSaysSoByItsTag() {
    assertThat(Asked.has("\"other\", W/\"tag\"", "\"tag\"")).isTrue();
    assertThat(Asked.has("\"tag\"", "\"tag\"")).isTrue();
    assertThat(Asked.has("*", "\"tag\"")).isTrue();
    assertThat(Asked.has("tag, W/\"tagged\", \"\"", "\"tag\"")).isFalse();
    assertThat(Asked.has(null, "\"tag\"")).isFalse();
  }

  @Test
  void whatIsCompressedIsOnlySentToWhoTakesIt() {
    assertThat(Asked.gzip("br, gzip;q=0.8")).isTrue();
    assertThat(Asked.gzip("gzip; q=0, br")).isFalse();
    assertThat(Asked.gzip("br")).isFalse();
    assertThat(Asked.gzip(null)).isFalse();
  }
}

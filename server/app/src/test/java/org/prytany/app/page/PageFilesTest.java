package org.prytany.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageFilesTest {

  @Test
  void aFileKeepsItsTagAndAnotherOneHasAnother() throws Exception {
    String index = new PageFiles().at("/").orElseThrow().tag();

    assertThat(index).matches("\"[0-9a-f]{32}\"");
    assertThat(new PageFiles().at("/index.html").orElseThrow().tag()).isEqualTo(index);
    assertThat(new PageFiles().at("/missing.html").orElseThrow().tag()).isNotEqualTo(index);
  }
}

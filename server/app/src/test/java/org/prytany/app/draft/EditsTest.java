package org.prytany.app.draft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prytany.governance.findings.FindingCode;

class EditsTest {

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void eachFindingTellsAnAuthorWhatToDo(FindingCode code) {
    assertThat(Edits.of(code.name())).hasValueSatisfying(words -> assertThat(words).endsWith("."));
  }
}

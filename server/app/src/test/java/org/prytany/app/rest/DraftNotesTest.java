package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.app.draft.DraftCalls;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

class DraftNotesTest {

  private static final String SAFE = "0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a";
  private static final DraftCalls BATCH =
      DraftCalls.read(
          """
          {"meta": {"createdFromSafeAddress": "%s"}, "transactions": [{"to": "%s", "value": "1"}]}
          """
              .formatted(SAFE, SAFE));
  private static final Dao DAO =
      Dao.onlyRead(
          "d",
          "A DAO",
          1,
          new Address("0x" + "aa".repeat(20)),
          new Address("0x" + "bb".repeat(20)));

  private static List<String> notes(Dao dao) {
    return DraftResource.notes("", BATCH, Optional.of(dao));
  }

  @Test
  void aFileOfAnotherAccountIsNamedAsThat() {
    assertThat(notes(DAO)).singleElement().asString().contains("which is no account of A DAO");
  }

  @Test
  void aFileOfAnAccountOfTheDaoIsNot() {
    assertThat(notes(DAO.withFunds(Set.of(new Address(SAFE))))).isEmpty();
    assertThat(DraftResource.notes("", BATCH, Optional.empty())).isEmpty();
  }
}

package org.prytany.governance.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page binds values alike; its test has the same. */
class SetValueTest {

  private static final String SALT = "5".repeat(64);

  @Test
  void a_value_is_bound_by_salt_name_and_text() {
    assertThat(new SetValue("court é", SALT).hash("room"))
        .isEqualTo("0fe40073d9a0f43ad63461c2762702e6f4d79ac35626a204d922547b7724b200");
    assertThat(new SetValue("m", SALT).hash("roo"))
        .isNotEqualTo(new SetValue("", SALT).hash("room"));
  }

  @Test
  void all_are_bound_in_the_order_of_their_names() {
    SetValue one = new SetValue("a", SALT);
    SetValue other = new SetValue("b", SALT);
    assertThat(SetValue.hashOf(Map.of("room", one, "token", other)))
        .isEqualTo(SetValue.hashOf(Map.of("token", other, "room", one)))
        .isNotEqualTo(SetValue.hashOf(Map.of("room", other, "token", one)));
    assertThat(SetValue.hashOf(Map.of()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }
}

package org.prytany.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiContractTest {

  private static final String NONCE = "/api/v1/session/nonce";
  private static final Optional<String> AS_JSON = Optional.of("application/json;charset=utf-8");

  private static final String GOOD = "{\"nonce\":\"abc\",\"expiresAt\":\"2026-01-01T00:00:00Z\"}";

  private ApiContract contract;

  @BeforeEach
  void read() throws Exception {
    JsonNode description =
        new ObjectMapper()
            .readTree(Files.readString(Path.of("../app/src/main/resources/META-INF/openapi.json")));
    contract = new ApiContract(description);
  }

  private List<String> faults(String address, int status, Optional<String> type, String body) {
    return contract.faults("GET", address, status, type, body);
  }

  @Test
  void anAnswerIsHeldAgainstItsRoutesStatusAndTypeAndFields() {
    assertThat(faults(NONCE, 200, AS_JSON, GOOD)).isEmpty();
    assertThat(contract.held()).containsExactly("GET " + NONCE + " 200");

    assertThat(faults(NONCE, 200, AS_JSON, GOOD.replace("}", ",\"more\":1}"))).hasSize(1);
    assertThat(faults(NONCE, 200, AS_JSON, "{\"nonce\":\"abc\"}")).hasSize(1);
    assertThat(faults(NONCE, 200, AS_JSON, GOOD.replace("\"abc\"", "7"))).hasSize(1);
    assertThat(faults(NONCE, 200, AS_JSON, GOOD.replace("\"abc\"", "null"))).hasSize(1);
    assertThat(faults(NONCE, 200, AS_JSON, "nonsense")).hasSize(1);
    assertThat(faults(NONCE, 202, AS_JSON, GOOD)).hasSize(1);
    assertThat(faults(NONCE, 200, Optional.of("text/plain"), "{}")).hasSize(1);
    assertThat(faults(NONCE, 200, Optional.empty(), "")).hasSize(1);
  }

  @Test
  void anErrorIsAProblemThatSaysItsOwnStatus() {
    Optional<String> type = Optional.of("application/problem+json");
    String problem =
        "{\"type\":\"about:blank\",\"title\":\"t\",\"status\":404,\"detail\":\"d\",\"code\":\"c\"}";
    assertThat(faults(NONCE, 404, type, problem)).isEmpty();
    assertThat(faults(NONCE, 500, type, problem)).hasSize(1);
    assertThat(faults(NONCE, 404, type, problem.replace("}", ",\"more\":1}"))).hasSize(1);
    assertThat(faults(NONCE, 404, type, problem.replace(",\"code\":\"c\"", ""))).hasSize(1);
    assertThat(faults(NONCE, 404, AS_JSON, problem)).hasSize(1);
    assertThat(faults(NONCE, 404, Optional.empty(), "")).hasSize(1);
  }

  @Test
  void whatARecordRefersToIsHeldToo() {
    String space = "/api/v1/spaces/good/polls";
    assertThat(faults(space, 200, AS_JSON, "[]")).isEmpty();
    assertThat(faults(space, 200, AS_JSON, "[{\"nobody\":1}]")).isNotEmpty();
  }

  @Test
  void anAddressHasTheRouteThatIsWrittenOutBeforeTheOneWithAPlace() {
    assertThat(contract.faults("GET", "/api/v1/rules/changed", 204, Optional.empty(), ""))
        .isEmpty();
    assertThat(contract.faults("GET", "/api/v1/rules/changed?a=b", 204, Optional.empty(), "{}"))
        .hasSize(1);
    assertThat(contract.faults("GET", "/elsewhere", 200, Optional.empty(), "anything")).isEmpty();
    assertThat(contract.held()).containsExactly("GET /api/v1/rules/changed 204");
  }
}

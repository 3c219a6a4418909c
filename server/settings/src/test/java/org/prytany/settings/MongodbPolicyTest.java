package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MongodbPolicyTest {

  private static final Set<Long> REAL = Set.of(31337L, 1L);
  private static final String SECRET = "s3cr3t";

  private static List<String> problems(String uri) {
    return MongodbPolicy.problems(uri, REAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://prytany:s3cr3t@localhost/prytany",
        "mongodb://prytany:s3cr3t@127.0.0.1:27017,[::1]:27018/?w=majority",
        "mongodb://prytany:s3cr3t@db.example/?tls=true&readPreference=primary",
        "mongodb://prytany:s3cr3t@a.example,b.example/?ssl=true&readConcernLevel=majority",
        "mongodb+srv://prytany:s3cr3t@cluster.example/?journal=true",
        "mongodb://db.example/?tls=true&authMechanism=MONGODB-X509",
        "mongodb://prytany:s3cr3t@%2Ftmp%2Fmongodb-27017.sock/",
        "not a connection string"
      })
  void whatPromisesEnoughIsTaken(String uri) {
    assertThat(problems(uri)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "mongodb://prytany:s3cr3t@db.example/ -> without TLS",
        "mongodb://prytany:s3cr3t@localhost,db.example/ -> without TLS",
        "mongodb://prytany:s3cr3t@localhost.example/ -> without TLS",
        "mongodb+srv://prytany:s3cr3t@db.example/?tls=false -> without TLS",
        "mongodb://prytany:s3cr3t@db.example/?tls=true&tlsInsecure=true -> tlsinsecure=true",
        "mongodb://prytany:s3cr3t@db.example/?tls=true&tlsAllowInvalidHostnames=TRUE -> hostnames=true",
        "mongodb://localhost/ -> names no account",
        "mongodb://prytany:s3cr3t@localhost/?w=0 -> w=0",
        "mongodb://prytany:s3cr3t@localhost/?W=1 -> w=1",
        "mongodb://prytany:s3cr3t@localhost/?w=2 -> w=2",
        "mongodb://prytany:s3cr3t@localhost/?journal=false -> journal=false",
        "mongodb://prytany:s3cr3t@localhost/?readPreference=secondaryPreferred -> secondarypreferred",
        "mongodb://prytany:s3cr3t@localhost/?readpreference=nearest -> nearest",
        "mongodb://prytany:s3cr3t@localhost/?slaveOk=true -> slaveOk",
        "mongodb://prytany:s3cr3t@localhost/?readConcernLevel=local -> readConcernLevel=local",
        "mongodb://prytany:s3cr3t@localhost/?readConcernLevel=available -> readConcernLevel=available"
      })
  void whatPromisesLessIsNamedWithoutTheSecret(String uri, String named) {
    assertThat(problems(uri)).hasSize(1);
    assertThat(problems(uri).getFirst())
        .contains("prytany.store.uri", named)
        .doesNotContain(SECRET);
    assertThat(MongodbPolicy.problems(uri, Set.of(31337L))).isEmpty();
  }

  @Test
  void everythingThatIsMissingIsSaidAtOnce() {
    String uri = "mongodb://db.example/?w=1&readPreference=secondary&readConcernLevel=local";

    assertThat(problems(uri)).hasSize(5);
    assertThat(String.join(" ", problems(uri)))
        .contains("without TLS")
        .contains("names no account");
  }
}

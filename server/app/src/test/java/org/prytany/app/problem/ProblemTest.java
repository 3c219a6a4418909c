package org.prytany.app.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

class ProblemTest {

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void everyFailureHasAStatusThatSaysWhoseItIs(FailureCode code) {
    Problem problem = Problem.of(new PrytanyException(code, "why"));

    assertThat(problem.code()).isEqualTo(code.name());
    assertThat(problem.detail()).isEqualTo("why");
    if (code.category() == FailureCode.Category.CALLER) {
      assertThat(problem.status()).isBetween(400, 499);
    } else if (code != FailureCode.CONCURRENT_CHANGE) {
      assertThat(problem.status()).isBetween(500, 599);
    }
  }

  @Test
  void whatNobodyForesawSaysNothingOfTheInside() {
    Problem problem = Problem.unexpected();

    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.detail()).doesNotContain("Exception").doesNotContain("org.");
  }

  @Test
  void refusalsOfHttpItselfHaveACodeEach() {
    for (int status : new int[] {400, 401, 403, 404, 405, 406, 413, 415, 429, 500, 503}) {
      assertThat(HttpProblems.of(status).status()).isEqualTo(status);
      assertThat(HttpProblems.of(status).detail()).isNotBlank();
    }
  }
}

package org.prytany.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.cli.ApiClient;
import org.prytany.cli.evaluate.ClaimsEvaluation.Attempt;
import org.prytany.cli.evaluate.ClaimsEvaluation.Outcome;
import org.prytany.cli.evaluate.Judged.Found;

/** What counts as found, and what as a false alarm. */
class ClaimsReportTest {

  private static final Found RED_AT_0 = new Found("RED", "UNMENTIONED_TRANSFER", "a", 0);
  private static final Found RED_AT_1 = new Found("RED", "UNMENTIONED_TRANSFER", "b", 1);
  private static final Found AMBER_AT_1 = new Found("AMBER", "ORDER_DIFFERS", "c", 1);

  private static Outcome outcome(List<Found> untouched, Change change, List<Found> changed) {
    Published proposal =
        new Published(
            "x/1", "x", "json", true, true, "Title", "Text", ApiClient.JSON.createArrayNode());
    return new Outcome(
        proposal,
        new Judged(untouched),
        List.of(),
        List.of(),
        List.of(new Attempt(change, 1, new Judged(changed))));
  }

  private static boolean found(Share share) {
    return share.value() == 1;
  }

  @Test
  void redAtTheChangedCallIsFound() {
    List<Outcome> all = List.of(outcome(List.of(), Change.AMOUNT_TIMES_TEN, List.of(RED_AT_1)));

    assertThat(found(ClaimsReport.recall(all))).isTrue();
    assertThat(found(ClaimsReport.recallAnew(all))).isTrue();
    assertThat(found(ClaimsReport.recallOfPassing(all))).isTrue();
    assertThat(ClaimsReport.falseRed(all).value()).isZero();
  }

  @Test
  void aCallThatWasRedBeforeIsFoundAndNotAnew() {
    List<Outcome> all =
        List.of(outcome(List.of(RED_AT_1), Change.AMOUNT_TIMES_TEN, List.of(RED_AT_1)));

    assertThat(found(ClaimsReport.recall(all))).isTrue();
    assertThat(found(ClaimsReport.recallAnew(all))).isFalse();
    assertThat(found(ClaimsReport.falseRed(all))).isTrue();
  }

  @Test
  void redElsewhereThatWasThereBeforeFindsNothing() {
    List<Outcome> all =
        List.of(outcome(List.of(RED_AT_0), Change.AMOUNT_TIMES_TEN, List.of(RED_AT_0)));

    assertThat(found(ClaimsReport.recall(all))).isFalse();
    assertThat(found(ClaimsReport.recallAnew(all))).isFalse();
  }

  @Test
  void amberIsEnoughForACallThatIsGoneAndForNoOther() {
    List<Found> amber = List.of(AMBER_AT_1);
    List<Outcome> payment = List.of(outcome(List.of(), Change.AMOUNT_TIMES_TEN, amber));
    List<Outcome> removed = List.of(outcome(List.of(), Change.ACTION_REMOVED, amber));

    assertThat(found(ClaimsReport.recall(payment))).isFalse();
    assertThat(found(ClaimsReport.recall(removed, attempt -> true))).isTrue();
    // What was said of the untouched proposal already says nothing of the change.
    assertThat(
            found(
                ClaimsReport.recall(
                    List.of(outcome(amber, Change.ACTION_REMOVED, amber)), attempt -> true)))
        .isFalse();
  }
}

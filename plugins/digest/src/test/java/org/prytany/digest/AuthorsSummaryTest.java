package org.prytany.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuthorsSummaryTest {

  private static final String BODY =
      """
      ## How the plan came about

      The desk was set up two years ago as an experiment with one member and a shared inbox.
      In spring the delegates asked for a plan instead of a renewal of what there was.
      A draft has been discussed in four calls since then, and nineteen members proposed changes.

      ## What the desk does

      The desk answers members, keeps the public record and prepares the agenda of each vote.
      Answers are public unless a question contains something that is personal.
      Every answer that was given more than three times becomes an entry in the handbook.
      """;

  @Test
  void whatTheAuthorsCallTheirSummaryComesFirst() {
    String text =
        """
        # Season plan

        ## Summary

        Maintenance of four tools goes on for nine months under the same rules as before.
        Whatever remains is returned to the treasury after an audit by a member drawn by lot.

        """
            + BODY;

    assertThat(RealModel.sentences(RealModel.digest(text)))
        .contains(
            "Maintenance of four tools goes on for nine months under the same rules as before.",
            "Whatever remains is returned to the treasury after an audit by a member drawn by lot.");
  }

  @Test
  void aSentenceThatOnlyAnnouncesAListIsNotChosenOverOneThatSaysSomething() {
    String text =
        "# Season plan\n\nWe will be content if all of these can be said:\n\n- a\n- b\n\n" + BODY;

    assertThat(RealModel.sentences(RealModel.digest(text)))
        .isNotEmpty()
        .noneMatch(sentence -> sentence.endsWith(":"));
  }
}

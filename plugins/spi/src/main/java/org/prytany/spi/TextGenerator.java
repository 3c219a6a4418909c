package org.prytany.spi;

import java.util.List;

/**
 * Has sentences written by a language model of the operator's, from sentences of the proposal.
 *
 * <p>What comes back is never a part of a digest: a digest's sentences are the text's own. It says
 * which of the text's sentences belong together and matter, as a model sees it, and so helps to
 * choose. A digest for which it was asked is bound to the model, and brings no claims of its own.
 */
public interface TextGenerator {

  /** So many sentences a model is shown at once, at most. */
  int MOST_EVIDENCE = 60;

  /** So often a model is asked for one digest; after that there are no more answers. */
  int MOST_CALLS = 3;

  /** So many UTF-16 units it is shown at once; more evidence gives no answer. */
  int LONGEST_EVIDENCE = 20_000;

  /**
   * Asks for one to three sentences.
   *
   * @param evidence sentences of the text, judged like those of a digest; from 1 to {@link
   *     #MOST_EVIDENCE}
   * @return only sentences that the text bears out, as far as the host can tell; none where the
   *     model is busy, fails, takes too long or writes nothing that can be proved, where a piece of
   *     evidence is not the text's, or once the digest is done
   * @throws IllegalArgumentException if there is more evidence than that
   */
  List<Generated> generate(List<TextDigest.Sentence> evidence);

  /**
   * A sentence that a model wrote.
   *
   * @param text the model's words: never to be shown as the text's
   * @param evidence indices into what was given, from 0, in order: where the host found it borne
   *     out; at least one
   */
  record Generated(String text, List<Integer> evidence) {

    public Generated {
      Bounds.text("a generated sentence", text, Bounds.LONGEST_TEXT);
      evidence = Bounds.list("evidence", Integer.class, evidence, MOST_EVIDENCE);
    }
  }
}

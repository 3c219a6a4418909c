package org.prytany.digest.sentence;

import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.process.CoreLabelTokenFactory;
import edu.stanford.nlp.process.PTBTokenizer;
import edu.stanford.nlp.process.WordToSentenceProcessor;
import java.io.StringReader;
import java.util.List;
import org.prytany.reading.sentence.SentenceEnds;
import org.prytany.reading.sentence.SentenceSplitter;

/**
 * Finds ends of sentences with CoreNLP's tokenizer and splitter. They need no model files, so
 * nothing is read through a class loader. Thread-safe: all state is made per call.
 */
public final class CorenlpEnds implements SentenceEnds {

  private static final String OPTIONS = "untokenizable=noneKeep,ptb3Escaping=false";

  @Override
  public void cut(String text, int start, int end, List<SentenceSplitter.Range> sentences) {
    List<CoreLabel> tokens =
        new PTBTokenizer<>(
                new StringReader(text.substring(start, end)), new CoreLabelTokenFactory(), OPTIONS)
            .tokenize();
    for (List<CoreLabel> sentence : new WordToSentenceProcessor<CoreLabel>().process(tokens)) {
      if (!sentence.isEmpty()) {
        sentences.add(
            new SentenceSplitter.Range(
                start + sentence.getFirst().beginPosition(),
                start + sentence.getLast().endPosition()));
      }
    }
  }
}

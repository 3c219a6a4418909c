package org.prytany.digest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.prytany.digest.ranking.ReaderModel;
import org.prytany.digest.ranking.SentenceModel;
import org.prytany.digest.ranking.SentenceRanker;
import org.prytany.digest.sentence.CorenlpEnds;
import org.prytany.digest.time.TimeGrammar;
import org.prytany.reading.language.Language;
import org.prytany.reading.markdown.MarkdownReader;
import org.prytany.reading.markdown.ProposalText;
import org.prytany.reading.sentence.SentenceSplitter;
import org.prytany.reading.sentence.Unit;
import org.prytany.reading.sentence.Units;
import org.prytany.reading.time.TimeRules;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;

/**
 * Digests with CommonMark, CoreNLP's sentences and the host's embeddings. What a text asks for is
 * read by the host; claimed here are the times alone, which CoreNLP's grammar reads better.
 * Stateless and thread-safe; a digest depends on the description and the models alone.
 */
@ApplicationScoped
public class CorenlpDigester implements ProposalDigester {

  /** Name and version of the method: changes whenever the same text may give another digest. */
  public static final String ALGORITHM = "prytany-reader-needs/7";

  /** The method where the host runs no models of plugins: the same features, weighed by hand. */
  public static final String FALLBACK = "prytany-centroid-mmr/10";

  /** The first sentences, of a text that is not in English; no model is asked. */
  public static final String LEAD = "prytany-lead/5";

  private final MarkdownReader markdown = new MarkdownReader();
  private final SentenceSplitter splitter = new SentenceSplitter(new CorenlpEnds());
  private final TimeRules times = new TimeRules(TimeGrammar.shipped());
  private final SentenceModel model = SentenceModel.shipped();
  private final ReaderModel readers = ReaderModel.shipped();
  private final SentenceRanker ranker = new SentenceRanker(model, readers);

  @Override
  public String id() {
    return "digest-corenlp";
  }

  /** The plugin's version, with its method and the weights that it computes with itself. */
  @Override
  public String version() {
    return "0.1.0+" + ALGORITHM.replace('/', '-') + "." + readers.mark();
  }

  @Override
  public List<String> models() {
    return List.of(model.identity());
  }

  @Override
  public boolean readsTextAlone() {
    return true;
  }

  @Override
  public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
    ProposalText text = markdown.read(proposal.description());
    List<Unit> units = Units.of(text, splitter);
    if (Language.isForeign(units)) {
      SentenceRanker.Choice first = ranker.lead(text, units);
      return new TextDigest(
          first.headline(),
          first.sentences(),
          List.of(),
          List.of(new TextDigest.Note.NotEnglish()),
          LEAD);
    }
    SentenceRanker.Choice choice = ranker.choose(text, units, context);
    return new TextDigest(
        choice.headline(),
        choice.sentences(),
        choice.asks(),
        TimeRules.collect(units, times.read(units)),
        choice.notes(),
        context.scorer().isPresent() ? ALGORITHM : FALLBACK);
  }
}

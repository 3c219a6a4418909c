package org.prytany.spi;

/** The host's services for one digest. */
public interface DigestContext {

  /** Sentence embeddings by the host's model. */
  TextEmbedder embedder();
}

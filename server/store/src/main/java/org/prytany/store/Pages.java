package org.prytany.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What is written together, in pages that a store takes as one command and that its memory bears:
 * the embedded store holds a command until it is on the disk.
 */
final class Pages<T> {

  private static final int MOST = 500;
  private static final long MOST_CHARACTERS = 4 << 20;

  private final List<List<T>> pages = new ArrayList<>();
  private long characters;

  /**
   * @param size characters of the document, about
   */
  void add(T document, long size) {
    boolean full =
        pages.isEmpty() || pages.getLast().size() == MOST || characters + size > MOST_CHARACTERS;
    if (full) {
      pages.add(new ArrayList<>());
      characters = 0;
    }
    pages.getLast().add(document);
    characters += size;
  }

  /** In the order in which they were added; none is empty. */
  List<List<T>> all() {
    return pages;
  }
}

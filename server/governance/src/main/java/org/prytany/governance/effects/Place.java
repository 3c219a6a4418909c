package org.prytany.governance.effects;

/** Where in a contract other code is put. */
public sealed interface Place {

  /** How the name of an entry of a registry starts, in words. */
  String ENTRY = "registry entry ";

  /** As the flat form says it; "" for the contract itself. */
  String words();

  static Place of(String words) {
    if (words.isEmpty()) {
      return new Itself();
    }
    if (words.equals(new Facet().words())) {
      return new Facet();
    }
    return words.startsWith(ENTRY) ? new Entry(words.substring(ENTRY.length())) : new Named(words);
  }

  /** The contract's own code, behind its proxy. */
  record Itself() implements Place {
    @Override
    public String words() {
      return "";
    }
  }

  /** One of the facets of a diamond: a later one does not replace an earlier one. */
  record Facet() implements Place {
    @Override
    public String words() {
      return "facet";
    }
  }

  /** A contract that a registry names. */
  record Entry(String name) implements Place {
    @Override
    public String words() {
      return ENTRY + name;
    }
  }

  /** Another place of trust, such as "price oracle". */
  record Named(String words) implements Place {}
}

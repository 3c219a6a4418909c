package org.prytany.acceptance.shipped;

/**
 * Something of others that leaves the house with the product.
 *
 * @param ecosystem where it comes from
 * @param name {@code group:artifact} of Maven, a package of npm, {@code openliberty-runtime} or a
 *     feature of Liberty
 * @param version as its ecosystem writes it
 */
record Part(Ecosystem ecosystem, String name, String version) {

  String key() {
    return ecosystem + " " + name;
  }

  @Override
  public String toString() {
    return key() + " " + version;
  }
}

package org.prytany.governance.reading;

/** A piece of hostile text as a message may show it: short, on one line, nothing invisible. */
public final class Quoted {

  private static final int LONGEST = 80;
  private static final int LOOKED_AT = 400;

  private Quoted() {}

  public static String of(String piece) {
    String line =
        piece
            .substring(0, Math.min(piece.length(), LOOKED_AT))
            .replaceAll("[\\p{Cf}\\p{Cn}\\p{Co}\\p{Cs}]", "")
            .replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ")
            .strip();
    return "“" + (line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…") + "”";
  }
}

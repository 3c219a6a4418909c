package org.prytany.governance.reading;

/**
 * Letters of other scripts that readers take for Latin ones. Only shapes that are the same in most
 * typefaces are listed: a mathematician's α or µ is not meant to pass for a letter of a word.
 */
public final class LookAlikeLetters {

  private static final String OTHERS =
      "\u0430\u0441\u0501\u0435\u04bb\u0456\u0458\u04cf\u043e\u0440\u051b\u0455"
          + "\u051d\u0445\u0443\u04bd\u0410\u0412\u0421\u0415\u050c\u041d\u0406\u0408"
          + "\u041a\u041c\u041e\u0420\u0405\u0422\u0425\u04ae\u051c\u0391\u0392\u0395"
          + "\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf"
          + "\u0585\u0555";
  private static final String LATIN = "acdehijlopqswxyeABCEGHIJKMOPSTXYWABEZHIKMNOPTYXooO";

  private LookAlikeLetters() {}

  /** The Latin letter that one of another script looks like; the letter itself for all others. */
  static int latin(int letter) {
    int at = letter < 0x370 ? -1 : OTHERS.indexOf(letter);
    return at < 0 ? letter : LATIN.charAt(at);
  }

  public static boolean looksLatin(int letter) {
    return letter >= 0x370 && OTHERS.indexOf(letter) >= 0;
  }
}

package org.prytany.spi;

/**
 * Writes what people are told in the form that a chat or a program takes. It sends nothing: the
 * host posts what it writes to the address that the operator configured, tries again where that is
 * not taken, and tells the notifier neither the address nor any secret.
 */
public interface Notifier extends Plugin {

  /**
   * The body that is posted for a notice. It may be asked again for the same one, when the first
   * body was not taken. No I/O, and no more than a few seconds.
   */
  NoticePayload render(Notice notice);
}

package org.prytany.store.body;

import org.prytany.spi.Shares;

/** How much of a vote goes where, in hundredths of a percent. */
public record SharesBody(int inFavour, int against, int abstaining) {

  static SharesBody of(Shares shares) {
    return new SharesBody(shares.inFavour(), shares.against(), shares.abstaining());
  }

  Shares toDomain() {
    return new Shares(inFavour, against, abstaining);
  }
}

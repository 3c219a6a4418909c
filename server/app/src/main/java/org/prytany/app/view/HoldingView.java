package org.prytany.app.view;

/**
 * What the treasury holds of an asset that leaves it, before the proposal.
 *
 * @param asset token contract; the zero address for the native coin
 * @param amount in base units
 */
public record HoldingView(String asset, String amount) {}

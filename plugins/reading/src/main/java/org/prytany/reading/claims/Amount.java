package org.prytany.reading.claims;

import java.math.BigDecimal;

/**
 * A number of tokens or dollars in a text.
 *
 * @param value whole units
 * @param symbol upper case; "USD" for dollars; "" when the text has a bare number
 * @param start first unit of text
 * @param end after the last unit of text
 */
record Amount(BigDecimal value, String symbol, int start, int end) {}

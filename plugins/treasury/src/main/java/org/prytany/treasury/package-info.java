/**
 * Plans the calls that queue and execute proposals of OpenZeppelin governors, and reads receipts.
 */
@NullMarked
package org.prytany.treasury;

import org.jspecify.annotations.NullMarked;

/** Votes off chain: reads what hubs publish, decides, has votes signed, and hands them in. */
@NullMarked
package org.prytany.governance.offchain;

import org.jspecify.annotations.NullMarked;

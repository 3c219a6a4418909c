/** First stage: proposals are read from the governor's logs and kept, reorgs undone. */
@NullMarked
package org.prytany.governance.intake;

import org.jspecify.annotations.NullMarked;
